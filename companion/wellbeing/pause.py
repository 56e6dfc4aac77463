"""When a pause is due: by what was read, never by minutes, and once an hour at most."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

Strength = Literal["off", "gentle", "firm"]
WINDOW = 20
FRESH = timedelta(hours=1)
APART = timedelta(hours=1)
# How many of the last posts must have been heavy.
NEEDED = {"gentle": 7, "firm": 5}


class Read(NamedTuple):
    """A post that was seen, and whether it was heavy: noted, and not folded away."""

    at: datetime
    heavy: bool


@dataclass(frozen=True)
class Recent:
    """The last posts that were seen, the newest last, and when there was a pause."""

    posts: tuple[Read, ...] = ()
    paused_at: datetime | None = None

    @property
    def heavy(self) -> int:
        """How many of them were heavy."""
        return sum(post.heavy for post in self.posts)


def see(recent: Recent, now: datetime, heavy: Iterable[bool]) -> Recent:
    """The last posts with those that were seen now; what was read over an hour ago is let go.

    After a clock was set back, whatever lies in its future counts as now: a pause that was just
    shown is not shown again, and none is put off by more than its hour.
    """
    now = now.astimezone(UTC)  # within one zone Python would reckon by the clock on the wall
    before = (Read(min(post.at, now), post.heavy) for post in recent.posts)
    posts = [*before, *(Read(now, each) for each in heavy)]
    fresh = tuple(post for post in posts if now - post.at < FRESH)
    paused_at = None if recent.paused_at is None else min(recent.paused_at, now)
    return Recent(fresh[-WINDOW:], paused_at)


def is_due(recent: Recent, now: datetime, strength: Strength) -> bool:
    """Whether there should be a pause now, of the last posts as `see` gives them."""
    if strength == "off" or recent.heavy < NEEDED[strength]:
        return False
    return recent.paused_at is None or now.astimezone(UTC) - recent.paused_at >= APART


def begin_pause(recent: Recent, now: datetime) -> Recent:
    """The state after a pause was shown: the posts before it are no reason for the next."""
    return replace(recent, posts=(), paused_at=now.astimezone(UTC))
