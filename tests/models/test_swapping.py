"""Another model in a companion that is running: at once, for good, and without losing a request."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Semaphore

import pytest
from networks import write_words
from test_adding import WORDS, say

from companion.channel import ask_companion
from companion.client import Unreachable
from companion.owner import DoneReply, UseModelRequest
from tests.companion.live import Live, run

pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]
READERS = 3


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the models weak and other, which know three words."""
    folder = tmp_path_factory.mktemp("swapping")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINDFUL_FEED_HOME", str(folder / "home"))
        for name in ("weak", "other"):
            assert say("models", "add", write_words(folder / name, WORDS)).exit_code == 0
        yield folder / "home"


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[Live]:
    companion = Live(home, home.parent / "logs")
    yield companion
    if companion.process.poll() is None:
        companion.stop()


@pytest.fixture(scope="module")
def token(running: Live) -> str:
    return running.pair()


def name_model(live: Live, token: str) -> str:
    """The model that judges a post, as the answer says."""
    reply = live.ask("/v1/annotate", {"posts": [{"id": "1", "text": "nice soup today"}]}, token)
    assert reply.json["annotations"][0]["status"] == "judged", reply
    return reply.json["model"]


def test_a_swap_while_many_ask_loses_no_request(running: Live, token: str) -> None:
    assert name_model(running, token) == "calm-minilm"
    swapped, answered = Event(), Semaphore(0)

    def keep_asking(reader: int) -> list[str]:
        names: list[str] = []
        number = 0
        while not (swapped.is_set() and names and names[-1] == "weak"):
            number += 1
            texts = [f"reader {reader} asks {number} of post {post}" for post in range(20)]
            posts = [{"id": str(place), "text": text} for place, text in enumerate(texts)]
            reply = running.ask("/v1/annotate", {"posts": posts}, token)
            if reply.status == 503:  # so busy that the extension would ask again
                continue
            assert reply.status == 200, reply
            assert {each["status"] for each in reply.json["annotations"]} == {"judged"}
            names.append(reply.json["model"])
            answered.release()
        return names

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(keep_asking, reader) for reader in range(READERS)]
        for _ in range(READERS):
            assert answered.acquire(timeout=120)
        done = say("models", "use", "weak", "--anyway")
        swapped.set()
        heard = [reader.result(300) for reader in readers]
    assert done.exit_code == 0, done.stderr
    assert "weak serves now, and after every restart." in done.stdout
    for names in heard:
        assert names == sorted(names)  # calm-minilm, then weak, and never back
        assert set(names) == {"calm-minilm", "weak"}


def test_a_broken_model_leaves_the_one_before_serving(running: Live, token: str) -> None:
    assert say("models", "use", "weak", "--anyway").exit_code == 0
    weights = running.folder / "models" / "other" / "model.onnx"
    weights.write_bytes(weights.read_bytes() + b"\0")
    assert say("models", "use", "other", "--anyway").exit_code == 1
    for name in ("other", "nobody"):
        with pytest.raises(Unreachable) as refused:
            asked = UseModelRequest(name=name)
            ask_companion(running.folder, "/v1/owner/model", DoneReply, asked)
        assert name in str(refused.value)
    assert name_model(running, token) == "weak"


def test_only_the_owners_command_swaps_and_only_by_name(running: Live, token: str) -> None:
    assert running.ask("/v1/owner/model", {"name": "calm-minilm"}, token).code == "owner_only"
    for name in ("../weak", str(running.folder / "models" / "weak"), "Weak", ""):
        with pytest.raises(Unreachable, match="pattern"):
            asked = UseModelRequest.model_construct(name=name)
            ask_companion(running.folder, "/v1/owner/model", DoneReply, asked)


def test_the_choice_survives_a_restart_and_is_erased_with_the_rest(
    running: Live, token: str, tmp_path: Path
) -> None:
    assert say("models", "use", "weak", "--anyway").exit_code == 0
    running.stop()
    again = Live(running.folder, tmp_path / "logs")
    try:
        assert name_model(again, token) == "weak"
        assert run(again.folder, "erase", "--yes").returncode == 0
        assert not (again.folder / "models").exists()
        assert name_model(again, again.pair()) == "calm-minilm"
    finally:
        again.stop()
