"""How a client becomes paired, and how it and the companion prove themselves afterwards.

The code is shown where no web page can read it and used once. Only a hash of each token is kept;
that hash is also the key of the proof, so a program that took the port while the companion was
off can neither learn a token nor pass for the companion.
"""

import hmac
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from threading import Event, Lock
from types import MappingProxyType

from companion.owner import ClientRow
from companion.proof import make_key, make_mac, make_proof
from companion.protocol import HelloRequest
from companion.refusal import Refusal
from companion.store import Client, Store

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_SECONDS = 300
CODE_ATTEMPTS = 5
MAX_CLIENTS = 16
log = logging.getLogger(__name__)


class Pairing:
    """The paired clients of one companion; `clock` is in seconds and never goes back."""

    def __init__(
        self, store: Store, clock: Callable[[], float], today: Callable[[], date] = date.today
    ) -> None:
        self._store = store
        self._clock = clock
        self._today = today
        self._lock = Lock()
        self._code = ""
        self._ends = 0.0
        self._attempts = 0
        self._redeemed = Event()
        self._said: dict[str, str] = {}

    def make_code(self) -> str:
        """A new one-time code, as XXXX-XXXX; the one before it stops working."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        with self._lock:
            self._code = code
            self._ends = self._clock() + CODE_SECONDS
            self._attempts = CODE_ATTEMPTS
            self._redeemed.clear()
        return f"{code[:4]}-{code[4:]}"

    def redeem(self, code: str, origin: str, label: str) -> str:
        """The token for whoever typed the right code; it is bound to that origin ("": a program).

        Raises Refusal when the code is wrong, used, too old or was guessed at too often.
        """
        typed = re.sub(r"[\s-]", "", code).upper()
        with self._lock:
            is_open = self._attempts > 0 and self._clock() < self._ends
            self._attempts -= 1
            if not hmac.compare_digest(typed.encode(), self._code.encode()) or not is_open:
                raise Refusal("wrong_code")
            self._attempts = 0
        token = secrets.token_urlsafe(32)
        today = self._today().isoformat()
        self._store.add_client(Client(make_key(token).hex(), origin, label, today, today))
        self._store.keep_clients(MAX_CLIENTS)
        self._redeemed.set()
        return token

    def wait_until_redeemed(self, seconds: float) -> bool:
        """Whether the last code has been used, or is within so many seconds."""
        return self._redeemed.wait(seconds)

    def find_origin(self, token: str) -> str | None:
        """The origin that the token was given to, "" for a program; None for no known token."""
        key = make_key(token).hex()
        found = [c for c in self._store.clients() if hmac.compare_digest(c.key, key)]
        if not found:
            return None
        try:
            self._store.touch_client(key, self._today().isoformat())
        except OSError:  # a full disk is no reason to turn a paired client away
            log.warning("the day of a client's last use could not be kept")
        return found[0].origin

    def prove(self, hello: HelloRequest, origin: str | None) -> str:
        """The companion's proof for a client that proved itself; raises Refusal otherwise."""
        proof = ""
        known = [(client.key, client.origin) for client in self._store.clients()]
        known += [(program.key, "") for program in self._store.programs()]
        for key, bound in known:
            secret = bytes.fromhex(key)
            is_right = hmac.compare_digest(make_mac(secret, hello.nonce), hello.mac)
            if is_right and origin in (None, bound):
                proof = make_proof(secret, hello.nonce)
                self._said[key] = hello.client
        if not proof:
            raise Refusal("bad_mac")
        return proof

    @property
    def said(self) -> dict[str, str]:
        """What each client that proved itself called itself, by its key."""
        return dict(self._said)


def list_rows(store: Store, said: Mapping[str, str] = MappingProxyType({})) -> list[ClientRow]:
    """Everyone who is paired, as the owner sees them, and what they `said` they are."""
    return [
        ClientRow(
            number=number,
            label=client.label,
            origin=client.origin,
            paired_on=client.paired_on,
            used_on=client.used_on,
            said=said.get(client.key, ""),
        )
        for number, client in store.numbered_clients().items()
    ]
