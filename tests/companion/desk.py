"""A companion's parts on a desk, without its server, and with a clock that the test sets."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from companion.choices.choosing import Choosing
from companion.erasing import Erasing
from companion.later import Later
from companion.protocol import BoundaryRequest, ExposureReply, ExposureRequest
from companion.reading import Reading
from companion.store import Store

SITE = "forum.example"


class Desk:
    """A companion's parts, without its server; `now` is its clock."""

    def __init__(self, store: Store) -> None:
        self.now = datetime(2026, 5, 1, 20, tzinfo=UTC)
        self.store = store
        self.choosing = Choosing(store, lambda: self.now, lambda: self.reading.is_calm())
        self.reading = Reading(store, self.choosing, lambda: self.now)
        self.later = Later(store, lambda: self.now)
        self.erasing = Erasing(store, self.choosing, self.reading, [])

    def choose(self, site: str | None = None, **values: Any) -> None:
        """Settings by their names, with two underscores for a dot."""
        named = {name.replace("__", "."): value for name, value in values.items()}
        self.choosing.change(named, site=site)

    def read(self, seconds: int = 15, site: str = SITE, **told: Any) -> ExposureReply:
        self.now += timedelta(seconds=seconds)
        return self.reading.take(ExposureRequest(site=site, seconds=seconds, **told))

    def act(self, act: Any, site: str = SITE, posts: int | None = None) -> ExposureReply:
        return self.reading.act(BoundaryRequest(site=site, act=act, posts=posts))

    def read_minutes(self, minutes: int, site: str = SITE) -> ExposureReply:
        for _ in range(minutes * 4):
            reply = self.read(site=site)
        return reply


def holds(folder: Path, trace: str) -> bool:
    """Whether some file of the folder holds those bytes."""
    return any(trace.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
