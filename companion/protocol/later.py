"""The tray of posts that a reader set aside, as links."""

from typing import Annotated

from pydantic import Field, StringConstraints

from companion.protocol.message import Host, Message, NoteCategory
from companion.protocol.settings import Day

Link = Annotated[
    str,
    StringConstraints(pattern=r"^(https://|http://127\.0\.0\.1[:/])[^\s\x00-\x1f\x7f]{1,2000}$"),
]


class NewLink(Message):
    """A post to set aside: its own address, and what its note says."""

    link: Link
    site: Host
    category: NoteCategory | None = None


class LaterRequest(Message):
    """Sets a post aside, takes links out by id, or empties the tray; an empty one only reads."""

    add: NewLink | None = None
    take: Annotated[list[int], Field(max_length=200)] = []
    clear: bool = False


class SetAside(Message):
    """A link in the tray, kept until it is taken out, or to the end of the day `until`."""

    id: int
    link: str
    site: str
    category: NoteCategory | None = None
    on: Day
    until: Day


class LaterReply(Message):
    """The tray, the newest first; `added` is the id of the link that was just set aside."""

    links: list[SetAside]
    added: int | None = None
