"""When a service is open, as its file states it: "24/7", or "Mo-Fr 09:00-18:00; Sa 10:00-12:00"."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WHOLE_DAY = 24 * 60


def read_days(text: str) -> frozenset[int]:
    """The days of "Mo-Th,Su" as numbers from 0 (Monday); ValueError when a day is unknown."""
    days: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        days.update(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    return frozenset(days)


def read_minutes(text: str) -> int:
    """The minutes since midnight of "HH:MM"; "24:00" is the end of the day."""
    if text == "24:00":
        return WHOLE_DAY
    clock = time.fromisoformat(text)
    return clock.hour * 60 + clock.minute


def read_rules(spec: str) -> list[tuple[frozenset[int], int, int]]:
    """(days, start, end) of each rule, in minutes; an end past midnight is over 24 hours."""
    rules = []
    for rule in spec.split("; "):
        days, _, span = rule.partition(" ")
        start, _, end = span.partition("-")
        opens, closes = read_minutes(start), read_minutes(end)
        rules.append((read_days(days), opens, closes if closes > opens else closes + WHOLE_DAY))
    return rules


def is_open(spec: str, time_zone: str | None, now: datetime) -> bool | None:
    """Whether a service is open at `now` (with its zone), or None when that cannot be known."""
    if spec == "24/7":
        return True
    try:
        there = now.astimezone(ZoneInfo(time_zone or ""))
    except (ZoneInfoNotFoundError, ValueError):
        # Windows has no time zones of its own; without the tzdata package nothing is claimed.
        return None
    minute = there.hour * 60 + there.minute
    yesterday = (there - timedelta(days=1)).weekday()
    return any(
        (there.weekday() in days and opens <= minute < closes)
        or (yesterday in days and opens <= minute + WHOLE_DAY < closes)
        for days, opens, closes in read_rules(spec)
    )
