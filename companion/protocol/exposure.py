"""What a reader read, in numbers, and what follows from it: a pause, a limit, a question."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from companion.protocol.message import Host, Message, NoteCategory, Sentiment

MOST_GLANCES = 200
Words = Annotated[str, StringConstraints(max_length=200)]


class Glance(Message):
    """A post that was half visible for a second: no id, no text. `folded`: its words were not."""

    category: NoteCategory | None = None
    sentiment: Sentiment | None = None
    folded: bool = False


class ExposureRequest(Message):
    """What happened on a page since it last told: seconds visible and focused, posts seen in their
    order, and the categories of notes that were opened and of folded posts that were skipped."""

    site: Host
    seconds: Annotated[int, Field(ge=0, le=60)] = 0
    seen: Annotated[list[Glance], Field(max_length=MOST_GLANCES)] = []
    opened: Annotated[list[NoteCategory], Field(max_length=MOST_GLANCES)] = []
    skipped: Annotated[list[NoteCategory], Field(max_length=MOST_GLANCES)] = []


class BoundaryRequest(Message):
    """What a reader did at a pause or limit, or for today.

    `leave`, `wait`, `read_on`: at a pause. `more`, `off_today`: at a limit. `calm`, `calm_end`: the
    calm view, to the end of the day. `leave_after`: the visit should end `posts` posts from now.
    """

    site: Host
    act: Literal["leave", "wait", "read_on", "more", "off_today", "calm", "calm_end", "leave_after"]
    posts: Annotated[int, Field(ge=1, le=500)] | None = None


class PauseCard(Message):
    """A pause that is due: so many of the last posts were heavy. It is told once."""

    heavy: int
    of: int
    cue: str
    firm: bool


class LimitCard(Message):
    """A limit of the reader's own that is reached, and their own words for it, if any."""

    kind: Literal["minutes", "posts"]
    words: Words | None = None


class Calm(Message):
    """The calm view as it is today: posts of these categories are folded, or dimmed to a share."""

    how: Literal["fold", "dim"]
    opacity: Annotated[float, Field(ge=0, le=1)]
    categories: list[NoteCategory]


class ExposureReply(Message):
    """What the page should do now; `minutes_left` and `posts_left` are to the nearest limit.

    `intention`: ask what the reader is here for, or show again what they said; each once a visit.
    """

    pause: PauseCard | None = None
    limit: LimitCard | None = None
    minutes_left: int | None = None
    posts_left: int | None = None
    intention: Literal["ask", "remind"] | None = None
    calm: Calm | None = None
