"""The tray of links that a reader set aside: till opened, or for 30 days."""

import logging
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Any

from companion.protocol import LaterReply, LaterRequest, NewLink, SetAside
from companion.refusal import Refusal
from companion.store import Store

PART = "later"
KEPT_DAYS = 30
MOST_LINKS = 200
log = logging.getLogger(__name__)


class Later:
    """One reader's tray; `clock` tells the time with its zone."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = RLock()
        self._expired_on: date | None = None

    def answer(self, asked: LaterRequest) -> LaterReply:
        """The tray after a change; raises Refusal when it is full."""
        with self._lock:
            today = self._clock().date()
            before = self._read()
            links = [] if asked.clear else [each for each in before if each["id"] not in asked.take]
            links = list_current(links, today)
            added = None
            if asked.add:
                links = [each for each in links if each["link"] != asked.add.link]
                added = max((each["id"] for each in before), default=0) + 1
                links.append(describe(asked.add, added, today))
                if len(links) > MOST_LINKS:
                    raise Refusal("tray_full")
            self._keep(before, links)
            return LaterReply(links=[make_row(each) for each in reversed(links)], added=added)

    def expire(self) -> None:
        """Let go of links over 30 days old; looks once a day."""
        today = self._clock().date()
        with self._lock:
            if today != self._expired_on:
                self._expired_on = today
                before = self._read()
                self._keep(before, list_current(before, today))

    def _read(self) -> list[dict[str, Any]]:
        return read_links((self._store.read_part(PART) or {"links": []}).get("links"))

    def _keep(self, before: list[dict[str, Any]], links: list[dict[str, Any]]) -> None:
        if links == before:
            return
        if links:
            self._store.keep_part(PART, {"links": links})
        gone = {each["id"] for each in before} - {each["id"] for each in links}
        if gone:  # from the copy of the store too
            self._store.drop([] if links else [PART])


def read_links(kept: Any) -> list[dict[str, Any]]:
    """The links as they were kept; those that were changed by hand and make none are left out."""
    sound = [each for each in kept if is_sound(each)] if isinstance(kept, list) else []
    if sound != kept:
        log.warning("posts set aside were changed by hand; those that cannot be read are left out")
    return sound


def is_sound(link: Any) -> bool:
    """Whether it is a link as `describe` makes it."""
    try:
        make_row(link)
    except (KeyError, OverflowError, TypeError, ValueError):
        return False
    return True


def describe(new: NewLink, number: int, today: date) -> dict[str, Any]:
    """A link as it is kept."""
    return {
        "id": number,
        "link": new.link,
        "site": new.site,
        "category": new.category,
        "on": today.isoformat(),
    }


def list_current(links: Collection[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """The links that are 30 days old at most. One from the future, since the clock was set back,
    counts as of today."""
    first = today - timedelta(days=KEPT_DAYS)
    dated = [{**each, "on": min(each["on"], today.isoformat())} for each in links]
    return [each for each in dated if date.fromisoformat(each["on"]) >= first]


def make_row(link: dict[str, Any]) -> SetAside:
    """A link as a client is told of it."""
    until = date.fromisoformat(link["on"]) + timedelta(days=KEPT_DAYS)
    return SetAside(**link, until=until.isoformat())
