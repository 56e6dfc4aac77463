"""The private mirror: what was read, in sums by day and site."""

from typing import Annotated

from pydantic import Field, StringConstraints

from companion.protocol.message import Message, NoteCategory

# A day, or a month into which days older than 400 were merged.
Period = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]


class InsightsRequest(Message):
    """All sums of the last `days` days; with `csv` as a file besides."""

    days: Annotated[int, Field(ge=1, le=4_000)] = 400
    csv: bool = False


class KindSum(Message):
    """Posts of a category: with a note, and of those opened and skipped."""

    category: NoteCategory
    noted: int
    opened: int
    skipped: int


class SiteSum(Message):
    """One site on one day, or in one month. `negative`, `neutral`, `positive`: posts by mood."""

    day: Period
    site: str
    minutes: float
    seen: int
    negative: int
    neutral: int
    positive: int
    pauses: int
    pauses_taken: int
    kinds: list[KindSum]


class InsightsReply(Message):
    """The sums, the oldest first; `csv` is a table of the same numbers, for a spreadsheet."""

    sums: list[SiteSum]
    csv: str | None = None
