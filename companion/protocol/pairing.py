"""How a client becomes paired, and how both sides prove themselves afterwards."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from companion.protocol.message import Hex, Label, Message


class PairRequest(Message):
    """The one-time code that the companion printed."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    label: Label = "browser"


class PairReply(Message):
    """The client's token, shown this once."""

    token: str


class HelloRequest(Message):
    """A client's proof that it is paired: mac = HMAC-SHA256(SHA-256(token), nonce), in hex."""

    client: Label
    nonce: Hex
    mac: Hex


class ModelState(Message):
    """Which model answers, and whether it can yet."""

    name: str
    state: Literal["loading", "ready", "failed"]


class HelloReply(Message):
    """The companion's proof: HMAC-SHA256(SHA-256(token), "companion:" + nonce), in hex."""

    proof: str
    name: str
    version: str
    protocol: int
    model: ModelState
    settings_revision: int
