"""The messages between a running companion and its owner's command line."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from companion.config import NAME
from companion.protocol import Message

Scope = Literal["annotate", "resources", "moderate", "suggest", "rank"]
ProgramName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class Ask(Message):
    """A command that needs no more than its path."""


class CodeReply(Message):
    """A new pairing code, as XXXX-XXXX."""

    code: str


class ClientRow(Message):
    """A paired client; the days are ISO dates, `origin` is "" for a program.

    `said` is what it called itself since the companion started, "" if it has not asked.
    """

    number: int
    label: str
    origin: str
    paired_on: str
    used_on: str
    said: str = ""


class ClientsReply(Message):
    """Everyone who is paired, and the companion's version; "" from one that did not tell it."""

    clients: list[ClientRow]
    version: str = ""


class RevokeRequest(Message):
    """The client whose token shall stop working."""

    number: int = Field(ge=1)


class DoneReply(Message):
    """Whether there was anything to do."""

    done: bool


class ProgramRequest(Message):
    """A program that shall get a token, and what the token shall be for."""

    name: ProgramName
    scopes: Annotated[list[Scope], Field(min_length=1)]


class ProgramReply(Message):
    """The program's token, shown this once."""

    token: str


class ProgramRow(Message):
    """A program that has a token; the days are ISO dates."""

    name: str
    scopes: list[str]
    made_on: str
    used_on: str


class ProgramsReply(Message):
    """Every program that has a token."""

    programs: list[ProgramRow]


class UseModelRequest(Message):
    """The installed model, by its name and never by a path, that shall judge from now on."""

    name: Annotated[str, StringConstraints(pattern="^" + NAME.pattern.replace(r"\Z", "$"))]


class RevokeProgramRequest(Message):
    """The program whose token shall stop working."""

    name: Annotated[str, StringConstraints(max_length=64)]
