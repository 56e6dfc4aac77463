"""`mindful-feed annotate`: a file of posts in, one annotation a line out, in the order given."""

import logging
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import BinaryIO, TypeVar

import click
from tqdm import tqdm

from companion.annotate import Judge, annotate_posts
from companion.archive import Row, read_csv, read_jsonl
from companion.clock import tell_time
from companion.config import read_config
from companion.protocol import Annotation
from companion.response import Reader, describe_unjudged
from companion.screening import Screening, load_screener
from companion.settings import Settings

BATCH = 64
PATIENCE = 3_600.0
T = TypeVar("T")


@click.command(short_help="Annotate a file of posts.")
@click.argument("file", type=click.File("rb"))
@click.option("--text-field", default="text", show_default=True, help="Where the text stands.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["jsonl", "csv"]),
    help="How FILE is written; by default its name tells, and JSON Lines is assumed.",
)
def command(file: BinaryIO, text_field: str, shape: str | None) -> None:
    """Annotate each post of FILE ("-": standard input) and write JSON Lines.

    FILE is JSON Lines or CSV with the fields "id", "text" and, if known, "lang". A line that
    cannot be read gets an unjudged row, its number goes to standard error, and the command ends
    with 1.
    """
    logging.basicConfig(format="mindful-feed: %(message)s", level=logging.WARNING)
    config = read_config()
    screener = load_screener(config)
    rows_of = find_rows(file, text_field, shape or ("csv" if is_csv(file) else "jsonl"))
    problems = 0
    with (
        closing(Screening(lambda: screener, config.model, patience=PATIENCE)) as screening,
        tqdm(total=tell_size(file), unit="B", unit_scale=True, disable=is_silent()) as progress,
    ):
        for rows in cut(rows_of, BATCH):
            for row in rows:
                if row.problem:
                    problems += 1
                    progress.write(f"line {row.line}: {row.problem}", sys.stderr)
            write_lines(annotate_rows(rows, screening.judge))
            progress.update(sum(row.size for row in rows))
    if problems:
        raise click.ClickException(f"{problems} of the lines could not be read.")


def find_rows(file: BinaryIO, field: str, shape: str) -> Iterator[Row]:
    """The rows of a file written in that shape."""
    return read_csv(file, field) if shape == "csv" else read_jsonl(file, field)


def annotate_rows(rows: list[Row], judge: Judge) -> Iterator[Annotation]:
    """One annotation a row, in order."""
    posts = [row.post for row in rows if row.post]
    reader = Reader(tell_time())
    annotations = iter(annotate_posts(posts, None, judge, Settings(), reader))
    for row in rows:
        yield next(annotations) if row.post else describe_unjudged(str(row.line), "bad_input")


def write_lines(annotations: Iterable[Annotation]) -> None:
    """Write to standard output at once, as UTF-8 on every system."""
    for annotation in annotations:
        click.echo(annotation.model_dump_json().encode())


def cut(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of that size, the last one shorter."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def is_csv(file: BinaryIO) -> bool:
    """Whether the file's name says CSV."""
    return str(getattr(file, "name", "")).lower().endswith(".csv")


def tell_size(file: BinaryIO) -> int | None:
    """The bytes of a plain file; None for a pipe, whose end nobody knows."""
    try:
        about = os.fstat(file.fileno())
    except OSError:
        return None
    return about.st_size if stat.S_ISREG(about.st_mode) else None


def is_silent() -> bool:
    """Whether nobody watches standard error."""
    return not sys.stderr.isatty()
