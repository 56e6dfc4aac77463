"""Where annotations go: standard output, or a file that a run which was killed is taken up from.

Such a file grows by whole shares. Taken up again, it is read beside the archive: what stands there
whole is kept and counted, the share that broke off is cut away and done again.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

import click
from pydantic import ValidationError

from companion.archive import Row
from companion.bulk.share import Done, Share
from companion.bulk.tally import Counts, count_row
from companion.lock import hold_lock
from companion.protocol import Annotation
from companion.trouble import Trouble

BEGINNING = b'{"post_id":'
EVERY = 5.0  # seconds of work that a power cut may cost; each write to the disk itself takes time
Tell = Callable[[list[tuple[int, str]]], None]
"""Is told which lines could not be read, and why."""


class Printed(AbstractContextManager["Printed"]):
    """Standard output, as UTF-8 on every system.

    `counts` tells of all that stands there, `broken` how many lines could not be read.
    """

    kept = 0
    broken = 0

    def __init__(self, stream: BinaryIO | None = None) -> None:
        """`stream` stands for standard output."""
        self.counts = Counts()
        self._stream = stream

    def __exit__(self, *raised: object) -> None:
        """Nothing is to be closed."""

    def pass_over(self, shares: Iterator[Share], tell: Tell) -> Iterator[Share]:
        """Those that are still to be annotated: all of them."""
        return shares

    def write(self, done: Done) -> None:
        """Write a share at once."""
        self._put(done.lines)
        self.counts.update(done.counts)
        self.broken += len(done.problems)

    def _put(self, lines: bytes) -> None:
        click.echo(lines, self._stream, nl=False)


class Kept(Printed):
    """A file of annotations; `kept` says how many shares of an earlier run stand in it.

    Raises Trouble when it holds something else, or when another run writes it.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        super().__init__()
        self._path, self._clock = path, clock
        self._open = ExitStack()
        self._synced = clock()

    def __enter__(self) -> "Kept":
        if self._path.exists() and not S_ISREG(self._path.stat().st_mode):
            raise Trouble(f"{self._path.name} is no plain file.")
        lock = Path(f"{self._path}.lock")
        taken = Trouble(f"Another run is writing {self._path.name}.")
        self._open.enter_context(hold_lock(lock, taken))
        self._open.callback(remove_file, lock)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = self._open.enter_context(open(file, "r+b"))
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the file, all of it on the disk; others may write it now."""
        with self._open:
            self._sync()

    def pass_over(self, shares: Iterator[Share], tell: Tell) -> Iterator[Share]:
        """Those that the file does not hold whole yet; what broke off in it is cut away."""
        for share in shares:
            start = self._file.tell()
            if not self._holds(share, tell):
                self._file.seek(start)
                self._file.truncate()
                return chain([share], shares)
            self.kept += 1
        if self._file.readline():
            raise self._refuse()
        return iter(())

    def _put(self, lines: bytes) -> None:
        self._file.write(lines)
        self._file.flush()  # so that it stands there even if this process is killed next
        if self._clock() - self._synced >= EVERY:
            self._sync()

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._synced = self._clock()

    def _holds(self, share: Share, tell: Tell) -> bool:
        counts, problems = Counts(), []
        for row in share.rows:
            line = self._file.readline()
            if not line.endswith(b"\n"):
                left = line.rstrip(b"\0")  # with which some disks fill up after a power cut
                if not left.startswith(BEGINNING[: len(left)]):
                    raise self._refuse()
                return False
            count_row(counts, row.month, self._read(line, row))
            if row.problem:
                problems.append((row.line, row.problem))
        self.counts.update(counts)
        self.broken += len(problems)
        tell(problems)
        return True

    def _read(self, line: bytes, row: Row) -> Annotation:
        try:
            annotation = Annotation.model_validate_json(line)
        except ValidationError:
            raise self._refuse() from None
        if annotation.post_id != row.id:
            raise self._refuse()
        return annotation

    def _refuse(self) -> Trouble:
        return Trouble(
            f"{self._path.name} holds something other than annotations of this file, in its order. "
            "It was left as it is; give --output another name."
        )


def remove_file(path: Path) -> None:
    """Delete a file, where the system lets go of one that is open."""
    with suppress(OSError):
        path.unlink()
