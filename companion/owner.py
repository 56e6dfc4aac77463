"""The messages between a running companion and its owner's command line."""

from pydantic import Field

from companion.protocol import Message


class Ask(Message):
    """A command that needs no more than its path."""


class CodeReply(Message):
    """A new pairing code, as XXXX-XXXX."""

    code: str


class ClientRow(Message):
    """A paired client; the days are ISO dates, `origin` is "" for a program."""

    number: int
    label: str
    origin: str
    paired_on: str
    used_on: str


class ClientsReply(Message):
    """Everyone who is paired."""

    clients: list[ClientRow]


class RevokeRequest(Message):
    """The client whose token shall stop working."""

    number: int = Field(ge=1)


class DoneReply(Message):
    """Whether there was anything to do."""

    done: bool
