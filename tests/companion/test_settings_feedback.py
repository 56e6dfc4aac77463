"""Feedback moves a cut by small, few, visible steps, each of which can be taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.categories import CATEGORY_IDS
from companion.choices.choosing import Choosing
from companion.choices.chosen import Chosen, Verdict, change, take_back
from companion.choices.effect import settle
from companion.choices.feedback import MOST_STEPS, MOST_VERDICTS, STEP, find_cut, learn
from companion.refusal import Refusal
from companion.settings import BALANCED
from companion.store import open_store

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
VERDICTS = ("not_this", "missed", "helpful")


def give(chosen: Chosen, *verdicts: str, category: str = "hate") -> Chosen:
    """The choices after those verdicts."""
    for verdict in verdicts:
        number = 1 + max((step.id for step in chosen.steps), default=0)
        said = Verdict(category, 0.5, verdict, "2026-06-01")  # type: ignore[arg-type]
        chosen = learn(chosen, said, number)
    return chosen


@pytest.fixture
def choosing(tmp_path: Path) -> Iterator[Choosing]:
    with open_store(tmp_path / "home") as store:
        yield Choosing(store, lambda: NOW)


@pytest.mark.parametrize(
    ("verdicts", "steps"),
    [
        (("not_this",), 1),
        (("missed",), -1),
        (("helpful",), 0),
        (("not_this",) * 9, MOST_STEPS),
        (("missed",) * 9, -MOST_STEPS),
        (("not_this", "missed"), 0),
        (("not_this", "not_this", "missed"), 1),
        (("missed", "helpful", "missed", "not_this", "not_this", "not_this"), 1),
    ],
)
def test_verdicts_move_the_cut_by_steps(verdicts: tuple[str, ...], steps: int) -> None:
    chosen = give(Chosen(), *verdicts)
    assert find_cut(chosen, "hate") == pytest.approx(BALANCED + steps * STEP)
    assert settle(chosen, "", NOW).dials["hate"] == find_cut(chosen, "hate")
    assert find_cut(chosen, "threat") == BALANCED
    assert len(chosen.verdicts) == len(verdicts)


@pytest.mark.parametrize(
    ("dial", "verdict", "cut"), [(0.94, "not_this", 0.95), (0.06, "missed", 0.05)]
)
def test_the_cut_stays_within_the_bounds_of_its_dial(dial: float, verdict: str, cut: float) -> None:
    assert find_cut(give(change(Chosen(), {"dial.hate": dial}), verdict), "hate") == cut


def test_a_dial_that_is_moved_keeps_its_steps() -> None:
    chosen = change(give(Chosen(), "not_this"), {"dial.hate": 0.6})
    assert find_cut(chosen, "hate") == 0.65
    assert (
        find_cut(change(chosen, {"dial.hate": 0.2}, site="a.example"), "hate", "A.example") == 0.25
    )


def test_feedback_does_not_turn_a_category_on() -> None:
    assert "grim" not in settle(give(Chosen(), "missed", category="grim"), "", NOW).dials


def test_each_step_can_be_taken_back_alone() -> None:
    chosen = give(give(Chosen(), "not_this", "not_this"), "missed", category="threat")
    left = take_back(chosen, [chosen.steps[0].id])
    assert [step.category for step in left.steps] == ["hate", "threat"]
    assert take_back(chosen, [step.id for step in chosen.steps]).steps == ()
    with pytest.raises(Refusal, match="unknown_shift"):
        take_back(left, [chosen.steps[0].id])


def test_a_step_has_a_number_that_no_other_had(choosing: Choosing) -> None:
    first = choosing.learn("hate", "not_this", 0.5).steps[-1].id
    choosing.change(unshift=[first])
    assert choosing.learn("hate", "not_this", 0.5).steps[-1].id > first


def test_the_last_verdicts_are_kept_and_no_more() -> None:
    chosen = give(Chosen(), *["helpful"] * (MOST_VERDICTS + 5), "missed")
    assert len(chosen.verdicts) == MOST_VERDICTS
    assert chosen.verdicts[-1].verdict == "missed"


def test_a_verdict_that_moves_nothing_is_kept_and_changes_no_revision(choosing: Choosing) -> None:
    before = choosing.chosen.revision
    chosen = choosing.learn("hate", "helpful", 0.987)
    assert chosen.revision == before
    assert chosen.verdicts == (Verdict("hate", 0.99, "helpful", "2026-06-01"),)


@given(some.lists(some.tuples(some.sampled_from(CATEGORY_IDS), some.sampled_from(VERDICTS))))
@settings(database=None, deadline=None)
def test_no_feedback_goes_further_than_three_steps(given_: list[tuple[str, str]]) -> None:
    chosen = Chosen()
    for category, verdict in given_:
        before = find_cut(chosen, category)
        chosen = give(chosen, verdict, category=category)
        assert abs(find_cut(chosen, category) - before) <= STEP + 1e-9
    for category in CATEGORY_IDS:
        steps = [step for step in chosen.steps if step.category == category]
        assert len(steps) <= MOST_STEPS and len({step.verdict for step in steps}) <= 1
        assert abs(find_cut(chosen, category) - BALANCED) <= MOST_STEPS * STEP + 1e-9
