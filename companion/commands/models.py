"""`mindful-feed models`: which models are installed, and what each says of itself."""

import click

from companion.config import read_config
from companion.models import ModelFolder, check_files, find_models
from companion.trouble import Trouble


@click.group()
def command() -> None:
    """List the installed models or show one."""


@command.command("list")
def list_models() -> None:
    """One line a model: its name, its engine and its title."""
    config = read_config()
    for model in find_models(config.model_folders):
        used = "  (in use)" if model.name == config.model else ""
        click.echo(f"{model.name}  {model.about.engine}  {model.title}{used}")


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """What model NAME is, with its files checked and its card."""
    found = {model.name: model for model in find_models(read_config().model_folders)}
    if name not in found:
        raise Trouble(f"There is no model named {name}. `models list` shows those there are.")
    check_files(found[name])
    for line in describe(found[name]):
        click.echo(line)


def describe(model: ModelFolder) -> list[str]:
    """What model.toml and CARD.md say, line by line."""
    about = model.about
    size = sum(path.stat().st_size for path in model.path.iterdir())
    lines = [
        f"{model.name}: {about.title}",
        f"version     {about.version}",
        f"licence     {about.licence}",
        f"engine      {about.engine}",
        f"categories  {', '.join(about.categories)}",
        f"files       {len(about.files)}, {size / 1e6:.0f} MB, all as model.toml says",
        f"folder      {model.path}",
    ]
    card = model.path / "CARD.md"
    return [*lines, "", card.read_text(encoding="utf-8").rstrip()] if card.is_file() else lines
