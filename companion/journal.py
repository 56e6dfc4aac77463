"""The log of a companion that the system started: two files at most, of counts and troubles.

Its times are full hours, as everywhere: when somebody read is their own affair.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Lock

from flask import Response

FILE = "service.log"
MOST_BYTES = 100_000
DAY = 24 * 3600.0
KINDS = {2: "answered", 3: "answered", 4: "refused"}
log = logging.getLogger(__name__)


class LogFile(RotatingFileHandler):
    """Lines in a file for its owner alone; it is open only while a line is written, so that it can
    be erased at any time. When it is full, the one full before goes."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        super().__init__(folder / FILE, maxBytes=most, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %Hh"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line of a record."""
        super().emit(record)
        stream, self.stream = self.stream, None  # it is opened when needed
        if stream:
            stream.close()

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8")


def open_log(folder: Path) -> None:
    """From now on, whatever is logged goes to the file of the data folder, and counts do too."""
    logging.basicConfig(handlers=[LogFile(folder)], level=logging.WARNING, force=True)
    log.setLevel(logging.INFO)


class Tally:
    """How many requests were answered, refused and failed; `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: Counter[str] = Counter()
        self._since = clock()

    def begin(self, words: str) -> None:
        """Write that the companion started."""
        log.info("%s", words)

    def end(self) -> None:
        """Write the last counts, and that the companion stopped."""
        self.write()
        log.info("stopped")

    def count_answer(self, response: Response) -> Response:
        """The answer as it is, counted by its status; once a day, the counts are written."""
        with self._lock:
            self._counts[KINDS.get(response.status_code // 100, "failed")] += 1
            is_due = self._clock() - self._since >= DAY
        if is_due:
            self.write()
        return response

    def write(self) -> None:
        """Write a line with the counts since the one before."""
        with self._lock:
            counts, self._counts, self._since = self._counts, Counter(), self._clock()
        told = (f"{counts[kind]} {kind}" for kind in ("answered", "refused", "failed"))
        log.info("requests: %s", ", ".join(told))
