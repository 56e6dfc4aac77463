"""Help: beside a note, and as the answer to a reader's own question."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from companion.protocol.message import (
    Audience,
    Country,
    Door,
    Language,
    Message,
    TimeZone,
)


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
