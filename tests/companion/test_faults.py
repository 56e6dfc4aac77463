"""What a client sees when something inside goes wrong: a code, and never the fault's own text."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from live import ORIGIN
from werkzeug.test import TestResponse

from companion.app import create_app
from companion.clock import tell_time
from companion.guard import Guard
from companion.pairing import Pairing
from companion.screeners import Screener
from companion.screening import Screening
from companion.store import Store, open_store

ADDRESS = "http://127.0.0.1:22560"
SECRET = "words of a post"
MESSAGE = {"posts": [{"id": "1", "text": "Plain words that can be judged by anybody."}]}


class Client:
    """A client that is paired with a companion of the given model and clock."""

    def __init__(
        self,
        store: Store,
        load: Callable[[], Screener],
        clock: Callable[[], datetime] = tell_time,
    ) -> None:
        self.pairing = Pairing(store, lambda: 0.0)
        screening = Screening(load, "test", patience=0.05)
        guard = Guard(22560, self.pairing)
        app = create_app(guard, self.pairing, screening, store, clock)
        self.client = app.test_client()
        self.token = self.pairing.redeem(self.pairing.make_code(), ORIGIN, "test")

    def ask(self, path: str, message: object) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", "Origin": ORIGIN}
        return self.client.post(path, base_url=ADDRESS, json=message, headers=headers)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        yield opened


def fail() -> Screener:
    raise ValueError("it has no weights")


def test_posts_are_unjudged_while_the_model_is_broken(store: Store) -> None:
    client = Client(store, fail)
    reply = client.ask("/v1/annotate", MESSAGE)
    assert reply.status_code == 200
    assert reply.json["annotations"][0]["reason"] == "model_failed"
    assert b"could not be loaded" in client.client.get("/", base_url=ADDRESS).data


def test_a_loading_model_asks_the_client_to_come_back(store: Store) -> None:
    ready = Event()

    def load() -> Screener:
        assert ready.wait(10)
        return fail()

    reply = Client(store, load).ask("/v1/annotate", MESSAGE)
    ready.set()
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "1")
    assert reply.json["error"]["code"] == "model_loading"


def test_an_unknown_fault_keeps_its_text_to_itself(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def break_clock() -> datetime:
        raise KeyError(SECRET)

    reply = Client(store, fail, break_clock).ask("/v1/annotate", MESSAGE)
    assert (reply.status_code, reply.json["error"]["code"]) == (500, "internal")
    assert SECRET not in reply.text
    assert SECRET not in caplog.text
    assert "KeyError" in caplog.text


def test_a_folder_that_is_gone_is_told_as_a_storage_fault(store: Store, tmp_path: Path) -> None:
    client = Client(store, fail)
    shutil.rmtree(tmp_path / "home")
    reply = client.ask("/v1/pair", {"code": client.pairing.make_code()})
    assert (reply.status_code, reply.json["error"]["code"]) == (500, "storage")
    (tmp_path / "home").mkdir()
    assert client.ask("/v1/pair", {"code": client.pairing.make_code()}).status_code == 200
