"""What a change of settings would do to posts, before it is kept."""

from typing import Annotated, Literal

from pydantic import Field

from companion.protocol.message import Message, NoteCategory
from companion.protocol.settings import NewValue, Revision, SettingName, SiteName


class PreviewRequest(Message):
    """Changes to try, as in a SettingsRequest. With a `site`, only its posts are looked at."""

    set: Annotated[dict[str, NewValue], Field(max_length=100)] = {}
    unset: Annotated[list[SettingName], Field(max_length=100)] = []
    site: SiteName | None = None


class PreviewNote(Message):
    """The note that a post would get."""

    category: NoteCategory
    level: Literal["note", "fold"]
    title: str


class PreviewPost(Message):
    """A post with a note under the settings as they are, as they would be, or both."""

    id: str
    site: str
    text: str
    before: PreviewNote | None
    after: PreviewNote | None


class PreviewPart(Message):
    """Of `count` posts, how many have a note before and after the change, and which."""

    count: int
    before: int
    after: int
    posts: list[PreviewPost]


class PreviewReply(Message):
    """The posts last seen, at most 200 and in memory only, the newest first; and 40 samples."""

    revision: Revision
    seen: PreviewPart
    samples: PreviewPart
