"""The answer to a reader who asks for help: three that fit, or everything for their country."""

from collections.abc import Iterator
from datetime import datetime

from companion.contacts import show_emergency, show_line, show_link
from companion.country import guess_country
from companion.protocol import Community, Help, ResourcesReply, ResourcesRequest
from companion.resources import (
    CATEGORY_TOPICS,
    list_emergency,
    pick_resources,
    sort_lines,
    sort_pages,
    tell_open,
)
from companion.services import Directory, Line, Page, Shelf, open_shelf


def answer_request(
    asked: ResourcesRequest, now: datetime, shelf: Shelf | None = None
) -> ResourcesReply:
    """What is offered to a reader who asks. The topic may be a category's id too."""
    shelf = shelf or open_shelf()
    country = guess_country(asked.country, asked.time_zone, asked.languages)
    topic = CATEGORY_TOPICS.get(asked.topic, asked.topic) if asked.topic else None
    asked = asked.model_copy(update={"country": country, "topic": topic})
    everything = list(list_help(asked, now, shelf))
    chosen = everything if asked.all else pick_three(asked, now, shelf, everything)
    return ResourcesReply(
        country=country,
        countries=sorted(shelf.countries),
        emergency=[
            show_emergency(number)
            for number in list_emergency(shelf.countries.get(country or ""), now)
        ],
        resources=chosen,
        communities=list_communities(shelf, country) if asked.all else [],
    )


def list_help(asked: ResourcesRequest, now: datetime, shelf: Shelf) -> Iterator[Help]:
    """Every line, page and directory for the country; those that fit the topic stand first."""
    found = shelf.countries.get(asked.country or "")
    if found:
        fitting = sort_lines(found, asked.topic, asked.languages, now, asked.audience)
        for line in fitting:
            yield show_help(line, now, fits=True)
        for line in sort_lines(found, None, asked.languages, now, None):
            if line not in fitting:
                yield show_help(line, now, fits=False)
    for page in sort_pages(shelf.pages, asked.topic, asked.country, asked.languages, asked.door):
        yield show_help(page, now, fits=page.door == asked.door)
    for directory in sorted(shelf.directories, key=lambda one: one.audience != asked.audience):
        yield show_help(directory, now, fits=directory.audience in ("everyone", asked.audience))


def show_help(entry: Line | Page | Directory, now: datetime, fits: bool) -> Help:
    """An entry with what a reader chooses it by."""
    if isinstance(entry, Line):
        shown = show_line(entry, now.date())
        is_open = tell_open(entry, now) if entry.tell_age(now.date()) != "stale" else None
    else:
        shown, is_open = show_link(entry), None
    return Help(
        **dict(shown),
        topics=[] if isinstance(entry, Directory) else list(entry.topics),
        audience="everyone" if isinstance(entry, Page) else entry.audience,
        fits=fits,
        is_open=is_open,
    )


def pick_three(
    asked: ResourcesRequest, now: datetime, shelf: Shelf, everything: list[Help]
) -> list[Help]:
    """The three beside a note, for somebody who asked; the emergency number is told apart."""
    picked = pick_resources(
        asked.topic or "",
        asked.country,
        asked.languages,
        now,
        asked=True,
        audience=asked.audience or "everyone",
        door=asked.door,
        shelf=shelf,
    )
    known = {one.id: one for one in everything}
    return [known[one.id] for one in picked if one.id in known]


def list_communities(shelf: Shelf, country: str | None) -> list[Community]:
    """The moderated communities that a reader of this country may join."""
    return [
        Community(**dict(show_link(peers)), ages=peers.ages, rules=peers.rules)
        for peers in shelf.communities
        if peers.status == "active" and (not peers.countries or country in peers.countries)
    ]
