"""A reader's visits and limits as they stand, and what the reader decided for today."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from companion.choices.boundaries import SITE_GROUPS
from companion.choices.choosing import Choosing
from companion.choices.effect import list_calmed
from companion.mirror import Mirror
from companion.protocol import BoundaryRequest, Calm, ExposureReply, LimitCard
from companion.store import Store
from companion.wellbeing.limits import (
    MORE,
    Limit,
    Today,
    allow_more,
    find_reached,
    is_put_off,
    list_limits,
    tell_left,
    turn_day,
    turn_off,
)
from companion.wellbeing.visit import Visit, find_asking, go_on, note_asking

PART = "today"
POSTS = "posts"
MOST_VISITS = 200


class Boundaries:
    """Of one reader; whoever calls holds a lock."""

    def __init__(self, store: Store, choosing: Choosing, mirror: Mirror) -> None:
        self._store = store
        self._choosing = choosing
        self._mirror = mirror
        self._today = read_kept(store.read_part(PART))
        self._visits: dict[str, Visit] = {}
        self._put_off: dict[str, datetime] = {}

    def go_on(self, site: str, now: datetime, seconds: int, posts: int) -> ExposureReply:
        """Where the reader stands on a site after some more reading."""
        visit = go_on(self._visits.pop(site, None), now, seconds, posts)
        asking = find_asking(visit, self._read("intention", site))
        self._visits[site] = note_asking(visit, asking)
        while len(self._visits) > MOST_VISITS:
            self._visits.pop(next(iter(self._visits)))
        return self._tell(site, now).model_copy(update={"intention": asking})

    def act(self, done: BoundaryRequest, now: datetime) -> ExposureReply:
        """Do what the reader chose, and say where they stand then."""
        site, before = done.site.lower(), turn_day(self._today, now.date())
        reached, today = find_reached(self._list_limits(site, now)), before
        match done.act:
            case "more":
                today = allow_more(before, reached)
                self._put_off[site] = now.astimezone(UTC) + MORE
            case "off_today":
                today = turn_off(before, reached)
            case "calm" | "calm_end":
                today = replace(before, calm=done.act == "calm")
            case "leave_after" if done.posts is not None:
                visit = go_on(self._visits.get(site), now, 0, 0)
                self._visits[site] = replace(visit, leave_at=visit.posts + done.posts)
                self._put_off.pop(site, None)
            case _:
                pass
        if today != before:
            self._today = today
            self._store.keep_part(PART, write_kept(today))
        return self._tell(site, now)

    def is_calm(self, day: date) -> bool:
        """Whether the reader wants the calm view on a day."""
        return turn_day(self._today, day).calm

    def forget(self) -> None:
        """Drop what the reader decided, and every visit."""
        self._today = None
        self._visits.clear()
        self._put_off.clear()

    def _tell(self, site: str, now: datetime) -> ExposureReply:
        limits = self._list_limits(site, now)
        reached = find_reached(limits)
        minutes_left, posts_left = tell_left(limits)
        card = None
        if reached:
            words = self._read("own_words", site)
            is_time = any(limit.is_time for limit in reached)
            card = LimitCard(
                kind="minutes" if is_time else "posts",
                words=words[now.date().toordinal() % len(words)] if words else None,
            )
        return ExposureReply(
            limit=card,
            minutes_left=minutes_left,
            posts_left=posts_left,
            calm=self._describe_calm() if self.is_calm(now.date()) else None,
        )

    def _list_limits(self, site: str, now: datetime) -> list[Limit]:
        """Every limit in use on a site, by names that hold for the day."""
        today = turn_day(self._today, now.date())
        seconds = {host: each.seconds for host, each in self._mirror.of_day(now.date()).items()}
        group = self._read("site_group", site)
        minutes = {f"site {site}": self._read("minutes.site", site), "all": self._read_all("all")}
        spent = {f"site {site}": seconds.get(site, 0), "all": sum(seconds.values())}
        if group in SITE_GROUPS:
            minutes[f"group {group}"] = self._read_all(group)
            spent[f"group {group}"] = sum(
                time for host, time in seconds.items() if self._read("site_group", host) == group
            )
        return list_limits(minutes, spent, today) + self._list_posts(site, now, today)

    def _list_posts(self, site: str, now: datetime, today: Today) -> list[Limit]:
        visit = self._visits.get(site)
        allowed = (visit and visit.leave_at) or self._read("leave_after", site)
        name = f"{POSTS} {site}"
        if visit is None or not allowed or name in today.off:
            return []
        if is_put_off(self._put_off.get(site), now):
            return []
        return [Limit(name, allowed - visit.posts, is_time=False)]

    def _describe_calm(self) -> Calm:
        return Calm(
            how=self._read("calm", ""),
            opacity=self._read("calm_opacity", "") / 100,
            categories=list_calmed(self._choosing.chosen),
        )

    def _read(self, name: str, site: str) -> Any:
        return self._choosing.chosen.read(name, site)

    def _read_all(self, group: str) -> int:
        return int(self._read(f"minutes.{group}", ""))


def write_kept(today: Today) -> dict[str, Any]:
    """What the reader decided for a day, as it is kept."""
    return {
        "day": today.day.isoformat(),
        "off": sorted(today.off),
        "more": dict(today.more),
        "calm": today.calm,
    }


def read_kept(kept: dict[str, Any] | None) -> Today | None:
    """The same, read again; None where it cannot be."""
    try:
        if kept is None:
            return None
        more = {str(name): int(seconds) for name, seconds in kept["more"].items()}
        day = date.fromisoformat(kept["day"])
        return Today(day, frozenset(map(str, kept["off"])), more, bool(kept["calm"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
