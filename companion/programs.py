"""Tokens for programs of the owner's own: made by name, each for a few kinds of message.

A pairing is for a browser and may ask everything that a reader can. A program gets a token that
opens no more than it was made for, and that no browser can use: it is refused with an Origin.
"""

import hmac
import logging
import secrets
from collections.abc import Callable
from datetime import date

from companion.owner import ProgramRow, Scope
from companion.proof import make_key
from companion.refusal import Refusal
from companion.store import Program, Store

MAX_PROGRAMS = 32
log = logging.getLogger(__name__)


class Programs:
    """The tokens of one companion's programs."""

    def __init__(self, store: Store, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._today = today

    def add(self, name: str, scopes: list[Scope]) -> str:
        """A new token of that name, told this once; raises Refusal if the name is taken."""
        token = secrets.token_urlsafe(32)
        day = self._today().isoformat()
        program = Program(make_key(token).hex(), name, tuple(sorted(set(scopes))), day, day)
        known = self._store.programs()
        if name in (one.name for one in known):
            raise Refusal("name_taken")
        if len(known) >= MAX_PROGRAMS:
            raise Refusal("too_many")
        self._store.add_program(program)
        return token

    def list_rows(self) -> list[ProgramRow]:
        """Every token as the owner sees it, by name."""
        return [
            ProgramRow(
                name=program.name,
                scopes=list(program.scopes),
                made_on=program.made_on,
                used_on=program.used_on,
            )
            for program in sorted(self._store.programs(), key=lambda program: program.name)
        ]

    def revoke(self, name: str) -> bool:
        """End a token; False when there is none of that name."""
        return self._store.remove_program(name)

    def find_scopes(self, token: str) -> frozenset[str] | None:
        """What the token is for; None for no known token."""
        key = make_key(token).hex()
        found = [one for one in self._store.programs() if hmac.compare_digest(one.key, key)]
        if not found:
            return None
        try:
            self._store.touch_program(key, self._today().isoformat())
        except OSError:  # as with a paired client: a full disk turns nobody away
            log.warning("the day of a token's last use could not be kept")
        return frozenset(found[0].scopes)
