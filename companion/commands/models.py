"""`mindful-feed models`: which models are installed, and how they come, change, serve and go."""

from pathlib import Path

import click

from companion.adding.folder import remove_folder
from companion.clock import tell_time
from companion.commands.models_add import add
from companion.commands.models_use import use
from companion.config import DEFAULT_MODEL, read_config
from companion.models import BadModel, ModelFolder, check_files, find_models
from companion.screeners import ENGINES
from companion.screeners.installed import list_engines
from companion.serving import find_named
from companion.trouble import Trouble


@click.group(short_help="List, add, use, measure and remove models.")
def command() -> None:
    """List, add, use, measure and remove models; docs/add-a-model.md shows how."""


command.add_command(add)
command.add_command(use)


@command.command("list")
def list_models() -> None:
    """List the models at hand: name, engine and title of each."""
    config = read_config()
    for model in find_models(config.model_folders):
        if isinstance(model, BadModel):
            click.echo(f"Broken: {model}", err=True)
            continue
        used = "  (in use)" if model.name == config.model else ""
        click.echo(f"{model.name}  {model.about.engine}  {model.title}{used}")


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """Print what model NAME is, and its card.

    Its files are checked against the hashes in its model.toml first.
    """
    model = find_named(read_config(), name)
    check_files(model)
    for line in describe(model):
        click.echo(line)


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete model NAME, which was added.

    The model in use and the one that came with Mindful Feed stay.
    """
    config = read_config()
    folder = config.data_folder / "models"
    if not (folder / name / "model.toml").is_file() or "/" in name:
        find_named(config, name)
        raise Trouble(f"{name} came with Mindful Feed, and stays.")
    if name == config.model:
        back = f"mindful-feed models use {DEFAULT_MODEL}"
        raise Trouble(f"{name} is in use. Use another first: {back}")
    remove_folder(folder, name)
    click.echo(f"{name} is removed.")


@command.command()
@click.argument("name", required=False)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with public labelled posts, posts/test.jsonl.gz; without it they are left out.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("."),
    show_default=True,
    help="The folder in which NAME.json and NAME.md are written.",
)
@click.option(
    "--limit", type=click.IntRange(1), help="How many of the public posts to read; by default all."
)
def evaluate(name: str | None, data: Path | None, out: Path, limit: int | None) -> None:
    """Measure a model and write its scorecard.

    It is the model NAME, or the one in use if none is named. Needs the repository and its extra
    "test".
    """
    try:
        from companion.scorecard import evaluate_model
    except ModuleNotFoundError as missing:
        raise Trouble(f"Measuring needs {missing.name}: pip install mindful-feed[test]") from None
    config = read_config()
    model = find_named(config, name or config.model)
    card = evaluate_model(model, tell_time().date(), data=data, limit=limit)
    out.mkdir(parents=True, exist_ok=True)
    for path in card.write(out):
        click.echo(path)


@command.command()
def engines() -> None:
    """List the engines that can run a model, those of other packages too."""
    for name in ENGINES:
        click.echo(name)
    for name in list_engines():
        click.echo(f"{name}  (installed)")


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
        f"calibrated  {', '.join(list_calibrated(model)) or 'nothing'}",
        f"files       {len(about.files)}, {size / 1e6:.0f} MB, all as model.toml says",
        f"folder      {model.path}",
    ]
    card = model.path / "CARD.md"
    return [*lines, "", card.read_text(encoding="utf-8").rstrip()] if card.is_file() else lines


def list_calibrated(model: ModelFolder) -> list[str]:
    """The categories whose chances were fitted to labelled posts."""
    curves = model.about.calibration
    return [name for name, label in model.about.categories.items() if label in curves]
