"""A visit to a site: reading there until half an hour without."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

GAP = timedelta(minutes=30)
REMINDED_AFTER = 10 * 60
Asking = Literal["ask", "remind"]


@dataclass(frozen=True)
class Visit:
    """What happened since it began; `leave_at` is the count of posts at which it should end."""

    last: datetime
    seconds: int = 0
    posts: int = 0
    leave_at: int | None = None
    asked: bool = False
    reminded: bool = False


def go_on(visit: Visit | None, now: datetime, seconds: int, posts: int) -> Visit:
    """The visit after some more reading, or a new one after a gap.

    A clock that was set back ends no visit.
    """
    now = now.astimezone(UTC)  # within one zone Python would reckon by the clock on the wall
    if visit is None or now - visit.last >= GAP:
        visit = Visit(now)
    return replace(visit, last=now, seconds=visit.seconds + seconds, posts=visit.posts + posts)


def find_asking(visit: Visit, wants: bool) -> Asking | None:
    """What to ask a reader who wants to be asked what they are here for."""
    if not wants:
        return None
    if not visit.asked:
        return "ask"
    return "remind" if visit.seconds >= REMINDED_AFTER and not visit.reminded else None


def note_asking(visit: Visit, asking: Asking | None) -> Visit:
    """The visit after that was asked: each is asked once."""
    if asking is None:
        return visit
    return replace(visit, asked=True, reminded=visit.reminded or asking == "remind")
