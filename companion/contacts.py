"""How a reviewed entry looks to the reader: every label is the file's own, byte for byte."""

import re
from datetime import date
from typing import Literal

from companion.protocol import Contact, Resource
from companion.services import Directory, Emergency, Line, Page, Peers, Way

KINDS: dict[str, Literal["call", "text", "chat"]] = {
    "sms": "text",
    "whatsapp": "chat",
    "chat": "chat",
    "phone": "call",
}
WRITING_FIRST = ("text", "chat", "call")


def show_web(url: str) -> Contact:
    """A link, labelled with its host."""
    return Contact(kind="web", display=url.split("/")[2].removeprefix("www."), link=url)


def show_way(way: Way, url: str) -> Contact:
    """One way to reach a service whose site is `url`."""
    links = {
        "sms": f"sms:{way.dial}",
        "phone": f"tel:{way.dial}",
        "whatsapp": f"https://wa.me/{(way.e164 or '').removeprefix('+')}",
        "chat": url,
    }
    return Contact(kind=KINDS[way.kind], display=way.display, link=links[way.kind])


def hide_numbers(line: Line) -> str:
    """The line's name without its number, for "988 Lifeline" still shows one; else its host."""
    name = line.name
    for way in line.contacts:
        digits = "[- ]?".join(re.sub(r"\D", "", way.dial or ""))
        if digits:
            name = re.sub(rf"\(?\*?(?<!\d){digits}(?!\d)\)?", "", name)
    return " ".join(name.split()) or show_web(line.url).display


def show_line(line: Line, today: date) -> Resource:
    """A line, writing before calling; a stale one keeps its link alone."""
    is_stale = line.tell_age(today) == "stale"
    ways = [] if is_stale else line.contacts
    name = hide_numbers(line) if is_stale else line.name
    contacts = [show_way(way, line.url) for way in ways]
    contacts.sort(key=lambda contact: WRITING_FIRST.index(contact.kind))
    if line.url not in [contact.link for contact in contacts]:
        contacts.append(show_web(line.url))
    hours = [way.hours.display for way in ways if way.hours and way.hours.certain]
    details = ", ".join(detail for detail in (line.region, line.ages) if detail)
    return Resource(
        id=line.id,
        kind="line",
        name=f"{name} ({details})" if details else name,
        contacts=contacts,
        hours=hours[0] if hours else None,
        languages=line.languages,
        checked_on=line.verified_on.isoformat(),
        checked_by=line.verified_by,
    )


def show_emergency(number: Emergency) -> Resource:
    """The number for life in danger."""
    return Resource(
        id=number.id,
        kind="line",
        name=number.name,
        contacts=[Contact(kind="call", display=number.display, link=f"tel:{number.dial}")],
        checked_on=number.verified_on.isoformat(),
        checked_by=number.verified_by,
    )


def show_link(entry: Page | Directory | Peers) -> Resource:
    """A page, a directory or a community; each keeps its link however old the check is."""
    kinds: dict[type, Literal["page", "directory", "community"]] = {
        Page: "page",
        Directory: "directory",
        Peers: "community",
    }
    return Resource(
        id=entry.id,
        kind=kinds[type(entry)],
        name=entry.name,
        contacts=[show_web(entry.url)],
        languages=entry.languages,
        checked_on=entry.verified_on.isoformat(),
        checked_by=entry.verified_by,
    )
