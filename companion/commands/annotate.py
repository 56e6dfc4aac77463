"""`mindful-feed annotate`: a file of posts in, one annotation a line out, in the order given."""

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click
from tqdm import tqdm

from companion.bulk.cluster import annotate_on_ray
from companion.bulk.output import Kept, Printed
from companion.bulk.processes import annotate_in_processes
from companion.bulk.report import write_report
from companion.bulk.share import Done, Load, Share, annotate_here, cut_shares
from companion.bulk.streams import keep_streams
from companion.clock import tell_time
from companion.config import read_config, read_version
from companion.exports import FORMATS, Source, open_source
from companion.screening import load_screener
from companion.trouble import Trouble


@click.command(short_help="Annotate a file of posts, or a person's own export.")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--text-field",
    metavar="NAME",
    default="text",
    show_default=True,
    help="The field or column that holds the text.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(FORMATS),
    help="What kind of file FILE is; by default its content tells.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write to. If a run was ended, the same command goes on where it stopped.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page of counts and drawings, as one HTML file.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many processes judge posts at the same time.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="What runs the processes: this machine alone, or Ray.",
)
@click.option(
    "--cluster",
    metavar="HOST:PORT",
    help="With --engine ray: send the posts to this Ray cluster and judge them there.",
)
def command(
    file: BinaryIO,
    text_field: str,
    shape: str | None,
    output: Path | None,
    report: Path | None,
    **how: Any,
) -> None:
    """Annotate each post of FILE ("-": standard input) and write JSON Lines.

    FILE is JSON Lines, CSV or Parquet with the fields "id", "text" and, if known, "lang" and
    "date"; or outbox.json of Mastodon, tweets.js of X, comments.csv or posts.csv of Reddit, a CAR
    file of Bluesky, or the zip or tar.gz that holds one. A line that cannot be read gets an
    unjudged row, its number goes to standard error, and the command ends with 1.
    """
    logging.basicConfig(format="mindful-feed: %(message)s", level=logging.WARNING)
    if how["cluster"] and how["engine"] != "ray":
        raise click.UsageError("--cluster goes with --engine ray.")
    config = read_config()
    source = open_source(file, text_field, shape)
    # Help that keeps hours is told as at noon, so that a run taken up again says the same.
    now = tell_time().replace(hour=12, minute=0, second=0, microsecond=0)
    with ExitStack() as opened:
        # Ray prints what it likes, also to standard output.
        aside = keep_streams() if how["engine"] == "ray" else nullcontext((None, sys.stderr))
        stream, errors = opened.enter_context(aside)
        out = opened.enter_context(Kept(output) if output else Printed(stream))
        progress = opened.enter_context(watch(file, source, errors))
        tell = partial(tell_problems, progress, errors)
        shares = out.pass_over(cut_shares(source.rows), tell)
        reopen = partial(reopen_shares, str(file.name), text_field, shape, out.kept)
        load = partial(load_screener, config)
        for done in annotate(shares, reopen, load, now, **how):
            out.write(done)
            tell(done.problems)
            progress.update(done.size if source.is_sized else done.lines.count(b"\n"))
    if report:
        page = write_report(out.counts, config.model, now, read_version())
        report.write_text(page, encoding="utf-8")
    if out.broken:
        raise click.ClickException(f"{out.broken} of the lines could not be read.")


def annotate(
    shares: Iterator[Share],
    reopen: Callable[[], Iterator[Share]],
    load: Load,
    now: datetime,
    *,
    jobs: int,
    engine: str,
    cluster: str | None,
) -> Iterable[Done]:
    """What comes of the shares, in order, by the engine asked for; raises BadModel, Trouble."""
    first = next(shares, None)
    if first is None:
        return []
    if engine == "ray":
        next(reopen())
        return annotate_on_ray(reopen, load, now, jobs, cluster)
    rest = chain([first], shares)
    if jobs == 1:
        return annotate_here(rest, load, now)
    return annotate_in_processes(rest, load, now, jobs)


def reopen_shares(name: str, field: str, shape: str | None, first: int) -> Iterator[Share]:
    """The shares of a file from number `first` on, read anew; raises Trouble for a pipe."""
    path = Path(name).absolute()
    if not path.is_file():
        raise Trouble("The engine ray needs a file, not a pipe.")
    with path.open("rb") as file:
        yield from cut_shares(open_source(file, field, shape).rows, first)


def tell_problems(progress: "tqdm[Any]", errors: TextIO, problems: list[tuple[int, str]]) -> None:
    """A line of standard error for each line that could not be read."""
    for line, problem in problems:
        progress.write(f"line {line}: {problem}", errors)


def watch(file: BinaryIO, source: Source, errors: TextIO) -> "tqdm[Any]":
    """What shows on a terminal how far it is."""
    about = os.fstat(file.fileno())
    size = about.st_size if source.is_sized and stat.S_ISREG(about.st_mode) else None
    unit = "B" if source.is_sized else " posts"
    return tqdm(total=size, unit=unit, unit_scale=True, file=errors, disable=not errors.isatty())
