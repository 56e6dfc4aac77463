"""How feedback moves a category's cut: one small step a time, a few at most, each on a list."""

from dataclasses import replace
from datetime import date

from companion.choices.chosen import Chosen, Step, Verdict
from companion.choices.kinds import Dial

STEP = 0.05
MOST_STEPS = 3
MOST_VERDICTS = 500
# "Not about this" asks for a surer model, "should have had a note" for a less sure one.
SIGN = {"not_this": 1, "missed": -1}
BOUNDS = Dial()


def find_cut(chosen: Chosen, category: str, site: str = "") -> float:
    """The probability from which a post gets a note: the dial and the steps together."""
    dial: float = chosen.read(f"dial.{category}", site)
    moved = dial + sum(tell_move(step) for step in chosen.steps if step.category == category)
    return round(min(max(moved, BOUNDS.least), BOUNDS.most), 2)


def tell_move(step: Step) -> float:
    """By how much a step moves the cut."""
    return SIGN[step.verdict] * STEP


def learn(chosen: Chosen, verdict: Verdict, number: int) -> Chosen:
    """The choices after a verdict; `number` is the id of its step.

    A verdict the other way takes the last step back. At most three go the same way.
    """
    verdicts = (*chosen.verdicts, verdict)[-MOST_VERDICTS:]
    chosen = replace(chosen, verdicts=verdicts)
    if verdict.verdict == "helpful":
        return chosen
    steps = [step for step in chosen.steps if step.category == verdict.category]
    if steps and steps[-1].verdict != verdict.verdict:
        return replace(chosen, steps=tuple(s for s in chosen.steps if s is not steps[-1]))
    if len(steps) >= MOST_STEPS:
        return chosen
    step = Step(number, verdict.category, verdict.verdict, verdict.day)
    return replace(chosen, steps=(*chosen.steps, step))


def make_verdict(category: str, score: float, verdict: str, day: date) -> Verdict:
    """A verdict as it is kept: the score to a hundredth, and no time but the day."""
    return Verdict(category, round(score, 2), verdict, day.isoformat())  # type: ignore[arg-type]
