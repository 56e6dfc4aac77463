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
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,128}")
BEARER = re.compile(rf"Bearer ({TOKEN.pattern})")

OPEN_PAGES = frozenset({"show_welcome", "show_demo", "static", "show_discovery"})
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
        "use_model",
    }
)
# What a program's token is for, by the routes that it opens.
SCOPES: dict[Scope, frozenset[str]] = {
    "annotate": frozenset({"annotate", "explain"}),
    "resources": frozenset({"list_resources"}),
    "moderate": frozenset({"analyze_comment", "moderate", "list_models", "show_model"}),
    "suggest": frozenset({"suggest_score"}),
    "rank": frozenset({"rank"}),
}
ANY_SCOPE = frozenset({"show_openapi"})
# What speaks other companies' protocols, or is for research, is of no use to a reader's browser.
PROGRAM_MESSAGES = SCOPES["moderate"] | SCOPES["suggest"] | SCOPES["rank"]
# Clients of this one protocol can put their token nowhere else than in the address.
KEY_MESSAGES = frozenset({"analyze_comment", "suggest_score"})


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
            self._check_token(endpoint, request)
        if endpoint is None and not request.routing_exception:
            raise Refusal("not_found")
        if request.routing_exception:
            raise request.routing_exception
        if request.method not in ("GET", "HEAD"):
            _check_body(request)

    def _check_token(self, endpoint: str | None, request: Request) -> None:
        headers = request.environ
        origin = headers.get("HTTP_ORIGIN")
        is_browser = origin is not None or "HTTP_SEC_FETCH_SITE" in headers
        if is_browser and endpoint in PROGRAM_MESSAGES:
            raise Refusal("programs_only")
        if endpoint in KEY_MESSAGES and "HTTP_AUTHORIZATION" not in headers:
            self._check_program(endpoint, _read_key(request), is_browser)
            return
        given = BEARER.fullmatch(headers.get("HTTP_AUTHORIZATION", ""))
        if not given:
            raise Refusal("bad_token")
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
        opened = ANY_SCOPE.union(*(SCOPES[scope] for scope in SCOPES if scope in scopes))
        if endpoint not in opened:
            raise Refusal("out_of_scope")


def is_doubled(headers: dict[str, Any]) -> bool:
    """Whether the path begins with two slashes."""
    return str(headers.get("REQUEST_URI", "")).startswith("//")


def _read_key(request: Request) -> str:
    """The token in the address; raises Refusal unless there is one, once."""
    keys = request.args.getlist("key")
    if len(keys) != 1 or not TOKEN.fullmatch(keys[0]):
        raise Refusal("bad_token")
    return keys[0]


def _check_body(request: Request) -> None:
    if not JSON_TYPE.fullmatch(request.headers.get("Content-Type", "")):
        raise Refusal("json_only")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise Refusal("no_encoding")
    if (request.content_length or 0) > MAX_BODY:
        raise Refusal("too_large")
