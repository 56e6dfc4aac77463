"""What follows from what a reader reads: counted in sums, and answered by their own boundaries."""

import json
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from threading import RLock
from typing import Any

from companion.boundaries import Boundaries
from companion.choices.choosing import Choosing
from companion.mirror import Mirror
from companion.protocol import (
    BoundaryRequest,
    ExposureReply,
    ExposureRequest,
    Glance,
    PauseCard,
)
from companion.store import Store
from companion.wellbeing.credit import credit, split_days
from companion.wellbeing.pause import Recent, begin_pause, is_due, see
from companion.wellbeing.sums import Kind, Sum, add

CUES: list[str] = json.loads(
    files("companion.data").joinpath("pauses.json").read_text(encoding="utf-8")
)["cues"]


class Reading:
    """One reader's reading on all sites, in all windows; `clock` tells the time with its zone."""

    def __init__(self, store: Store, choosing: Choosing, clock: Callable[[], datetime]) -> None:
        self._choosing = choosing
        self._clock = clock
        self._lock = RLock()
        self.mirror = Mirror(store, lambda: bool(choosing.chosen.read("mirror")))
        self.boundaries = Boundaries(store, choosing, self.mirror)
        self._recent = Recent()
        self._counted_to: datetime | None = None
        self._cue = 0

    def take(self, told: ExposureRequest) -> ExposureReply:
        """Count what a page tells, and say what the page should do now."""
        with self._lock:
            now, site = self._clock(), told.site.lower()
            counted = credit(self._counted_to, now, told.seconds)
            self._counted_to = counted.counted_to
            for day, seconds in split_days(now, counted.seconds).items():
                self.mirror.add(day, site, Sum(seconds=seconds))
            self._recent = see(self._recent, now, [is_heavy(glance) for glance in told.seen])
            pause = self._begin_pause(site, now)
            sums = add(sum_up(told), Sum(pauses=int(pause is not None)))
            if sums != Sum():
                self.mirror.add(now.date(), site, sums)
            reply = self.boundaries.go_on(site, now, counted.seconds, len(told.seen))
            self.mirror.keep_soon(now)
            return reply.model_copy(update={"pause": pause})

    def act(self, done: BoundaryRequest) -> ExposureReply:
        """Do what the reader chose at a pause, a limit or in the toolbar."""
        with self._lock:
            now, site = self._clock(), done.site.lower()
            if done.act in ("leave", "wait"):
                self.mirror.add(now.date(), site, Sum(taken=1))
            return self.boundaries.act(done, now)

    def is_calm(self) -> bool:
        """Whether the reader wants the calm view today."""
        return self.boundaries.is_calm(self._clock().date())

    def keep(self) -> None:
        """Keep what is new, before the companion stops."""
        self.mirror.keep(self._clock())

    def forget(self) -> None:
        """Drop everything, once what was kept is erased."""
        with self._lock:
            self.mirror.forget()
            self.boundaries.forget()
            self._recent = Recent()

    def _begin_pause(self, site: str, now: datetime) -> PauseCard | None:
        strength = self._choosing.chosen.read("pause", site)
        if not is_due(self._recent, now, strength):
            return None
        heavy, of = self._recent.heavy, len(self._recent.posts)
        self._recent = begin_pause(self._recent, now)
        cue = CUES[(now.date().toordinal() + self._cue) % len(CUES)]
        self._cue += 1
        return PauseCard(heavy=heavy, of=of, cue=cue, firm=strength == "firm")


def is_heavy(glance: Glance) -> bool:
    """Whether a post counts towards a pause: it had a note, and its words were there to read."""
    return glance.category is not None and not glance.folded


def sum_up(told: ExposureRequest) -> Sum:
    """The numbers in what a page tells, but for the time."""
    moods = [glance.sentiment for glance in told.seen]
    noted = [glance.category for glance in told.seen if glance.category is not None]
    names: set[Any] = {*noted, *told.opened, *told.skipped}
    return Sum(
        seen=len(told.seen),
        negative=moods.count("negative"),
        neutral=moods.count("neutral"),
        positive=moods.count("positive"),
        kinds={
            name: Kind(noted.count(name), told.opened.count(name), told.skipped.count(name))
            for name in sorted(names)
        },
    )
