"""What the tests of the model share: its folder, its screener, the suites and the corpus."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.scorecard.sources import Inputs, read_inputs
from companion.screeners import Screener, load

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "models" / "calm-minilm"
CORPUS = ROOT / "models" / "training" / "corpus"


@pytest.fixture(scope="session")
def shipped() -> Screener:
    """The model that ships, as it is served."""
    return load(SHIPPED)


@pytest.fixture(scope="session")
def shipped_folder() -> Path:
    """Where the model lies that ships."""
    return SHIPPED


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """Where the authored corpus lies, one folder a split."""
    return CORPUS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, which the commands use; not made yet."""
    monkeypatch.setenv("MINDFUL_FEED_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def inputs() -> Inputs:
    """The suites and the authored test posts; no public data."""
    return read_inputs(None, Path(__file__).parent, CORPUS / "test")


@pytest.fixture(scope="session")
def read_rows() -> Callable[[str], list[dict[str, str]]]:
    """Reads a suite of this folder by its name."""

    def read(name: str) -> list[dict[str, str]]:
        with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
            return list(csv.DictReader(rows, strict=True))

    return read
