"""Which words of a post moved a score."""

from typing import Annotated

from pydantic import Field

from companion.protocol.message import Message, NoteCategory


class WhyRequest(Message):
    """A post's text, cut at MAX_TEXT, and the category whose score is asked about."""

    text: str
    category: NoteCategory


class Span(Message):
    """Words that moved a score: UTF-16 offsets into the text that was sent, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class WhyReply(Message):
    """At most five spans in order of place; none when no words stand out."""

    why: Annotated[list[Span], Field(max_length=5)]
