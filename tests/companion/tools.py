"""A program of the owner's own: its token, what it asks about, and how it asks."""

from typing import Any

from live import Live, Reply, write_request

from companion.channel import ask_companion
from companion.owner import ProgramReply, ProgramRequest, Scope

RUDE = "You are a stupid idiot and nobody likes you."
CALM = "The garden is lovely this morning."
GERMAN = "Das Wetter ist heute wirklich sehr schön bei uns."
PROXIES = ("http_proxy", "https_proxy", "all_proxy")  # official clients go by these


def add_program(live: Live, name: str, *scopes: Scope) -> str:
    """A new token, made as the owner's command makes it."""
    asked = ProgramRequest(name=name, scopes=list(scopes))
    return ask_companion(live.folder, "/v1/owner/programs/add", ProgramReply, asked).token


def ask(live: Live, path: str, message: Any, token: str) -> Reply:
    """The answer to a program's well-formed message; a slow machine is asked again, as a 503 asks
    for, and remembers how far it came."""
    for _ in range(12):
        reply = live.ask(path, message, token, origin=None)
        if reply.status != 503:
            break
    return reply


def get(live: Live, path: str, token: str = "", **headers: str) -> Reply:
    """The answer to a GET; a header is named with underscores."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    sent |= {"Authorization": f"Bearer {token}"} if token else {}
    return live.send(write_request(live.port, "GET", path, {"Content-Type": None, **sent}))
