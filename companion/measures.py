"""How well scores fit the truth: pure functions of arrays, each a number, or NaN for none.

`scores` are numbers of any scale unless a function says probabilities; `truth` holds 0 and 1.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
BINS = 15
NAN = float("nan")


class Counts(NamedTuple):
    """Posts by what was said and what is true."""

    hit: int
    false_alarm: int
    miss: int
    right_silence: int

    @property
    def precision(self) -> float:
        """The share of what was said that is true; NaN when nothing was said."""
        return divide(self.hit, self.hit + self.false_alarm)

    @property
    def recall(self) -> float:
        """The share of what is true that was said."""
        return divide(self.hit, self.hit + self.miss)

    @property
    def false_rate(self) -> float:
        """The share of what is not true that was said all the same."""
        return divide(self.false_alarm, self.false_alarm + self.right_silence)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return divide(2 * self.hit, 2 * self.hit + self.false_alarm + self.miss)

    @property
    def balance(self) -> float:
        """Balanced accuracy: the mean of recall and of the share of right silence."""
        return (self.recall + 1 - self.false_rate) / 2

    def precision_at(self, prevalence: float) -> float:
        """The precision, were `prevalence` the share of true posts."""
        said_true = prevalence * self.recall
        return divide(said_true, said_true + (1 - prevalence) * self.false_rate)


class Interval(NamedTuple):
    """Where a measure lies, by resampling."""

    low: float
    high: float


def divide(part: float, whole: float) -> float:
    """part / whole, or NaN when there is no whole."""
    return part / whole if whole else NAN


def average(values: npt.ArrayLike) -> float:
    """The mean, or NaN of nothing."""
    held = np.asarray(values, np.float64)
    return float(held.mean()) if held.size else NAN


def count_said(said: npt.ArrayLike, truth: npt.ArrayLike) -> Counts:
    """The four counts of what was said (0 or 1) against the truth."""
    spoken, true = np.asarray(said, bool), np.asarray(truth, bool)
    return Counts(
        int((spoken & true).sum()),
        int((spoken & ~true).sum()),
        int((~spoken & true).sum()),
        int((~spoken & ~true).sum()),
    )


def measure_balance(said: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """Balanced accuracy of what was said."""
    return count_said(said, truth).balance


def measure_precision(said: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """The precision of what was said."""
    return count_said(said, truth).precision


def measure_f1(said: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """F1 of what was said."""
    return count_said(said, truth).f1


def measure_auroc(scores: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """The chance that a true post scores above another (ties count half), by rank sums."""
    values, true = np.asarray(scores, np.float64), np.asarray(truth, bool)
    positive, negative = int(true.sum()), int((~true).sum())
    if not positive or not negative:
        return NAN
    _, place, size = np.unique(values, return_inverse=True, return_counts=True)
    rank = np.cumsum(size) - (size - 1) / 2
    total = float(rank[place][true].sum())
    return (total - positive * (positive + 1) / 2) / (positive * negative)


def measure_average_precision(scores: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """The mean of precision over recall steps, without interpolation; equal scores are one step."""
    values, true = np.asarray(scores, np.float64), np.asarray(truth, np.float64)
    if not true.any():
        return NAN
    order = np.argsort(-values, kind="stable")
    last = np.append(np.flatnonzero(np.diff(values[order])), len(values) - 1)
    hits = np.cumsum(true[order])[last]
    recall = hits / hits[-1]
    return float((np.diff(recall, prepend=0.0) * hits / (last + 1)).sum())


def measure_calibration_error(
    chances: npt.ArrayLike, truth: npt.ArrayLike, bins: int = BINS
) -> float:
    """ECE: mean |probability - share of true posts| over equal-width bins, by posts in them."""
    values, true = np.asarray(chances, np.float64), np.asarray(truth, np.float64)
    if not len(values):
        return NAN
    place = np.minimum((values * bins).astype(int), bins - 1)
    expected = np.bincount(place, values, bins)
    happened = np.bincount(place, true, bins)
    return float(np.abs(expected - happened).sum() / len(values))


def measure_macro_recall(guessed: Sequence[Any], truth: Sequence[Any]) -> float:
    """The mean, over the classes that occur, of the share of a class that was guessed."""
    guess, true = np.asarray(guessed), np.asarray(truth)
    shares = [float((guess[true == one] == one).mean()) for one in np.unique(true)]
    return float(np.mean(shares)) if shares else NAN


def measure_macro_f1(said: npt.ArrayLike, truth: npt.ArrayLike) -> float:
    """The mean of F1 of the true posts and F1 of the others."""
    spoken, true = np.asarray(said, bool), np.asarray(truth, bool)
    return (count_said(spoken, true).f1 + count_said(~spoken, ~true).f1) / 2


def find_cut(
    scores: npt.ArrayLike,
    truth: npt.ArrayLike,
    measure: Callable[[Floats, Floats], float],
) -> float:
    """The cut among 99 quantiles of the scores whose posts at or above it measure best."""
    values, true = np.asarray(scores, np.float64), np.asarray(truth, np.float64)
    cuts = np.unique(np.quantile(values, np.linspace(0.01, 0.99, 99)))
    gains = [measure((values >= cut).astype(np.float64), true) for cut in cuts]
    return float(cuts[int(np.nanargmax(gains))])


def resample(
    measure: Callable[..., float],
    *columns: npt.ArrayLike,
    rounds: int = 200,
    seed: int = 7,
    level: float = 0.95,
) -> Interval:
    """The percentile bootstrap interval of `measure(*columns)`, rows drawn together."""
    arrays = [np.asarray(column) for column in columns]
    rng, found = np.random.default_rng(seed), []
    if not len(arrays[0]):
        return Interval(NAN, NAN)
    for _ in range(rounds):
        rows = rng.integers(0, len(arrays[0]), len(arrays[0]))
        found.append(measure(*(array[rows] for array in arrays)))
    kept = np.asarray(found)[~np.isnan(found)]
    if not len(kept):
        return Interval(NAN, NAN)
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
