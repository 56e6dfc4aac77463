"""The one shape of every error."""

from companion.protocol.message import Message


class ErrorBody(Message):
    """A code for programs, a sentence for people, and the field that was wrong."""

    code: str
    message: str
    field: str | None = None


class ErrorReply(Message):
    """The one shape of every error."""

    error: ErrorBody
