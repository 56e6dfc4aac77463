"""`mindful-feed models`: which models are installed, what each says of itself, how good it is."""

from pathlib import Path

import click

from companion.clock import tell_time
from companion.config import read_config
from companion.models import ModelFolder, check_files, find_models
from companion.trouble import Trouble


@click.group()
def command() -> None:
    """List the installed models, show one or measure it."""


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
    model = find_model(name)
    check_files(model)
    for line in describe(model):
        click.echo(line)


@command.command()
@click.argument("name", required=False)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with posts/test.jsonl.gz; without it only the suites of the repository count.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("."),
    show_default=True,
    help="Where NAME.json and NAME.md are written.",
)
@click.option("--limit", type=click.IntRange(1), help="Read only so many public posts.")
def evaluate(name: str | None, data: Path | None, out: Path, limit: int | None) -> None:
    """Write the scorecard of model NAME (of the one in use, if none is named)."""
    try:
        from companion.scorecard import evaluate_model
    except ModuleNotFoundError as missing:
        raise Trouble(f"Measuring needs {missing.name}: pip install mindful-feed[test]") from None
    model = find_model(name or read_config().model)
    card = evaluate_model(model, tell_time().date(), data=data, limit=limit)
    out.mkdir(parents=True, exist_ok=True)
    for path in card.write(out):
        click.echo(path)


def find_model(name: str) -> ModelFolder:
    """The installed model of that name."""
    found = {model.name: model for model in find_models(read_config().model_folders)}
    if name not in found:
        raise Trouble(f"There is no model named {name}. `models list` shows those there are.")
    return found[name]


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
