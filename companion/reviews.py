"""The worksheet of the person who verifies the numbers: what to open, the oldest first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from companion.services import Reviewed, Shelf, Source, open_shelf


class Review(NamedTuple):
    """One entry to verify. `country` is XX for pages, directories and communities.

    `url` is what to open; `seen_on` is the date of the newest source, with its name.
    """

    country: str
    id: str
    name: str
    numbers: tuple[str, ...]
    url: str | None
    verified_on: str
    verified_by: str
    review_by: str
    age: str
    seen_on: str
    seen_in: str


def find_entries(shelf: Shelf) -> Iterator[tuple[str, Reviewed, tuple[str, ...], str | None]]:
    """Every entry with its country, its numbers as shown, and its address."""
    for iso2, country in shelf.countries.items():
        for number in country.emergency:
            yield iso2, number, (number.display,), None
        for line in country.lines:
            yield iso2, line, tuple(way.display for way in line.contacts if way.dial), line.url
    for directory in shelf.directories:
        yield "XX", directory, (), directory.url
    for page in shelf.pages:
        yield "XX", page, (), page.url
    for community in shelf.communities:
        yield "XX", community, (), community.url


def find_newest(sources: Iterable[Source]) -> Source:
    """The source with the latest date of its own; an undated one counts as the oldest."""
    return max(sources, key=lambda source: source.seen_on or "")


def list_reviews(
    today: date, country: str | None = None, shelf: Shelf | None = None
) -> list[Review]:
    """Every active entry (of one country, or all), by the day of its last check.

    Of those checked on one day, the one whose newest source is the oldest stands first.
    """
    rows = [
        Review(
            iso2,
            entry.id,
            entry.name,
            numbers,
            url,
            entry.verified_on.isoformat(),
            entry.verified_by,
            entry.review_by.isoformat(),
            entry.tell_age(today),
            find_newest(entry.sources).seen_on or "undated",
            find_newest(entry.sources).name,
        )
        for iso2, entry, numbers, url in find_entries(shelf or open_shelf())
        if entry.status == "active" and country in (None, iso2)
    ]
    return sorted(rows, key=lambda row: (row.verified_on, row.seen_on, row.country, row.id))
