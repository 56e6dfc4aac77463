"""How much of the time that pages report counts: no second twice, and each on its own day."""

import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

SECOND = timedelta(seconds=1)
# A clock that is corrected by less than this was not set back.
SLACK = timedelta(seconds=2)


class Credit(NamedTuple):
    """The seconds that count, and the moment up to which all time is counted now."""

    seconds: int
    counted_to: datetime


def credit(counted_to: datetime | None, now: datetime, seconds: int) -> Credit:
    """What counts of a page's last seconds, when others have reported up to `counted_to`.

    Moments have their zone. Several windows share the time there is, and a machine that slept has
    nothing to report. After a clock was set back, counting starts afresh from its new time.
    """
    now = now.astimezone(UTC)  # within one zone Python would reckon by the clock on the wall
    start = now - seconds * SECOND
    if counted_to is not None and counted_to - now <= SLACK:
        start = max(start, counted_to)
    counted = min(seconds, max(0, math.ceil((now - start) / SECOND)))
    return Credit(counted, start + counted * SECOND)


def split_days(now: datetime, seconds: int) -> dict[date, int]:
    """The days, by the reader's own clock, that the seconds before a moment belong to."""
    zone = now.tzinfo
    ends = now.timestamp()
    moments = (datetime.fromtimestamp(ends - back, zone) for back in range(1, seconds + 1))
    return dict(Counter(moment.date() for moment in moments))
