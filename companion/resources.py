"""Which help stands beside a note: at most three, copied from the reviewed files."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import get_args

from companion.contacts import show_emergency, show_line, show_link
from companion.hours import is_open
from companion.protocol import Audience, Door, Resource
from companion.services import (
    Country,
    Emergency,
    Line,
    LineTopic,
    Page,
    Shelf,
    Subject,
    Topic,
    open_shelf,
)

log = logging.getLogger(__name__)

TOPICS: tuple[Topic, ...] = get_args(Topic)
CATEGORY_TOPICS: dict[str, Topic | None] = {
    "self_harm": "suicide",
    "despair": "despair",
    "eating": "eating",
    "threat": "violence",
    "hate": "hate",
    "harassment": "harassment",
    "sexual": None,
    "health_claim": "claims",
    "outrage": "news",
    "grim": "news",
}
# The lines that answer a topic: those with one of the first set stand before the second's.
TOPIC_LINES: dict[str, tuple[set[LineTopic], ...]] = {
    "suicide": ({"suicide", "distress"},),
    "despair": ({"distress", "mental_health"},),
    "eating": ({"eating"}, {"distress", "mental_health"}),
    "abuse": ({"abuse"},),
    "harassment": ({"harassment"},),
    "violence": ({"distress"},),
    "grief": ({"grief"}, {"distress"}),
    "anxiety": ({"anxiety"}, {"distress", "mental_health"}),
    "substance": ({"substance"},),
}
CRISIS_TOPICS = {"suicide", "eating"}
ONE_LANGUAGE = {"nb": "no", "nn": "no", "tl": "fil", "iw": "he", "in": "id"}


def topic_of(category: str) -> Topic | None:
    """The help topic of a category; None where no help belongs beside the note."""
    return CATEGORY_TOPICS.get(category)


def read_base(language: str) -> str:
    """A language without its script and region."""
    base = language.replace("_", "-").split("-")[0].lower()
    return ONE_LANGUAGE.get(base, base)


def is_shared(offered: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a language is in both lists; true when the reader named none."""
    bases = {read_base(language) for language in wanted}
    return not bases or any(read_base(language) in bases for language in offered)


def tell_open(line: Line, now: datetime) -> bool | None:
    """Whether some way to a line is open; None when only uncertain hours could tell."""
    answers = [
        is_open(way.hours.spec, way.hours.time_zone, now)
        if way.hours and way.hours.certain
        else None
        for way in line.contacts
    ]
    if True in answers:
        return True
    return None if None in answers else False


def is_reachable(line: Line, now: datetime) -> bool:
    """Whether a reader would see a number of this line that may answer now."""
    return line.tell_age(now.date()) != "stale" and tell_open(line, now) is not False


def list_emergency(country: Country | None, now: datetime) -> list[Emergency]:
    """The numbers for life in danger that are not too old to be shown."""
    numbers = country.emergency if country else []
    return [number for number in numbers if number.tell_age(now.date()) != "stale"]


def sort_lines(
    country: Country,
    topic: str | None,
    languages: Sequence[str],
    now: datetime,
    audience: Audience | None,
) -> list[Line]:
    """A country's active lines for a topic and an audience (None: any), the best first."""
    tiers = TOPIC_LINES.get(topic, ()) if topic else (set(get_args(LineTopic)),)
    ranked: list[tuple[tuple[int, ...], Line]] = []
    for line in country.lines:
        tier = next((rank for rank, tier in enumerate(tiers) if tier & set(line.topics)), None)
        if tier is None or line.status != "active":
            continue
        if audience and line.audience not in ("everyone", audience):
            continue
        rank = (
            not is_reachable(line, now),
            line.audience != (audience or "everyone"),
            tier,
            not is_shared(line.languages, languages),
            line.region is not None,
        )
        ranked.append((rank, line))
    return [line for _, line in sorted(ranked, key=lambda pair: pair[0])]


def sort_pages(
    pages: Sequence[Page],
    topic: str | None,
    country: str | None,
    languages: Sequence[str],
    door: Door,
    subject: Subject | None = None,
) -> list[Page]:
    """The active pages of a topic (None: any) for everywhere or this country, the best first.

    Pages on the `subject` of a health claim stand first; those on another are left out.
    """
    fitting = [
        page
        for page in pages
        if page.status == "active"
        and (topic is None or topic in page.topics)
        and (not page.subjects or subject in page.subjects)
        and (not page.countries or country in page.countries)
    ]
    return sorted(
        fitting,
        key=lambda page: (
            page.door != door,
            subject not in page.subjects,
            not is_shared(page.languages, languages),
            not page.countries,
        ),
    )


def pick_resources(
    topic: str | None,
    country: str | None,
    languages: Sequence[str],
    now: datetime,
    *,
    crisis: bool = False,
    asked: bool = False,
    audience: Audience = "everyone",
    door: Door = "me",
    subject: Subject | None = None,
    hidden: Collection[str] = (),
    shelf: Shelf | None = None,
) -> list[Resource]:
    """At most three: a local line, a page, and a directory for more; none for no topic.

    A line is offered beside a post of acute danger (`crisis`, and only for suicide and eating),
    or to a reader who asks for help (`asked`). Where no line can be reached now, the emergency
    number takes the page's place. `now` has a time zone. An unknown topic gets the directory.
    Entries whose id is `hidden` make room for the next best.
    """
    if topic is None:
        return []
    shelf = shelf or open_shelf()
    found = shelf.countries.get(country) if country else None
    if topic not in TOPICS or (country and not found):
        # Neither value is written: a log line must not tell where a reader is, or what they read.
        log.info("no reviewed help for the topic or country asked; the fallback is offered")
    chosen: list[Resource] = []
    pages = sort_pages(shelf.pages, topic, country, languages, door, subject)
    if found and (asked or (crisis and topic in CRISIS_TOPICS)):
        ranked = sort_lines(found, topic, languages, now, audience)
        lines = [line for line in ranked if line.id not in hidden]
        chosen += [show_line(line, now.date()) for line in lines[:1]]
        if topic in CRISIS_TOPICS and not any(is_reachable(line, now) for line in lines[:1]):
            numbers = [one for one in list_emergency(found, now) if one.id not in hidden]
            chosen += [show_emergency(number) for number in numbers[:1]]
    kept = [page for page in pages if page.id not in hidden]
    chosen += map(show_link, kept[:1])
    directories = sorted(shelf.directories, key=lambda entry: entry.audience != audience)
    more = [entry for entry in directories if entry.id not in hidden]
    return [*chosen[:2], *map(show_link, more[:1])]


def list_lines(
    topic: str | None,
    country: str | None,
    languages: Sequence[str],
    now: datetime,
    *,
    audience: Audience | None = None,
    shelf: Shelf | None = None,
) -> list[Resource]:
    """Every line of a country for a topic and audience (None: any); the emergency number last."""
    found = (shelf or open_shelf()).countries.get(country) if country else None
    if not found:
        return []
    lines = sort_lines(found, topic, languages, now, audience)
    return [show_line(line, now.date()) for line in lines] + [
        show_emergency(number) for number in list_emergency(found, now)
    ]
