"""The Python client: it finds out whom it talks to, and gives every post its annotation."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from live import Live, prove
from tools import add_program

from companion.client import (
    MESSAGE_BYTES,
    Client,
    Refused,
    Unreachable,
    cut_posts,
    name_posts,
    pair,
)
from companion.protocol import MAX_POSTS, MAX_TEXT, Post, ResourcesReply, ResourcesRequest

CALM = "The oak sapling put out six new leaves this morning."
HEAVY = "I feel so low and hopeless, I just cannot stop crying tonight"


@pytest.fixture(scope="module")
def key(live: Live) -> str:
    return add_program(live, "client", "annotate")


Answer = bytes | Callable[[bytes], bytes]


class Impostor:
    """Another program on the port: it answers what comes over each connection with one of that
    connection's answers after the other, closes it, and keeps all that it was sent."""

    def __init__(self, *connections: list[Answer]) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(20)
        self.port = self._socket.getsockname()[1]
        self.heard = b""
        self._thread = Thread(target=self._answer, args=(connections,))
        self._thread.start()

    def _answer(self, connections: tuple[list[Answer], ...]) -> None:
        for answers in connections:
            connection, _ = self._socket.accept()
            with connection:
                for answer in answers:
                    heard = read_message(connection)
                    self.heard += heard
                    connection.sendall(answer if isinstance(answer, bytes) else answer(heard))

    def close(self) -> None:
        self._thread.join(20)
        self._socket.close()


def read_message(connection: socket.socket) -> bytes:
    heard = b""
    while not (found := re.search(rb"(?i)content-length: (\d+)", heard)) or (
        len(heard.partition(b"\r\n\r\n")[2]) < int(found[1])
    ):
        heard += connection.recv(65_536)
    return heard


def write_answer(status: int, body: bytes) -> bytes:
    return b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


def answer_hello(token: str) -> Callable[[bytes], bytes]:
    """The answer to a hello of somebody who knows that token."""

    def answer(heard: bytes) -> bytes:
        nonce = json.loads(heard.partition(b"\r\n\r\n")[2])["nonce"]
        body = {
            "proof": prove(token, f"companion:{nonce}"),
            "name": "Mindful Feed",
            "version": "1",
            "protocol": 1,
            "model": {"name": "m", "state": "loading"},
            "settings_revision": 0,
        }
        return write_answer(200, json.dumps(body).encode())

    return answer


def test_any_number_of_posts_gets_its_annotations_in_order(live: Live, key: str) -> None:
    texts = [HEAVY, CALM, "", "hm"] * 20
    with Client(key, live.port) as client:
        said = list(client.annotate(texts))
        assert [one.post_id for one in said] == [str(number) for number in range(80)]
        assert said[0].note and said[0].note.cue
        assert (said[1].note, said[2].reason) == (None, "no_text")
        (named,) = client.annotate([Post(id="mine", text=CALM)], lang="en", site="forum.example")
        assert named.post_id == "mine"
        assert list(client.annotate([])) == []


def test_posts_are_read_as_they_are_needed(live: Live, key: str) -> None:
    read = []

    def tell() -> Iterator[str]:
        for number in range(10_000):
            read.append(number)
            yield CALM

    with Client(key, live.port) as client:
        next(client.annotate(tell()))
    assert len(read) == MAX_POSTS + 1


def test_health_tells_the_model_once_the_companion_has_proved_itself(live: Live, key: str) -> None:
    with Client(key, live.port) as client:
        hello = client.health()
    assert (hello.name, hello.model.name, hello.model.state) == (
        "Mindful Feed",
        "calm-minilm",
        "ready",
    )


def test_a_program_pairs_by_the_code_and_then_may_ask_like_a_browser(live: Live) -> None:
    code = live.make_code()
    with Client(pair(code, live.port), live.port) as client:
        asked = ResourcesRequest(topic="despair", country="GB")
        assert client.ask("/v1/resources", asked, ResourcesReply).country == "GB"
    with pytest.raises(Refused, match="wrong"):
        pair(code, live.port)


