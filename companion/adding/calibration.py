"""Platt scaling (Platt 1999): the curve from a label's log-odds to the chance that it is true."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from companion.adding.labelled import LabelledPost
from companion.measures import measure_calibration_error
from companion.models import Curve
from companion.screeners.judging import Screener, judge_soundly

LEAST = 10
FOLDS = 5
PULL = 1e-3  # toward slope 1 and shift 0, so that few or perfectly split posts give no cliff
STEPS = 60
BATCH = 64
Floats = npt.NDArray[np.float64]


class Fit(NamedTuple):
    """What labelled posts say of a label. `curve` is None where they say too little, `problem`
    why; the errors (ECE) are before and after, the latter on posts that the curve did not see."""

    curve: Curve | None
    problem: str
    posts: int
    positive: int
    before: float = 0.0
    after: float = 0.0


def read_odds(
    screener: Screener, posts: Sequence[LabelledPost], labels: Sequence[str]
) -> dict[str, Floats]:
    """The log-odds of each label for each post; the screener tells its labels under `extra`."""
    chances: list[dict[str, float]] = []
    for start in range(0, len(posts), BATCH):
        texts = [post.text for post in posts[start : start + BATCH]]
        chances += [judgement.extra for judgement in judge_soundly(screener, texts)]
    found = {}
    for label in labels:
        chance = np.array([one[label] for one in chances], np.float64)
        chance = np.clip(chance, 1e-15, 1 - 1e-15)
        found[label] = np.log(chance) - np.log1p(-chance)
    return found


def fit_label(odds: Floats, truth: npt.NDArray[np.bool_]) -> Fit:
    """The curve of one label, and how much better it is than none."""
    positive, total = int(truth.sum()), len(truth)
    if min(positive, total - positive) < LEAST:
        fewest = f"{positive} posts that are and {total - positive} that are not"
        return Fit(None, f"{fewest}; {LEAST} of each are needed", total, positive)
    slope, shift = fit_curve(odds, truth)
    if slope <= 0:
        return Fit(None, "its score falls where it should rise: is the map right?", total, positive)
    held = np.zeros(total)
    fold = np.arange(total) % FOLDS
    order = np.random.default_rng(7).permutation(total)
    for number in range(FOLDS):
        out = order[fold == number]
        kept = order[fold != number]
        held[out] = sigmoid(odds[out], *fit_curve(odds[kept], truth[kept]))
    before = measure_calibration_error(sigmoid(odds, 1, 0), truth)
    after = measure_calibration_error(held, truth)
    curve = Curve(slope=round(slope, 4) or 0.0001, shift=round(shift, 4))
    return Fit(curve, "", total, positive, before, after)


def fit_curve(odds: Floats, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift that make sigmoid(slope * odds + shift) likeliest, by Newton's method."""
    positive, negative = int(truth.sum()), int((~truth).sum())
    # Platt's targets: a little short of certain, by how few posts there are.
    target = np.where(truth, (positive + 1) / (positive + 2), 1 / (negative + 2))
    inputs = np.stack([odds, np.ones_like(odds)], axis=1)
    start = np.array([1.0, 0.0])
    curve = start.copy()

    def measure(at: Floats) -> float:
        value = inputs @ at
        loss = np.logaddexp(0, value) - target * value
        return float(loss.mean() + PULL * ((at - start) ** 2).sum())

    for _ in range(STEPS):
        chance = sigmoid(inputs @ curve, 1, 0)
        slope = inputs.T @ (chance - target) / len(odds) + 2 * PULL * (curve - start)
        weight = chance * (1 - chance)
        bend = (inputs * weight[:, None]).T @ inputs / len(odds) + 2 * PULL * np.eye(2)
        step = np.linalg.solve(bend, slope)
        size, now = 1.0, measure(curve)
        while size > 1e-6 and measure(curve - size * step) > now:
            size /= 2
        curve = curve - size * step
        if np.abs(step).max() < 1e-7:
            break
    return float(curve[0]), float(curve[1])


def sigmoid(odds: Floats, slope: float, shift: float) -> Floats:
    """The chances that log-odds stand for under a curve."""
    chances: Floats = 1 / (1 + np.exp(-np.clip(slope * odds + shift, -40, 40)))
    return chances
