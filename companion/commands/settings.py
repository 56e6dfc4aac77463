"""`mindful-feed settings`: what gets a note, and how easily."""

import click

from companion.categories import CATEGORIES
from companion.settings import Settings


@click.command(short_help="Print what gets a note, and how easily.")
def command() -> None:
    """Print the table of categories, each with the probability from which a post gets a note."""
    settings = Settings()
    width = max(len(category.id) for category in CATEGORIES)
    for category in CATEGORIES:
        dial = settings.dials.get(category.id)
        level = "fold" if category.id in settings.folded else "note"
        state = "off       " if dial is None else f"{level} {dial:.2f} "
        click.echo(f"{category.id:{width}}  {state} {category.name}")
