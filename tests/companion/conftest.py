"""One live companion for all tests that only ask; tests that end it start their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from live import Live


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
