"""How the owner's commands reach the companion that is running on this data folder.

The companion writes its port and a token of its own into a file that only its owner may read. It
does so while it holds the folder's lock, so nobody else's program ever receives that token.
"""

import http.client
import json
import os
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from companion.config import HOST
from companion.owner import Ask
from companion.protocol import ErrorReply, Message
from companion.store import make_private
from companion.trouble import Trouble

FILE = "command.token"
PATIENCE = 10
M = TypeVar("M", bound=Message)


class Unreachable(Trouble):
    """The companion that owns the data folder does not answer its owner."""


class Address(Message):
    """Where a running companion listens, and its owner's token."""

    port: int
    token: str


def write_address(folder: Path, address: Address) -> None:
    """Tell the owner's commands where this companion is."""
    make_private(folder)
    erase_address(folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(folder / FILE, flags, 0o600), "w", encoding="ascii") as file:
        file.write(address.model_dump_json())


def read_address(folder: Path) -> Address | None:
    """Where the running companion is; None when no good file says so."""
    try:
        return Address.model_validate_json((folder / FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def erase_address(folder: Path) -> None:
    """Remove the file, as the companion does when it stops."""
    (folder / FILE).unlink(missing_ok=True)


def ask_companion(folder: Path, path: str, reply: type[M], message: Message | None = None) -> M:
    """The running companion's reply to a command; raises Unreachable with what went wrong."""
    address = read_address(folder)
    if address is None:
        raise Unreachable("The companion is just starting or stopping. Try again in a moment.")
    connection = http.client.HTTPConnection(HOST, address.port, timeout=PATIENCE)
    body = (message or Ask()).model_dump_json().encode()
    headers = {
        "Authorization": f"Bearer {address.token}",
        "Content-Type": "application/json",
        "Host": f"{HOST}:{address.port}",
    }
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        received = response.read()
    except (OSError, http.client.HTTPException):
        raise Unreachable(f"The companion on port {address.port} does not answer.") from None
    finally:
        connection.close()
    try:
        if response.status != 200:
            raise Unreachable(ErrorReply.model_validate(json.loads(received)).error.message)
        return reply.model_validate_json(received)
    except ValueError:
        raise Unreachable(f"What answers on port {address.port} is no companion.") from None
