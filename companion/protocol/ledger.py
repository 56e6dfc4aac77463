"""Every stored byte, listed; and gone."""

from typing import Annotated, Literal

from pydantic import Field

from companion.protocol.message import Message
from companion.protocol.settings import Day

ErasePart = Literal["all", "sums", "later", "today", "settings", "feedback", "pairings", "programs"]


class LedgerRequest(Message):
    """A question that needs no more than its path."""


class LedgerPart(Message):
    """A part of what is kept: what it is, how many of it, its bytes, and the oldest day in it.

    `part` is what erases it alone; null where it goes with another, or with all.
    """

    id: str
    title: str
    words: str
    count: int
    bytes: int
    since: Day | None = None
    part: ErasePart | None = None


class LedgerReply(Message):
    """Every part; together they are every byte of the companion's data folder."""

    bytes: int
    parts: list[LedgerPart]


class EraseRequest(Message):
    """What to erase; the reply is the ledger afterwards."""

    parts: Annotated[list[ErasePart], Field(min_length=1, max_length=8)]
