"""`mindful-feed resources`: the help in a country, and the worksheet of who verifies it."""

import csv
import sys
from typing import get_args

import click

from companion.clock import tell_time
from companion.country import guess_country
from companion.place import read_languages, read_zone
from companion.protocol import Audience, Door, Resource, ResourcesRequest
from companion.resources import TOPICS, list_lines
from companion.reviews import Review, list_reviews
from companion.services import open_shelf
from companion.support import answer_request
from companion.trouble import Trouble

TO_DO = (
    "For each: open the page, find number, hours and languages on the service's own site, then\n"
    "correct the file as docs/resources.md says. Oldest check first, then oldest source.\n"
)


class CountryCode(click.ParamType[str]):
    """Two letters, such as GB."""

    name = "country"

    def convert(
        self, value: str, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        """The code in capitals."""
        if len(value) != 2 or not value.isascii() or not value.isalpha():
            self.fail("a country is two letters, such as GB or us", parameter, context)
        return value.upper()


class ShowUnlessNamed(click.Group):
    """A group whose first word may be left out: `resources GB` is `resources show GB`."""

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        """The words with the one that was left out."""
        is_named = bool(words) and words[0] in (*self.commands, *context.help_option_names)
        return super().parse_args(context, words if is_named else ["show", *words])


@click.group(cls=ShowUnlessNamed, short_help="Print the help in a country.")
def command() -> None:
    """Print the help in a country: `mindful-feed resources GB` is `mindful-feed resources show GB`.

    `review` prints the worksheet of who verifies the numbers.
    """


@command.command(short_help="Print the help in a country.")
@click.argument("country", type=CountryCode(), required=False)
@click.argument("topic", type=click.Choice(TOPICS), required=False, metavar="[TOPIC]")
@click.option(
    "--door",
    type=click.Choice(get_args(Door)),
    default="me",
    show_default=True,
    help="Whether you look for yourself or for someone else.",
)
@click.option(
    "--audience",
    type=click.Choice(get_args(Audience)),
    help="Also lines that are made for these people.",
)
@click.option(
    "--language",
    "languages",
    metavar="CODE",
    multiple=True,
    help="A language you speak, such as fr; may be given more than once.",
)
def show(
    country: str | None,
    topic: str | None,
    door: Door,
    audience: Audience | None,
    languages: tuple[str, ...],
) -> None:
    """Print the help in COUNTRY, for TOPIC or for any, with the day each was checked.

    TOPIC is suicide, despair, eating, abuse, harassment, hate, violence, grief, anxiety,
    substance, claims or news. COUNTRY is two letters, such as GB; without it, it is guessed from
    this machine's time zone and language, asking no network.
    """
    now = tell_time()
    if country is None:
        country = guess_country(None, read_zone(), read_languages())
        guessed = f"{country}, by this machine's settings" if country else "unknown"
        click.echo(f"Country: {guessed}. To name one: mindful-feed resources GB", err=True)
    if country not in open_shelf().countries:
        click.echo("No reviewed lines there. These lists cover many countries:", err=True)
    if topic is None:
        found = list_lines(None, country, languages, now, audience=audience)
    else:
        found = list_lines(topic, country, languages, now, audience=audience or "everyone")
    if topic or not found:
        extra = answer_request(
            ResourcesRequest(topic=topic or "suicide", country=country or "XX", door=door), now
        ).resources
        found += [one for one in extra if one.id not in {known.id for known in found}]
    for resource in found:
        click.echo(describe(resource))


def describe(resource: Resource) -> str:
    """A source of help in a few lines."""
    lines = [resource.name]
    lines += [f"  {contact.kind}: {contact.display}" for contact in resource.contacts]
    if resource.hours:
        lines.append(f"  hours: {resource.hours}")
    if resource.languages:
        lines.append(f"  languages: {', '.join(resource.languages)}")
    lines.append(f"  checked on {resource.checked_on} by {resource.checked_by}")
    return "\n".join(lines)


@command.command(short_help="Print what to verify, the oldest first.")
@click.argument("country", type=CountryCode(), required=False)
@click.option("--csv", "as_table", is_flag=True, help="Print CSV, for a spreadsheet.")
def review(country: str | None, as_table: bool) -> None:
    """Print what to verify (in COUNTRY, or all), the oldest first, and what to open for it.

    COUNTRY is two letters, such as GB; XX stands for pages, directories and communities.
    """
    rows = list_reviews(tell_time().date(), country)
    if not rows:
        raise Trouble(f"There is nothing to verify for {country}.")
    if as_table:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(Review._fields)
        table.writerows((*row[:3], "; ".join(row.numbers), *row[4:]) for row in rows)
        return
    late = sum(row.age != "fresh" for row in rows)
    click.echo(f"{len(rows)} to verify, {late} of them due.\n{TO_DO}")
    for row in rows:
        click.echo(describe_review(row))


def describe_review(row: Review) -> str:
    """One entry of the worksheet."""
    notes = {"fresh": "", "due": ", due", "stale": ", its number hidden from readers"}
    place = row.id if row.country == "XX" else f"{row.id} in resources/{row.country}.json"
    return "\n".join(
        [
            f"[ ] {row.country}  {row.name}  ({place})",
            f"    shown    {', '.join(row.numbers) or 'no number'}",
            f"    open     {row.url or 'the government page that names the number'}",
            f"    checked  {row.verified_on} by {row.verified_by}{notes[row.age]}",
            f"    last in  {row.seen_in}, {row.seen_on}",
        ]
    )
