"""Reddit: comments.csv and posts.csv of a data request. The addresses in them are not read."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from companion.archive import NOTHING, Row, make_row, read_records

NAMES = re.compile(r"(?:.*/)?(?:comments|posts)\.csv\Z")
COLUMNS = {"id", "permalink", "date", "subreddit"}


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is one of the two."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].decode("utf-8", "replace")
    columns = set(first.strip().replace('"', "").split(","))
    return columns >= COLUMNS and "body" in columns


def read(file: BinaryIO) -> Iterator[Row]:
    """A row a comment or post, its title before its body; `line` is that of the file."""
    records = read_records(file)
    columns = next(records, NOTHING).cells or []
    for record in records:
        if record.cells is None:
            yield Row(record.line, record.size, None, "not CSV")
        else:
            found = dict(zip(columns, record.cells, strict=False))
            yield read_record(record.line, record.size, found)


def read_record(line: int, size: int, found: dict[str, str]) -> Row:
    """The row of one record."""
    if "body" not in found:
        return Row(line, size, None, "'body' is missing")
    text = "\n\n".join(part for part in (found.get("title"), found["body"]) if part)
    return make_row(line, size, found.get("id"), text, None, found.get("date"))
