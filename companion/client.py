"""A program's way to the companion on this machine; docs/api.md shows it at work.

Both sides prove that they know the token on each new connection, before the token or any text goes
over it: another program that took the port learns neither.
"""

import hmac
import http.client
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from companion.config import DEFAULT_PORT, HOST
from companion.proof import make_key, make_mac, make_proof
from companion.protocol import (
    MAX_POSTS,
    MAX_TEXT,
    AnnotateReply,
    AnnotateRequest,
    Annotation,
    ErrorReply,
    HelloReply,
    HelloRequest,
    Message,
    PairReply,
    PairRequest,
    Post,
)
from companion.trouble import Trouble

PATIENCE = 30.0
MESSAGE_BYTES = 200_000
M = TypeVar("M", bound=Message)


class Unreachable(Trouble):
    """Nothing on the port answers as the companion would."""


class Refused(Trouble):
    """The companion said no: `status` and `code` as in docs/protocol.md, the sentence as text."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code = status, code
        super().__init__(message)


class Client:
    """A program with a token, of `mindful-feed token add` or of `pair`.

    While the companion is busy or loads its model, each question is asked again for `patience`
    seconds. One thread at a time may use a client.
    """

    def __init__(
        self,
        token: str,
        port: int = DEFAULT_PORT,
        *,
        label: str = "program",
        patience: float = 60.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._token, self._port, self._label = token, port, label
        self._patience, self._wait = patience, wait
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next question opens another one."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def health(self) -> HelloReply:
        """The companion's version, its model and the model's state, once it has proved itself.

        Raises Unreachable when it is off or another program listens, Refused when it does not know
        the token.
        """
        self.close()
        self._connection, reply = self._meet()
        return reply

    def annotate(
        self, posts: Iterable[Post | str], lang: str | None = None, site: str = ""
    ) -> Iterator[Annotation]:
        """One annotation a post, in order, of any number of posts; a text's id is its number.

        The posts are read as they are needed. Raises Unreachable, Refused, and ValueError when two
        posts that are sent together share an id.
        """
        for some in cut_posts(name_posts(posts)):
            asked = AnnotateRequest(site=site, lang=lang, posts=some)
            yield from self.ask("/v1/annotate", asked, AnnotateReply).annotations

    def ask(self, path: str, message: Message, reply: type[M]) -> M:
        """The reply to any message of docs/protocol.md; raises Unreachable and Refused."""
        ends = time.monotonic() + self._patience
        while True:
            was_open = self._connection is not None
            if self._connection is None:
                self._connection, _ = self._meet()
            try:
                return exchange(self._connection, path, message, reply, self._token)
            except Unreachable:
                self.close()
                if not was_open:  # else the companion had merely closed what was idle for long
                    raise
            except Refused as refused:
                if refused.status != 503 or time.monotonic() >= ends:
                    raise
                self._wait(1.0)

    def _meet(self) -> tuple[http.client.HTTPConnection, HelloReply]:
        """A new connection to a companion that has proved itself."""
        key = make_key(self._token)
        nonce = secrets.token_hex(32)
        hello = HelloRequest(client=self._label, nonce=nonce, mac=make_mac(key, nonce))
        connection = connect(self._port)
        try:
            reply = exchange(connection, "/v1/hello", hello, HelloReply)
            if not hmac.compare_digest(reply.proof, make_proof(key, nonce)):
                raise Unreachable(f"What answers on port {self._port} is no companion.")
        except Trouble:
            connection.close()
            raise
        connection.auto_open = 0  # or it would go on over another one, which proved nothing
        return connection, reply


def pair(code: str, port: int = DEFAULT_PORT, label: str = "program") -> str:
    """A token for the code that `mindful-feed pair` printed; raises Unreachable and Refused."""
    connection = connect(port)
    try:
        asked = PairRequest(code=code, label=label)
        return exchange(connection, "/v1/pair", asked, PairReply).token
    finally:
        connection.close()


def connect(port: int, patience: float = PATIENCE) -> http.client.HTTPConnection:
    """A connection to that port of this machine, opened when it is first used."""
    return http.client.HTTPConnection(HOST, port, timeout=patience)


def exchange(
    connection: http.client.HTTPConnection,
    path: str,
    message: Message,
    reply: type[M],
    token: str | None = None,
) -> M:
    """The reply to a message; raises Unreachable and Refused."""
    headers = {"Content-Type": "application/json", "Host": f"{HOST}:{connection.port}"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request("POST", path, message.model_dump_json().encode(), headers)
        response = connection.getresponse()
        received = response.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        raise Unreachable(f"The companion on port {connection.port} does not answer.") from None
    try:
        if response.status != 200:
            error = ErrorReply.model_validate_json(received).error
            raise Refused(response.status, error.code, error.message)
        return reply.model_validate_json(received)
    except ValueError:
        raise Unreachable(f"What answers on port {connection.port} is no companion.") from None


def name_posts(posts: Iterable[Post | str]) -> Iterator[Post]:
    """The posts; a mere text gets its number as id, and no more of a text than is read."""
    for number, post in enumerate(posts):
        named = Post(id=str(number), text=post) if isinstance(post, str) else post
        yield named.model_copy(update={"text": named.text[:MAX_TEXT]})


def cut_posts(posts: Iterable[Post]) -> Iterator[list[Post]]:
    """The posts in lists that fit into one message each."""
    some: list[Post] = []
    size = 0
    for post in posts:
        length = len(post.model_dump_json().encode())
        if some and (len(some) == MAX_POSTS or size + length > MESSAGE_BYTES):
            yield some
            some, size = [], 0
        some.append(post)
        size += length
    if some:
        yield some
