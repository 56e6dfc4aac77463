"""What a model has to beat: a word list, and a linear model of words and word pairs.

Both answer as screeners do, so that every measure can be taken of them too.
"""

import re
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from companion.categories import CATEGORY_IDS, SENTIMENTS
from companion.scorecard.sources import COARSE
from companion.screeners import Judgement, Screener
from companion.text import prepare_text

BUCKETS = 2**18
VADER_EDGE = 0.05  # its authors' cut between neutral and the rest
_word = re.compile(r"\w\w+")


class WordList:
    """VADER (Hutto and Gilbert 2014): every category gets the negativity of the words.

    (1 - compound) / 2 stands for a probability, so that a dial of 0.75 is a compound of -0.5.
    """

    def __init__(self) -> None:
        self.name = f"VADER {version('vaderSentiment')}"
        self._analyzer = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """A judgement a text, in order."""
        return [self._judge(self._analyzer.polarity_scores(text)["compound"]) for text in texts]

    def _judge(self, compound: float) -> Judgement:
        chance = (1 - compound) / 2
        mood = SENTIMENTS[1 + (compound >= VADER_EDGE) - (compound <= -VADER_EDGE)]
        return Judgement(
            scores=dict.fromkeys(CATEGORY_IDS, chance),
            acute=0.0,
            stance={},
            marks={},
            sentiment={name: float(name == mood) for name in SENTIMENTS},
            extra={"toxicity": chance},
        )


class WordPairs:
    """Logistic regression on hashed words and word pairs; the file is models/training/baselines."""

    name = "word pairs"

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._labels = [str(name) for name in file["labels"]]
            self._weight: npt.NDArray[np.float32] = file["weight"].astype(np.float32)
            self._bias: npt.NDArray[np.float32] = file["bias"].astype(np.float32)

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """A judgement a text, in order."""
        return [self._judge(hash_words(text)) for text in texts]

    def _judge(self, buckets: npt.NDArray[np.int64]) -> Judgement:
        scale = 1 / np.sqrt(max(1, len(buckets)))
        logits = self._weight[buckets].sum(axis=0) * scale + self._bias
        chance = dict(zip(self._labels, (1 / (1 + np.exp(-logits))).tolist(), strict=True))
        stances = {n.removeprefix("stance:"): c for n, c in chance.items() if "stance:" in n}
        coarse: dict[str, float] = {}
        for name, share in stances.items():
            kind = COARSE.get(name, name)
            coarse[kind] = coarse.get(kind, 0.0) + share / sum(stances.values())
        return Judgement(
            scores={name: chance[name] for name in CATEGORY_IDS},
            acute=chance["acute"],
            stance=coarse,
            marks={},
            sentiment={name: chance[f"mood:{name}"] for name in SENTIMENTS},
            extra={"toxicity": chance["toxicity"]},
        )


def hash_words(text: str) -> npt.NDArray[np.int64]:
    """The buckets, each once, of a text's words and word pairs."""
    words = _word.findall(prepare_text(text).lower())
    pairs = [f"{first} {second}" for first, second in zip(words, words[1:], strict=False)]
    found = {crc32(part.encode()) % BUCKETS for part in [*words, *pairs]}
    return np.array(sorted(found), np.int64)


def find_baselines(word_pairs: Path) -> tuple[list[Screener], list[str]]:
    """The baselines that can be had here, and a line on each that cannot."""
    found: list[Screener] = []
    missing = []
    if find_spec("vaderSentiment"):
        found.append(WordList())
    else:
        missing.append("VADER: pip install vaderSentiment")
    if word_pairs.is_file():
        found.append(WordPairs(word_pairs))
    else:
        missing.append("word pairs: python -m models.training.baselines --data DIR")
    return found, missing
