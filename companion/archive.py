"""A file of posts, line by line: what `mindful-feed annotate` reads."""

import csv
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from companion.protocol import Post
from companion.trouble import Trouble

MAX_CELL = 16_777_216
DATES = ("date", "created_at", "published")
_month = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?!\d)")


class NoColumn(Trouble):
    """The first line of a CSV file names no column of that name."""


class Row(NamedTuple):
    """A post of an archive, or what is wrong with it.

    `line` from 1, `size` in bytes (0 where nobody can tell), `month` such as "2026-03" if known.
    """

    line: int
    size: int
    post: Post | None
    problem: str = ""
    month: str = ""

    @property
    def id(self) -> str:
        """What its annotation is called."""
        return self.post.id if self.post else str(self.line)


class Record(NamedTuple):
    """Cells of a CSV file, None where they cannot be told; `line` and `size` as in a Row."""

    line: int
    size: int
    cells: list[str] | None


NOTHING = Record(1, 0, None)


def read_jsonl(lines: Iterable[bytes], field: str) -> Iterator[Row]:
    """A row for each line of JSON Lines; empty lines are passed over."""
    for number, raw in enumerate(strip_mark(lines), 1):
        if not raw.strip():
            continue
        try:
            found = json.loads(raw.decode())
        except UnicodeDecodeError:
            yield Row(number, len(raw), None, "not UTF-8")
        except (ValueError, RecursionError):
            yield Row(number, len(raw), None, "not JSON")
        else:
            yield _read_row(number, len(raw), found, field)


def read_csv(lines: Iterable[bytes], field: str) -> Iterator[Row]:
    """A row for each record of a CSV file with a header; raises NoColumn."""
    records = read_records(lines)
    columns = next(records, NOTHING).cells or []
    if field not in columns:
        raise NoColumn(f"the first line names no column {field!r}")
    for record in records:
        if record.cells is None:
            yield Row(record.line, record.size, None, "not CSV")
        else:
            found = dict(zip(columns, record.cells, strict=False))
            yield _read_row(record.line, record.size, found, field)


def read_records(lines: Iterable[bytes]) -> Iterator[Record]:
    """The records of a CSV file, its header among them; those without a cell are passed over.

    A record that breaks the rules costs its first line alone: what follows is read anew, since a
    quotation mark that nobody closed would swallow the rest of the file.
    """
    csv.field_size_limit(MAX_CELL)
    source, again, taken = strip_mark(lines), deque[bytes](), list[bytes]()

    def feed() -> Iterator[str]:
        while (raw := again.popleft() if again else next(source, None)) is not None:
            taken.append(raw)
            yield raw.decode("utf-8", "surrogateescape")

    reader, line, size = csv.reader(feed(), strict=True), 1, 0
    while True:
        cells: list[str] | None
        try:
            if (cells := next(reader, None)) is None:
                return
        except csv.Error:
            again.extendleft(reversed(taken[1:]))
            del taken[1:]
            cells, reader = None, csv.reader(feed(), strict=True)
        size += sum(map(len, taken))
        if cells != []:
            yield Record(line, size, cells)
            size = 0
        line += len(taken)
        taken.clear()


def strip_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without the mark that some programs begin a file in UTF-8 with."""
    rest = iter(lines)
    for first in rest:
        yield first.removeprefix(b"\xef\xbb\xbf")
        yield from rest


def _read_row(line: int, size: int, found: Any, field: str) -> Row:
    if not isinstance(found, dict):
        return Row(line, size, None, "not an object")
    text = found.get(field)
    if not isinstance(text, str):
        return Row(line, size, None, f"{field!r} is {'missing' if text is None else 'no text'}")
    date = next((found[name] for name in DATES if found.get(name)), "")
    return make_row(line, size, found.get("id"), text, found.get("lang") or None, date)


def make_row(
    line: int, size: int, identity: Any, text: str, lang: Any = None, date: Any = ""
) -> Row:
    """The row of a post; without an id it is called by its line. `date` as in ISO 8601."""
    if not is_text(text):
        return Row(line, size, None, "not UTF-8")
    try:
        named = str(line) if identity in (None, "") else str(identity)
        post = Post(id=named, text=text, lang=lang)
    except ValidationError as error:
        return Row(line, size, None, f"{error.errors()[0]['loc'][0]!r} is not as it should be")
    return Row(line, size, post, month=find_month(date))


def find_month(date: Any) -> str:
    """The year and month that a date begins with, such as "2026-03"; "" where it has none."""
    found = _month.match(str(date))
    return found[0] if found else ""


def is_text(text: str) -> bool:
    """Whether the text can be written as UTF-8, which a lone surrogate cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
