"""A file of posts, line by line: what `mindful-feed annotate` reads."""

import csv
import json
import re
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


def read_jsonl(lines: Iterable[bytes], field: str) -> Iterator[Row]:
    """A row for each line of JSON Lines; empty lines are passed over."""
    for number, raw in enumerate(lines, 1):
        raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
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
    csv.field_size_limit(MAX_CELL)
    sizes = [0]

    def decode() -> Iterator[str]:
        for number, raw in enumerate(lines):
            sizes[0] += len(raw)
            raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
            yield raw.decode("utf-8", "surrogateescape")

    reader = csv.DictReader(decode(), strict=True)
    try:
        columns = reader.fieldnames or ()
    except csv.Error:
        columns = ()
    if field not in columns:
        raise NoColumn(f"the first line names no column {field!r}")
    before = reader.line_num
    while True:
        start, read, sizes[0] = before + 1, sizes[0], 0
        try:
            found = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(start, read, None, "not CSV")
        else:
            yield _read_row(start, read, found, field)
        before = reader.line_num


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
