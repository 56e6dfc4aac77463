"""How the owner's commands reach the companion that is running on this data folder.

The companion writes its port and a token of its own into a file that only its owner may read. It
does so while it holds the folder's lock, so nobody else's program ever receives that token.
"""

import os
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from companion.client import Refused, Unreachable, connect, exchange
from companion.owner import Ask
from companion.protocol import Message
from companion.store import make_private

FILE = "command.token"
PATIENCE = 10
M = TypeVar("M", bound=Message)


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


def ask_companion(
    folder: Path,
    path: str,
    reply: type[M],
    message: Message | None = None,
    patience: float = PATIENCE,
) -> M:
    """The running companion's reply to a command; raises Unreachable with what went wrong.

    `patience`: for how many seconds to wait for it.
    """
    address = read_address(folder)
    if address is None:
        raise Unreachable("The companion is just starting or stopping. Try again in a moment.")
    with closing(connect(address.port, patience)) as connection:
        try:
            return exchange(connection, path, message or Ask(), reply, address.token)
        except Refused as refused:
            raise Unreachable(str(refused)) from None
