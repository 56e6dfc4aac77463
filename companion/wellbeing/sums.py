"""Daily sums of what was read: numbers by day, site and category, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

KEPT_DAYS = 400
MOST_SITES = 40  # a day; what is beyond is summed up as one
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Kind:
    """Posts of one category: how many had a note, and of those how many were opened, skipped."""

    noted: int = 0
    opened: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Sum:
    """What was read on one site on one day, or in one month."""

    seconds: int = 0
    seen: int = 0
    negative: int = 0
    neutral: int = 0
    positive: int = 0
    pauses: int = 0
    taken: int = 0
    kinds: Mapping[str, Kind] = field(default_factory=dict)


Sites = dict[str, Sum]
Days = dict[str, Sites]
COUNTS = ("seconds", "seen", "negative", "neutral", "positive", "pauses", "taken")
PARTS = ("noted", "opened", "skipped")


def add(one: Sum, other: Sum) -> Sum:
    """Both together."""
    kinds = {
        name: Kind(*(read(one, name, part) + read(other, name, part) for part in PARTS))
        for name in sorted({*one.kinds, *other.kinds})
    }
    counts = {name: getattr(one, name) + getattr(other, name) for name in COUNTS}
    return Sum(**counts, kinds=kinds)


def read(each: Sum, category: str, part: str) -> int:
    """A number of a category."""
    return int(getattr(each.kinds.get(category, Kind()), part))


def add_to(days: Days, day: str, site: str, more: Sum) -> Days:
    """The sums with more of a site on a day."""
    sites = days.get(day, {})
    if site not in sites and len(sites) >= MOST_SITES:
        site = ELSEWHERE
    return {**days, day: {**sites, site: add(sites.get(site, Sum()), more)}}


def merge_old(days: Days, today: date) -> Days:
    """The sums with every day that is over 400 days old made part of its month."""
    first = (today - timedelta(days=KEPT_DAYS - 1)).isoformat()
    merged = {day: sites for day, sites in days.items() if len(day) == 7 or day >= first}
    for day in sorted(days.keys() - merged.keys()):
        merged = merge_day(merged, day, days[day])
    return dict(sorted(merged.items()))


def merge_day(days: Days, day: str, sites: Sites) -> Days:
    """The sums with a day made part of its month."""
    for site, each in sites.items():
        days = add_to(days, day[:7], site, each)
    return {name: kept for name, kept in days.items() if name != day}
