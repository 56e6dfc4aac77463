"""An archive as a site hands it out: the files in a zip or tar.gz that hold posts, one by one."""

import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from types import ModuleType
from typing import IO, BinaryIO

from companion.archive import Row
from companion.trouble import Trouble

ZIP, EMPTY_ZIP, GZIP = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b"
BREAKS = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, OSError)
LOCKED = (RuntimeError, NotImplementedError)  # zipfile's words for a password, a method it lacks


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a zip or gzip file."""
    return head.startswith((ZIP, EMPTY_ZIP, GZIP))


def read_members(file: BinaryIO, exports: tuple[ModuleType, ...]) -> Iterator[Row]:
    """The rows of every file in the archive that one of the exports is called like.

    They are counted through. Where the archive breaks off, one row says so. Raises Trouble when
    nothing can be read.
    """
    line, found = 0, 0
    try:
        for name, member in list_members(file):
            export = next((each for each in exports if is_named(each, name)), None)
            if export is None:
                continue
            found += 1
            with member() as content:
                for row in export.read(content):
                    line += 1
                    yield row._replace(line=line)
    except BREAKS:
        if not line:
            raise Trouble("The file is no whole zip or tar.gz archive.") from None
        yield Row(line + 1, 0, None, "the archive breaks off, or is broken, from here on")
    except LOCKED:
        raise Trouble("The archive is locked or packed in a way that is not known.") from None
    if not found:
        raise Trouble("The archive holds none of outbox.json, tweets.js, comments.csv, posts.csv.")


class Member:
    """A file in an archive, opened when it is called."""

    def __init__(self, archive: zipfile.ZipFile | tarfile.TarFile, name: object) -> None:
        self._archive, self._name = archive, name

    def __call__(self) -> IO[bytes]:
        """The file, to be read from its start."""
        if isinstance(self._archive, zipfile.ZipFile):
            return self._archive.open(self._name)  # type: ignore[arg-type]
        content = self._archive.extractfile(self._name)  # type: ignore[arg-type]
        if content is None:
            raise tarfile.ReadError
        return content


def list_members(file: BinaryIO) -> Iterator[tuple[str, Member]]:
    """The name of each plain file in the archive, and what opens it."""
    head = file.read(len(GZIP))
    file.seek(-len(head), 1)
    if head == GZIP:
        with tarfile.open(fileobj=file, mode="r|gz") as tar:
            for entry in tar:
                if entry.isfile():
                    yield entry.name, Member(tar, entry)
    else:
        with zipfile.ZipFile(file) as packed:
            for each in packed.infolist():
                if not each.is_dir():
                    yield each.filename, Member(packed, each)


def is_named(export: ModuleType, name: str) -> bool:
    """Whether a file of that name is what the export is called in an archive."""
    names: re.Pattern[str] | None = getattr(export, "NAMES", None)
    return bool(names and names.match(name))
