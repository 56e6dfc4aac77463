"""Who may ask. Every request passes here before anything looks at its path.

A browser page can reach 127.0.0.1, under a host name of its own choosing (DNS rebinding) or by a
form that needs no permission, so Host, Origin, Sec-Fetch-Site and the content type are each
checked, the token last. What needs no token is named by the route that the router chose, never by
a piece of the path, which can be spelled in several ways.
"""

import re
import secrets
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask import Request

from companion.config import HOST
from companion.owner import Scope
from companion.protocol import MAX_BODY
from companion.refusal import Refusal

EXTENSION = re.compile(
    r"(?:chrome-extension://[a-p]{32}"
    r"|moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
JSON_TYPE = re.compile(r"application/json(?: *; *charset=\"?utf-8\"?)?", re.IGNORECASE)
BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]{20,128})")

OPEN_PAGES = frozenset({"show_welcome", "show_demo", "static"})
OPEN_MESSAGES = frozenset({"pair", "hello"})
OWNER_MESSAGES = frozenset(
    {
        "make_code",
        "list_clients",
        "revoke_client",
        "erase",
        "add_program",
        "list_programs",
        "revoke_program",
    }
)
# What a program's token is for, by the routes that it opens.
SCOPES: dict[Scope, frozenset[str]] = {
    "annotate": frozenset({"annotate", "explain"}),
    "resources": frozenset({"list_resources"}),
}


class Tokens(Protocol):
    """Whoever knows the paired clients."""

    def find_origin(self, token: str) -> str | None:
        """The origin that the token was given to, "" for a program; None for no known token."""


class ProgramTokens(Protocol):
    """Whoever knows the tokens of the owner's programs."""

    def find_scopes(self, token: str) -> frozenset[str] | None:
        """What the token is for; None for no known token."""


@dataclass(frozen=True)
class Guard:
    """The check of one companion, which listens on `port`."""

    port: int
    tokens: Tokens
    programs: ProgramTokens | None = None
    owner_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def check(self, request: Request) -> None:
        """Return when the request may go on to its route; raise Refusal otherwise."""
        headers = request.environ
        if headers.get("HTTP_HOST") != f"{HOST}:{self.port}":
            raise Refusal("bad_host")
        origin = headers.get("HTTP_ORIGIN")
        if origin is not None and not EXTENSION.fullmatch(origin):
            raise Refusal("bad_origin")
        if headers.get("HTTP_SEC_FETCH_SITE") not in (None, "none", "same-origin"):
            raise Refusal("cross_site")
        if request.method == "OPTIONS" and origin:
            return  # a preflight never carries a token; the request that follows must
        # The server drops a doubled slash before the router sees it; such a path names nothing.
        endpoint = None if is_doubled(headers) else request.endpoint
        if endpoint in OPEN_PAGES and request.method in ("GET", "HEAD"):
            return
        if endpoint not in OPEN_MESSAGES:
            self._check_token(endpoint, headers)
        if endpoint is None and not request.routing_exception:
            raise Refusal("not_found")
        if request.routing_exception:
            raise request.routing_exception
        _check_body(request)

    def _check_token(self, endpoint: str | None, headers: dict[str, Any]) -> None:
        given = BEARER.fullmatch(headers.get("HTTP_AUTHORIZATION", ""))
        if not given:
            raise Refusal("bad_token")
        origin = headers.get("HTTP_ORIGIN")
        is_browser = origin is not None or "HTTP_SEC_FETCH_SITE" in headers
        if secrets.compare_digest(given[1], self.owner_token) and not is_browser:
            return
        bound = self.tokens.find_origin(given[1])
        if bound is None:
            self._check_program(endpoint, given[1], is_browser)
            return
        if origin not in (None, bound):
            raise Refusal("not_paired")
        if endpoint in OWNER_MESSAGES:
            raise Refusal("owner_only")

    def _check_program(self, endpoint: str | None, token: str, is_browser: bool) -> None:
        scopes = self.programs.find_scopes(token) if self.programs else None
        if scopes is None:
            raise Refusal("bad_token")
        if is_browser:
            raise Refusal("not_paired")
        if not any(endpoint in opened for scope, opened in SCOPES.items() if scope in scopes):
            raise Refusal("out_of_scope")


def is_doubled(headers: dict[str, Any]) -> bool:
    """Whether the path begins with two slashes."""
    return str(headers.get("REQUEST_URI", "")).startswith("//")


def _check_body(request: Request) -> None:
    if not JSON_TYPE.fullmatch(request.headers.get("Content-Type", "")):
        raise Refusal("json_only")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refusal("no_encoding")
    if (request.content_length or 0) > MAX_BODY:
        raise Refusal("too_large")
