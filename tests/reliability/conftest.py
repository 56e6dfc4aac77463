"""What the reliability tests share: how much to do, and one table of figures at the end.

They run by `make reliability` alone: `make test` passes them over.
"""

import os
import sys
from pathlib import Path

import pytest
from figures import Figures, Tally

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "companion"), str(HERE.parent / "browser")]
if "MINDFUL_FEED_RELIABILITY" in os.environ:
    os.environ["PYTHONPATH"] = str(ROOT)  # for the programs that the tests start

SIZES = {
    "posts": (100_000, "how many posts the soak sends to the constant engine"),
    "real": (10_000, "how many posts the soak sends to the shipped model"),
    "kills": (200, "how many times a writer is killed"),
    "scroll": (10_000, "how many posts are scrolled past in a minute"),
    "ray": (6_000, "how many posts Ray annotates while a worker is killed"),
}
FIGURES: pytest.StashKey[list[tuple[str, str, str]]] = pytest.StashKey()
TALLY: pytest.StashKey[Tally] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    for name, (default, words) in SIZES.items():
        parser.addoption(f"--{name}", type=int, default=default, help=words)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []
    # A conftest hears only of the tests beside it; a plugin hears of all.
    config.stash[TALLY] = Tally()
    config.pluginmanager.register(config.stash[TALLY])


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Only `make reliability` sets what asks for these."""
    if collection_path.parent == HERE and collection_path.name.startswith("test_"):
        return None if "MINDFUL_FEED_RELIABILITY" in os.environ else True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(3_000))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    rows = [("what", "measured", "wanted"), ("---", "---", "---"), *config.stash.get(FIGURES, [])]
    rows += config.stash[TALLY].list_rows() if "MINDFUL_FEED_RELIABILITY" in os.environ else []
    if len(rows) > 2:
        terminalreporter.write_line("")
        for row in rows:
            terminalreporter.write_line(f"| {' | '.join(row)} |")


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    return Figures(pytestconfig.stash[FIGURES])


@pytest.fixture(scope="session")
def sizes(pytestconfig: pytest.Config) -> dict[str, int]:
    return {name: int(pytestconfig.getoption(name)) for name in SIZES}
