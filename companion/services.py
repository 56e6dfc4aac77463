"""The reviewed files of help: services by country, pages by topic, and international lists."""

import logging
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from companion.hours import read_rules
from companion.protocol import Audience, Door

log = logging.getLogger(__name__)

WARN_AFTER, HIDE_AFTER = 180, 365  # days since an entry was last verified

Topic = Literal[
    "suicide",
    "despair",
    "eating",
    "abuse",
    "harassment",
    "hate",
    "violence",
    "grief",
    "anxiety",
    "substance",
    "claims",
    "news",
]
LineTopic = Literal[
    "suicide",
    "distress",
    "mental_health",
    "eating",
    "abuse",
    "harassment",
    "grief",
    "anxiety",
    "substance",
    "parenting",
]
# What a health claim is about; a page without any is a general one.
Subject = Literal["medication", "supplements", "diet", "therapy", "self_diagnosis", "cure"]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+/\S*$")]
Dial = Annotated[str, StringConstraints(pattern=r"^[+*]?[0-9]+(,[0-9]+)?$")]


def check_spec(spec: str) -> str:
    """The opening hours as given; ValueError when they cannot be read."""
    if spec != "24/7":
        read_rules(spec)
    return spec


class Entry(BaseModel):
    """Exactly the fields that its class names."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Source(Entry):
    """Where a fact was seen. `seen_on` is the source's own date, as far as it is known."""

    name: str
    url: Address | None
    kind: Literal["provider", "government", "directory", "press"]
    seen_on: Annotated[str, StringConstraints(pattern=r"^20\d\d(-\d\d){0,2}$")] | None


class Hours(Entry):
    """Opening hours; only certain ones are shown and used to choose."""

    spec: Annotated[str, AfterValidator(check_spec)]
    display: str
    time_zone: str | None
    certain: bool


class Way(Entry):
    """One way to reach a service: `dial` as typed in that country, `display` as shown."""

    kind: Literal["sms", "whatsapp", "chat", "phone"]
    dial: Dial | None
    display: str
    e164: Annotated[str, StringConstraints(pattern=r"^\+[0-9]{7,15}$")] | None
    keyword: str | None
    languages: list[str]
    hours: Hours | None


class Reviewed(Entry):
    """What every entry of a reviewed file tells of itself."""

    id: str
    name: str
    sources: Annotated[list[Source], Field(min_length=1)]
    verified_on: date
    verified_by: Literal["sources", "provider"]
    review_by: date
    status: Literal["active", "hold", "retired"]
    replaced_by: str | None

    def tell_age(self, today: date) -> Literal["fresh", "due", "stale"]:
        """Whether the entry is shown as it is, is due for review, or has lost its number."""
        days = (today - self.verified_on).days
        return "stale" if days >= HIDE_AFTER else "due" if days >= WARN_AFTER else "fresh"


class Emergency(Reviewed):
    """The number for life in danger."""

    dial: Dial
    display: str
    note: str | None


class Line(Reviewed):
    """A service that people can call or write to."""

    topics: Annotated[list[LineTopic], Field(min_length=1)]
    audience: Audience
    ages: str | None
    region: str | None
    languages: list[str]
    more_languages: bool
    contacts: Annotated[list[Way], Field(min_length=1)]
    url: Address
    confidence: Literal["high", "medium"]
    note: str | None


class Page(Reviewed):
    """A page to read. No country means any; `door` says whom it is written for."""

    topics: Annotated[list[Topic], Field(min_length=1)]
    subjects: list[Subject] = []
    countries: list[str]
    languages: list[str]
    door: Door
    url: Address


class Peers(Reviewed):
    """A moderated community; no country means any."""

    ages: str
    rules: str
    countries: list[str]
    languages: list[str]
    url: Address


class Directory(Reviewed):
    """A list of services of many countries."""

    audience: Audience
    languages: list[str]
    url: Address


class Country(Entry):
    """One reviewed file; the order of `lines` is the order in which they are preferred."""

    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: str
    emergency: list[Emergency]
    lines: list[Line]


class International(Entry):
    """What is offered where there is no country, or no file for it."""

    iso2: Literal["XX"]
    name: str
    directories: Annotated[list[Directory], Field(min_length=1)]


class Pages(Entry):
    """The pages, in the order in which they are preferred."""

    pages: list[Page]


class Communities(Entry):
    """The communities, in the order in which they are preferred."""

    communities: list[Peers]


@dataclass(frozen=True)
class Shelf:
    """All reviewed entries that could be read."""

    countries: dict[str, Country]
    directories: tuple[Directory, ...]
    pages: tuple[Page, ...]
    communities: tuple[Peers, ...] = ()


AnyEntry = TypeVar("AnyEntry", bound=Entry)


def read_entry(file: Traversable, shape: type[AnyEntry]) -> AnyEntry | None:
    """What a file holds, or None and one line in the log when it cannot be read."""
    try:
        return shape.model_validate_json(file.read_bytes())
    except (OSError, ValueError):
        log.warning("the reviewed file %s cannot be read and is left out", file.name)
        return None


def read_shelf(folder: Traversable) -> Shelf:
    """What `folder` holds: resources/ISO2.json and XX.json, pages.json, communities.json."""
    countries = {}
    for file in sorted(folder.joinpath("resources").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".json") or file.name == "XX.json":
            continue
        country = read_entry(file, Country)
        if country and file.name != f"{country.iso2}.json":
            log.warning("the reviewed file %s names another country and is left out", file.name)
        elif country:
            countries[country.iso2] = country
    international = read_entry(folder.joinpath("resources", "XX.json"), International)
    pages = read_entry(folder.joinpath("pages.json"), Pages)
    communities = read_entry(folder.joinpath("communities.json"), Communities)
    return Shelf(
        countries,
        tuple(international.directories) if international else (),
        tuple(pages.pages) if pages else (),
        tuple(communities.communities) if communities else (),
    )


@cache
def open_shelf() -> Shelf:
    """The entries that ship with the companion, read once."""
    return read_shelf(files("companion").joinpath("data"))


@cache
def list_names() -> dict[str, str]:
    """The name of every entry of that shelf, by its id."""
    shelf = open_shelf()
    local = [entry for each in shelf.countries.values() for entry in (*each.emergency, *each.lines)]
    entries: list[Reviewed] = [*local, *shelf.directories, *shelf.pages, *shelf.communities]
    return {entry.id: entry.name for entry in entries}
