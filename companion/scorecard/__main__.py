"""`python -m companion.scorecard MODEL_FOLDER`: the same as `mindful-feed models evaluate`."""

from datetime import date
from pathlib import Path

import click

from companion.models import read_model
from companion.scorecard import evaluate_model

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--data", type=FOLDER, help="Folder with posts/test.jsonl.gz.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/scorecards"))
@click.option("--limit", type=int, help="At most so many posts of each kind: a quick look.")
def evaluate(folder: Path, data: Path | None, out: Path, limit: int | None) -> None:
    """Measures the model in FOLDER and writes its scorecard as JSON and Markdown."""
    card = evaluate_model(read_model(folder), date.today(), data, limit=limit)
    for path in card.write(out):
        click.echo(path)


if __name__ == "__main__":
    evaluate()
