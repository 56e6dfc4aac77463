"""What the default dial promises: of the notes of a category, four of five are right.

A score may be a sound probability and its notes still be right too seldom, more so in one category
than in another. So each category that is on by default has its log-odds moved by a constant, found
on dev posts with the policy that readers get (docs/decisions/0016).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import beta

from companion.categories import CATEGORIES, Category, holds, settles
from companion.policy import decide
from companion.screeners.judging import Judgement
from companion.settings import Settings
from models.training.corpus import AuthoredPost

PRECISION = 0.8
# How likely it has to be that posts not seen keep it: shifts are found where they look best.
SURENESS = 0.8
# Counted in beside the notes that a shift gives, so that few notes have to be surer than many.
PRIOR_RIGHT, PRIOR_WRONG = 7, 3
# Down only: a category that is right more often than promised pays for no other with false notes.
SHIFTS = [round(float(shift), 1) for shift in np.arange(-3.0, 0.01, 0.1)]
STARTS = (-3.0, 0.0)
ROUNDS = 3
ON = tuple(category for category in CATEGORIES if category.on)


class Tally(NamedTuple):
    """Notes of a category, and how many of them say something true."""

    notes: int
    right: int

    @property
    def kept(self) -> bool:
        """Whether the promise is likely enough to be kept (Beta posterior of the share right)."""
        wrong = self.notes - self.right
        likely = beta.sf(PRECISION, self.right + PRIOR_RIGHT, wrong + PRIOR_WRONG)
        return bool(likely >= SURENESS)


def find_shifts(judged: Sequence[Judgement], posts: Sequence[AuthoredPost]) -> dict[str, float]:
    """The shift of each category that is on by default, with the most right notes that keep it.

    The categories compete for the one note of a post, so where the search ends depends on where it
    starts: it is done from several places.
    """
    ends = [search_shifts(start, judged, posts) for start in STARTS]

    def count_right(shifts: dict[str, float]) -> int:
        tallies = [count_notes(category, shifts, judged, posts) for category in ON]
        return sum(tally.right for tally in tallies if tally.kept)

    return max(ends, key=count_right)


def search_shifts(
    start: float, judged: Sequence[Judgement], posts: Sequence[AuthoredPost]
) -> dict[str, float]:
    """For each category in turn the highest shift that keeps the promise, several times round."""
    shifts = {category.id: start for category in ON}
    for _ in range(ROUNDS):
        for category in ON:
            tried = [{**shifts, category.id: shift} for shift in SHIFTS]
            kept = [one for one in tried if count_notes(category, one, judged, posts).kept]
            shifts = kept[-1] if kept else shifts
    return shifts


def count_notes(
    category: Category,
    shifts: dict[str, float],
    judged: Sequence[Judgement],
    posts: Sequence[AuthoredPost],
) -> Tally:
    """The notes that the category gets under these shifts, at the default dials."""
    settings = Settings()
    rights = [
        holds(category, post.labels, post.stance)
        for post, judgement in zip(posts, judged, strict=True)
        if settles(category, post.labels, post.unsure, post.stance)
        and decide(shift_scores(judgement, shifts), settings).category == category.id
    ]
    return Tally(len(rights), sum(rights))


def shift_scores(judgement: Judgement, shifts: dict[str, float]) -> Judgement:
    """The judgement with the log-odds of each category moved by its shift."""
    scores = {
        name: move_score(score, shifts.get(name, 0.0)) for name, score in judgement.scores.items()
    }
    return judgement._replace(scores=scores)


def move_score(score: float, shift: float) -> float:
    """The probability with its log-odds moved by `shift`."""
    odds = score / (1 - score) * float(np.exp(shift)) if score < 1 else np.inf
    return 1.0 if odds == np.inf else odds / (1 + odds)
