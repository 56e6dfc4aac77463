"""Posts on their way in, and what is said of each on its way out."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from companion.protocol.message import (
    MAX_POSTS,
    CategoryId,
    Country,
    Host,
    Id,
    Language,
    Message,
    NoteCategory,
    Reason,
    Score,
    Sentiment,
    Stance,
    TimeZone,
)
from companion.protocol.resource import Resource


class Post(Message):
    """One post as a page shows it; text over MAX_TEXT characters is cut before it is judged."""

    id: Id
    text: str
    lang: Language | None = None
    quotes: Id | None = None
    replies_to: Id | None = None
    media: Annotated[list[Literal["image", "video", "audio", "link"]], Field(max_length=16)] = []
    links: Annotated[list[Host], Field(max_length=16)] = []
    known: bool = False


class AnnotateRequest(Message):
    """Posts of one page. `country` and `languages` choose the help beside a note."""

    site: Annotated[str, StringConstraints(max_length=253)] = ""
    lang: Language | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None
    languages: Annotated[list[Language], Field(max_length=16)] = []
    posts: Annotated[list[Post], Field(min_length=1, max_length=MAX_POSTS)]

    @field_validator("posts")
    @classmethod
    def refuse_twins(cls, posts: list[Post]) -> list[Post]:
        """The posts, when no two share an id."""
        if len({post.id for post in posts}) != len(posts):
            raise ValueError("two posts share an id")
        return posts


class Note(Message):
    """What a reader sees above a post; `own`: it has one of the topics they wrote down."""

    category: NoteCategory
    level: Literal["note", "fold"]
    title: str
    cue: str
    resources: Annotated[list[Resource], Field(max_length=3)] = []


class Annotation(Message):
    """What the companion says of one post. Unjudged, it can still hold a topic of the reader's."""

    post_id: Id
    status: Literal["judged", "unjudged"]
    reason: Reason | None = None
    scores: dict[CategoryId, Score] = {}
    sentiment: Sentiment | None = None
    stance: Stance | None = None
    note: Note | None = None
    mark: Literal["recovery", "support"] | None = None


class AnnotateReply(Message):
    """One annotation a post, in the order asked."""

    model: str
    annotations: list[Annotation]
