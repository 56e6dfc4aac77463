"""What people have their posts in, one file a format, told apart by what the file holds.

A kind of export is one file here and one line in EXPORTS.
"""

import csv
import io
from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO, NamedTuple, cast

from companion.archive import Row, read_csv, read_jsonl
from companion.exports import bluesky, mastodon, parquet, reddit, x
from companion.exports.members import is_archive, read_members
from companion.trouble import Trouble

EXPORTS: dict[str, ModuleType] = {
    "mastodon": mastodon,
    "x": x,
    "reddit": reddit,
    "bluesky": bluesky,
}
FORMATS = ("jsonl", "csv", "parquet", *EXPORTS)
HEAD = 65_536
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Source(NamedTuple):
    """The rows of a file; whether their sizes add up to the file's."""

    rows: Iterator[Row]
    is_sized: bool


class Rewound(io.RawIOBase):
    """A stream that cannot be wound back, with what was read of it in front again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill the buffer as far as there is something at hand."""
        size = len(buffer)
        part, self._head = self._head[:size], self._head[size:]
        # A line at a time, so that who pipes posts in slowly need not wait for a whole buffer.
        part = part or self._rest.readline(size)
        buffer[: len(part)] = part
        return len(part)


def open_source(file: BinaryIO, field: str, shape: str | None = None) -> Source:
    """The rows of a file, as `shape` (one of FORMATS) or else its content says; raises Trouble."""
    head = read_head(file)
    if not file.seekable():
        file = cast(BinaryIO, io.BufferedReader(Rewound(head, file)))
    if is_archive(head):
        return Source(read_members(need_seek(file), tuple(EXPORTS.values())), False)
    kind = shape or find_kind(head, str(getattr(file, "name", "")).lower(), field)
    if kind == "jsonl":
        return Source(read_jsonl(file, field), True)
    if kind == "csv":
        return Source(read_csv(file, field), True)
    if kind == "parquet":
        return Source(parquet.read(need_seek(file), field), False)
    return Source(EXPORTS[kind].read(file), kind in ("mastodon", "x", "reddit"))


def read_head(file: BinaryIO) -> bytes:
    """How the file begins; one that can be wound back is."""
    start = file.tell() if file.seekable() else 0
    head = file.readline(HEAD)
    if head.strip(b"\xef\xbb\xbf \t\r\n") in (b"", b"{", b"["):
        head += file.read(HEAD)
    if file.seekable():
        file.seek(start)
    return head


def find_kind(head: bytes, name: str, field: str) -> str:
    """Which of FORMATS a file is that begins so; raises Trouble where it is none of them."""
    if head.startswith(UTF_16):
        raise Trouble("The file is written in UTF-16. Save it as UTF-8.")
    if parquet.recognise(head):
        return "parquet"
    for kind, export in EXPORTS.items():
        if export.recognise(head):
            return kind
    if name.endswith(".csv"):
        return "csv"
    if not head.strip() or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return "jsonl"
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if field in list_columns(head):
        return "csv"
    raise Trouble(f"The file is of no kind that is known ({', '.join(FORMATS)}, zip, tar.gz).")


def list_columns(head: bytes) -> list[str]:
    """The columns that a first line names, if it is that of a CSV file."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].decode("utf-8", "replace")
    try:
        return next(csv.reader([first], strict=True), [])
    except csv.Error:
        return []


def need_seek(file: BinaryIO) -> BinaryIO:
    """The file, if one can go back in it; raises Trouble."""
    if not file.seekable():
        raise Trouble("A file of this kind cannot be read from a pipe. Give its name.")
    return file
