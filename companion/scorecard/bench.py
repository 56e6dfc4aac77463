"""Judges posts the way the companion does, each text once, however many measures ask for it."""

from collections.abc import Sequence
from typing import NamedTuple

from tqdm import tqdm

from companion.categories import CATEGORIES
from companion.language import find_reason
from companion.policy import Decision, decide
from companion.protocol import MAX_TEXT
from companion.screeners import Judgement, Screener
from companion.settings import BALANCED, Settings

CHUNK = 512


class Reading(NamedTuple):
    """A post's judgement, and what a reader is shown: None where it cannot be judged."""

    judgement: Judgement
    decision: Decision | None

    @property
    def noted(self) -> bool:
        """Whether the post gets a note."""
        return self.decision is not None and self.decision.category is not None


class Bench:
    """A screener under one reader's settings."""

    def __init__(self, screener: Screener, settings: Settings) -> None:
        self.screener, self.settings = screener, settings
        self._readings: dict[str, Reading] = {}

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """A reading a text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._readings]
        for start in tqdm(range(0, len(new), CHUNK), self.screener.name, disable=None, leave=False):
            chunk = new[start : start + CHUNK]
            judged = self.screener.judge([text[:MAX_TEXT] for text in chunk])
            for text, judgement in zip(chunk, judged, strict=True):
                reason = find_reason(text[:MAX_TEXT])
                decision = None if reason else decide(judgement, self.settings)
                self._readings[text] = Reading(judgement, decision)
        return [self._readings[text] for text in texts]

    def find_dial(self, category: str) -> float:
        """The dial of a category; of one that is off, the default it would have."""
        return self.settings.dials.get(category, BALANCED)


ON = frozenset(category.id for category in CATEGORIES if category.on)
