"""The messages that clients and the companion exchange, and nothing else.

Every message forbids unknown fields; offsets are UTF-16 code units, end exclusive.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES

MAX_POSTS = 32
MAX_TEXT = 4_000
MAX_BODY = 262_144
PROTOCOL_VERSION = 1

Id = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,128}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,35}$")]
Host = Annotated[str, StringConstraints(pattern=r"^[^\s/@]{1,253}$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32,128}$")]
CategoryId = Literal[CATEGORY_IDS]  # type: ignore[valid-type]
Stance = Literal[STANCES]  # type: ignore[valid-type]
Sentiment = Literal[SENTIMENTS]  # type: ignore[valid-type]
Score = Annotated[float, Field(ge=0, le=1)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
TimeZone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")]
Audience = Literal["everyone", "youth", "parents", "indigenous", "lgbtq", "veterans"]
Door = Literal["me", "someone"]
Reason = Literal["no_text", "too_short", "language", "model_failed", "bad_input"]


class Message(BaseModel):
    """A message with exactly the fields that its class names, of exactly those types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PairRequest(Message):
    """The one-time code that the companion printed."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    label: Label = "browser"


class PairReply(Message):
    """The client's token, shown this once."""

    token: str


class HelloRequest(Message):
    """A client's proof that it is paired: mac = HMAC-SHA256(SHA-256(token), nonce), in hex."""

    client: Label
    nonce: Hex
    mac: Hex


class ModelState(Message):
    """Which model answers, and whether it can yet."""

    name: str
    state: Literal["loading", "ready", "failed"]


class HelloReply(Message):
    """The companion's proof: HMAC-SHA256(SHA-256(token), "companion:" + nonce), in hex."""

    proof: str
    name: str
    version: str
    protocol: int
    model: ModelState
    settings_revision: int


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


class Contact(Message):
    """One way to reach a service; `link` is what a click opens, `display` what is shown."""

    kind: Literal["call", "text", "chat", "web"]
    display: str
    link: str


class Resource(Message):
    """One source of help, copied from a reviewed data file."""

    id: str
    kind: Literal["line", "page", "directory", "community"]
    name: str
    contacts: list[Contact]
    hours: str | None = None
    languages: list[str] = []
    checked_on: str
    checked_by: Literal["sources", "provider"]


class ResourcesRequest(Message):
    """A reader's own question for help. An unknown topic or country gets the fallback.

    `door`: for the reader, or for someone they worry about. `all`: everything for the country
    instead of the three that fit best.
    """

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")] | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None
    languages: Annotated[list[Language], Field(max_length=16)] = []
    door: Door = "me"
    audience: Audience | None = None
    all: bool = False


class Help(Resource):
    """A source of help with what a reader chooses it by.

    `fits`: it answers the topic asked. `is_open` is null where the hours are not certain.
    """

    topics: list[str]
    audience: Audience
    fits: bool
    is_open: bool | None


class Community(Resource):
    """A moderated place where peers write to each other, never offered first."""

    ages: str
    rules: str


class ResourcesReply(Message):
    """Help for `country` (null: unknown), the best first; `countries` have a reviewed file."""

    country: Country | None
    countries: list[Country]
    emergency: list[Resource]
    resources: list[Help]
    communities: list[Community]


class Note(Message):
    """What a reader sees above a post."""

    category: CategoryId
    level: Literal["note", "fold"]
    title: str
    cue: str
    resources: Annotated[list[Resource], Field(max_length=3)] = []


class Annotation(Message):
    """What the companion says of one post."""

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


class WhyRequest(Message):
    """A post's text, cut at MAX_TEXT, and the category whose score is asked about."""

    text: str
    category: CategoryId


class Span(Message):
    """Words that moved a score: UTF-16 offsets into the text that was sent, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class WhyReply(Message):
    """At most five spans in order of place; none when no words stand out."""

    why: Annotated[list[Span], Field(max_length=5)]


class ErrorBody(Message):
    """A code for programs, a sentence for people, and the field that was wrong."""

    code: str
    message: str
    field: str | None = None


class ErrorReply(Message):
    """The one shape of every error."""

    error: ErrorBody
