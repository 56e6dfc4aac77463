"""One live companion for all tests that only ask; tests that end it start their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from live import Live
from settings_reader import PRIVATE, Reader
from tools import PROXIES

from companion.store import open_store


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("live")
    companion = Live(folder / "home", folder / "logs")
    yield companion
    assert companion.stop() == 0


@pytest.fixture(scope="session")
def token(live: Live) -> str:
    """A token that the extension at live.ORIGIN was given."""
    return live.pair()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Live]:
    """A companion that the test may stop, kill or erase."""
    companion = Live(tmp_path / "home", tmp_path / "logs")
    yield companion
    if companion.process.poll() is None:
        companion.stop()


@pytest.fixture(scope="session")
def shipped_folder() -> Path:
    """The folder of the model that is shipped."""
    return Path(__file__).parents[2] / "models" / "calm-minilm"


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """For official clients, which would ask a proxy for what is on this machine."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def tuned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The one reader of all tests that tune a companion; tests take it as `reader`."""
    folder = tmp_path_factory.mktemp("tuned")
    companion = Live(folder / "home", folder / "logs")
    yield Reader(companion)
    assert companion.stop() == 0
    logged = (folder / "logs" / "stderr").read_text() + (folder / "logs" / "stdout").read_text()
    assert PRIVATE not in logged


@pytest.fixture
def reader(tuned: Reader) -> Reader:
    """A paired reader with the default settings."""
    tuned.reset()
    return tuned


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A companion's parts in a new folder."""
    with open_store(tmp_path) as store:
        yield Desk(store)
