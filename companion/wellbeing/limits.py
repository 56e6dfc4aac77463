"""The limits that a reader set themselves, in minutes and in posts, and what they did at one."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

MORE = timedelta(minutes=5)
NONE: frozenset[str] = frozenset()


class Limit(NamedTuple):
    """A limit that applies: its name, and how much of it is left, in seconds or in posts."""

    name: str
    left: int
    is_time: bool = True


@dataclass(frozen=True)
class Today:
    """What a reader decided for one day; `more` are seconds that they added to a limit."""

    day: date
    off: frozenset[str] = NONE
    more: Mapping[str, int] = field(default_factory=dict)
    calm: bool = False


def turn_day(today: Today | None, day: date) -> Today:
    """The decisions that hold on a day: those of another day have ended."""
    return today if today is not None and today.day == day else Today(day)


def list_limits(minutes: Mapping[str, int], spent: Mapping[str, int], today: Today) -> list[Limit]:
    """The limits of time in use. `minutes` a day by name, 0 for none; `spent` seconds by name."""
    return [
        Limit(name, allowed * 60 + today.more.get(name, 0) - spent.get(name, 0))
        for name, allowed in minutes.items()
        if allowed > 0 and name not in today.off
    ]


def find_reached(limits: Iterable[Limit]) -> list[Limit]:
    """Those of which nothing is left."""
    return [limit for limit in limits if limit.left <= 0]


def tell_left(limits: Iterable[Limit]) -> tuple[int | None, int | None]:
    """The minutes and the posts until the nearest limit; None where there is none."""
    known = list(limits)
    seconds = [limit.left for limit in known if limit.is_time]
    posts = [limit.left for limit in known if not limit.is_time]
    return (
        max(0, math.ceil(min(seconds) / 60)) if seconds else None,
        max(0, min(posts)) if posts else None,
    )


def allow_more(today: Today, reached: Iterable[Limit]) -> Today:
    """Five minutes more from now on, whatever was spent over a limit already."""
    added = {
        limit.name: today.more.get(limit.name, 0) - limit.left + int(MORE.total_seconds())
        for limit in reached
        if limit.is_time
    }
    return replace(today, more={**today.more, **added})


def turn_off(today: Today, reached: Iterable[Limit]) -> Today:
    """Those limits are off to the end of the day."""
    return replace(today, off=today.off | {limit.name for limit in reached})


def is_put_off(until: datetime | None, now: datetime) -> bool:
    """Whether a limit of posts waits for its five minutes; a clock set back ends no limit."""
    now = now.astimezone(UTC)
    return until is not None and now < until <= now + MORE
