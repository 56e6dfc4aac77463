"""Reddit: comments.csv and posts.csv of a data request. The addresses in them are not read."""

import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from companion.archive import MAX_CELL, Row, make_row

NAMES = re.compile(r"(?:.*/)?(?:comments|posts)\.csv\Z")
COLUMNS = {"id", "permalink", "date", "subreddit"}


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is one of the two."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].decode("utf-8", "replace")
    columns = set(first.strip().replace('"', "").split(","))
    return columns >= COLUMNS and "body" in columns


def read(file: BinaryIO) -> Iterator[Row]:
    """A row a comment or post, its title before its body; `line` is that of the file."""
    csv.field_size_limit(MAX_CELL)
    lines = TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="")
    reader = csv.DictReader(lines, strict=True)
    before = 1
    try:
        while True:
            try:
                found = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Row(before + 1, 0, None, "not CSV")
            else:
                yield read_record(before + 1, found)
            before = reader.line_num
    finally:
        lines.detach()


def read_record(line: int, found: dict[str, str | None]) -> Row:
    """The row of one record."""
    if found.get("body") is None:
        return Row(line, 0, None, "'body' is missing")
    text = "\n\n".join(part for part in (found.get("title"), found["body"]) if part)
    return make_row(line, 0, found.get("id"), text, None, found.get("date"))
