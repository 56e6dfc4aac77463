"""The shipped model stays as good as it was: floors and ceilings of floors.toml."""

import tomllib
from pathlib import Path

import pytest

from companion.categories import CATEGORIES
from companion.scorecard.bench import Bench
from companion.scorecard.build import add, measure_all
from companion.scorecard.figures import FIGURES
from companion.scorecard.whys import measure_whys
from companion.settings import Settings

# One fixture judges some 5,000 posts: half a minute, minutes on a busy machine.
pytestmark = pytest.mark.timeout(900)

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(shipped, inputs):
    """What the shipped model measures on the suites and the authored test posts."""
    bench = Bench(shipped, Settings())
    section = measure_all(bench, inputs)
    add(section, measure_whys(bench, inputs))
    return section.figures


def test_every_floor_is_on_the_side_that_counts():
    better = {figure.id: figure.better for figure in FIGURES}
    assert {better[name] for name in FLOORS["at_least"]} == {"high"}
    assert {better[name] for name in FLOORS["at_most"]} == {"low"}


def test_a_category_is_on_by_default_only_where_its_notes_have_a_floor_of_four_in_five():
    floors = {name: floor for name, floor in FLOORS["at_least"].items() if "precision_" in name}
    assert floors == {f"precision_{one.id}": 0.8 for one in CATEGORIES if one.on}


@pytest.mark.model
@pytest.mark.parametrize("name", FLOORS["at_least"])
def test_the_shipped_model_reaches_its_floor(figures, name):
    assert figures[name].value >= FLOORS["at_least"][name]


@pytest.mark.model
@pytest.mark.parametrize("name", FLOORS["at_most"])
def test_the_shipped_model_stays_under_its_ceiling(figures, name):
    assert figures[name].value <= FLOORS["at_most"][name]
