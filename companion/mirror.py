"""The daily sums of one reader: in memory, and kept now and then."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Any

from companion.store import Store
from companion.wellbeing.packing import make_room, pack, unpack
from companion.wellbeing.sums import Days, Sites, Sum, add_to, merge_old

PART = "sums"
KEPT_AGAIN = timedelta(minutes=1)
log = logging.getLogger(__name__)


class Mirror:
    """The sums; `is_kept` tells whether the reader wants them on the disk.

    What is counted while they do not is there for the limits of its day, in memory alone.
    """

    def __init__(self, store: Store, is_kept: Callable[[], bool]) -> None:
        self._store = store
        self._is_kept = is_kept
        self._lock = RLock()
        self._days = read_kept(store.read_part(PART))
        self._passing: Days = {}
        self._kept_at: datetime | None = None
        self._is_new = False

    @property
    def days(self) -> Days:
        """The sums of all days and months, by site."""
        days = self._days
        for day, sites in self._passing.items():
            for site, each in sites.items():
                days = add_to(days, day, site, each)
        return dict(sorted(days.items()))

    def of_day(self, day: date) -> Sites:
        """The sums of one day."""
        return self.days.get(day.isoformat(), {})

    def add(self, day: date, site: str, more: Sum) -> None:
        """Count more of a site on a day."""
        name = day.isoformat()
        with self._lock:
            if self._is_kept():
                self._days = add_to(self._days, name, site, more)
                self._is_new = True
            else:
                today = {name: self._passing.get(name, {})}
                self._passing = add_to(today, name, site, more)

    def keep_soon(self, now: datetime) -> None:
        """Keep the sums, unless that was done within the last minute."""
        before = self._kept_at
        if before is None or not before <= now < before + KEPT_AGAIN:
            self.keep(now)

    def keep(self, now: datetime) -> None:
        """Keep the sums if there is anything new."""
        with self._lock:
            if self._is_new:
                self._days = make_room(merge_old(self._days, now.date()))
                self._store.keep_part(PART, pack(self._days))
                self._kept_at, self._is_new = now, False

    def forget(self) -> None:
        """Drop all sums, once those that were kept are erased."""
        with self._lock:
            self._days, self._passing, self._is_new = {}, {}, False


def read_kept(kept: dict[str, Any] | None) -> Days:
    """The sums as they were kept; sums that cannot be read are no reason not to start."""
    if kept is None:
        return {}
    try:
        return unpack(kept)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        log.warning("the daily sums were changed by hand and cannot be read; they begin anew")
        return {}