def test_a_refusal_tells_its_code(live: Live, key: str) -> None:
    with Client(key, live.port) as client:
        with pytest.raises(Refused) as refused:
            client.ask("/v1/resources", ResourcesRequest(), ResourcesReply)
        assert (refused.value.status, refused.value.code) == (403, "out_of_scope")
        assert client.health().protocol == 1
    with pytest.raises(Refused) as unknown:
        Client("a" * 43, live.port).health()
    assert unknown.value.code == "bad_mac"


def test_a_restart_between_two_questions_is_not_noticed(own: Live) -> None:
    key = add_program(own, "patient", "annotate")
    with Client(key, own.port) as client:
        assert len(list(client.annotate([CALM]))) == 1
        own.stop()
        with pytest.raises(Unreachable, match="does not answer"):
            list(client.annotate([CALM]))
        again = Live(own.folder, own.logs, own.port)
        assert len(list(client.annotate([HEAVY]))) == 1
        again.stop()


def test_another_program_on_the_port_gets_neither_token_nor_text() -> None:
    secret = "words of a post that nobody else shall read"
    token = "t" * 43
    strange: list[Answer] = [
        answer_hello("b" * 43),
        write_answer(200, b"<html>"),
        write_answer(404, b"{}"),
    ]
    impostor = Impostor(*([answer] for answer in strange), [])
    for _ in range(4):
        with pytest.raises(Unreachable):
            list(Client(token, impostor.port).annotate([secret]))
    impostor.close()
    assert impostor.heard.count(b"/v1/hello") == 3
    assert secret.encode() not in impostor.heard
    assert token.encode() not in impostor.heard


def test_a_connection_that_was_closed_is_not_gone_on_with_unproved() -> None:
    token = "t" * 43
    first = answer_hello(token)
    impostor = Impostor(
        [lambda heard: first(heard).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)],
        [write_answer(404, b"{}")],
    )
    with Client(token, impostor.port) as client:
        assert client.health().model.state == "loading"
        with pytest.raises(Unreachable):
            list(client.annotate([HEAVY]))
    impostor.close()
    assert impostor.heard.count(b"/v1/hello") == 2
    assert token.encode() not in impostor.heard


def test_a_busy_companion_is_asked_again_until_patience_ends() -> None:
    token = "t" * 43
    greet = answer_hello(token)
    busy = write_answer(503, b'{"error": {"code": "model_loading", "message": "Loading."}}')
    good = write_answer(200, b'{"model": "m", "annotations": []}')
    companion = Impostor([greet, busy, busy, good], [greet, busy])
    waited: list[float] = []
    with Client(token, companion.port, wait=waited.append) as client:
        assert list(client.annotate([CALM])) == []
    assert waited == [1.0, 1.0]
    with Client(token, companion.port, patience=0, wait=waited.append) as client:
        with pytest.raises(Refused) as refused:
            list(client.annotate([CALM]))
    assert (refused.value.code, len(waited)) == ("model_loading", 2)
    companion.close()


def test_nobody_there_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Unreachable, match=f"on port {port} does not answer"):
        Client("t" * 43, port).health()
    with pytest.raises(Unreachable):
        pair("AAAA-AAAA", port)


def test_messages_hold_no_more_than_the_companion_takes() -> None:
    posts = [Post(id=str(number), text="\U0001f44d" * MAX_TEXT * 2) for number in range(50)]
    cut = list(cut_posts(name_posts(posts)))
    assert [post.id for some in cut for post in some] == [post.id for post in posts]
    assert max(len(some) for some in cut) <= MAX_POSTS
    assert (
        max(sum(len(p.model_dump_json().encode()) for p in some) for some in cut) <= MESSAGE_BYTES
    )
    assert {len(post.text) for some in cut for post in some} == {MAX_TEXT}
