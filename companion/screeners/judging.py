"""From a network's logits to a judgement: the part that is the same for every engine."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from companion.models import Curve, ModelFile, ModelFolder
from companion.text import prepare_text

Logits = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Network = Callable[[Ids, Ids], Logits]
"""Token ids and mask, both (windows, tokens), to logits (windows, labels)."""
ReadTexts = Callable[[Sequence[str]], npt.ArrayLike]
"""Texts to logits (texts, labels)."""

BATCH_WINDOWS = 16
WINDOW_OVERLAP = 16


class BadReading(Exception):
    """A screener failed on a text; the message quotes none."""


class Judgement(NamedTuple):
    """What a model makes of one post; every number is a probability from 0 to 1."""

    scores: dict[str, float]
    acute: float
    stance: dict[str, float]
    marks: dict[str, float]
    sentiment: dict[str, float]
    extra: dict[str, float]


class Screener(Protocol):
    """Anything that judges posts."""

    name: str

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """A judgement a text, in order."""


class LogitsScreener:
    """A screener around whatever reads logits straight from texts."""

    def __init__(self, model: ModelFolder, read_texts: ReadTexts) -> None:
        self.name, self.about = model.name, model.about
        self._read_texts = read_texts

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """A judgement a text, in order; ValueError unless there is a number a text and label."""
        logits = np.asarray(self._read_texts(texts), np.float32)
        if texts and logits.shape != (len(texts), len(self.about.labels)):
            raise ValueError("the engine answered another number of logits")
        return [judge_logits(self.about, logits[[place]]) for place in range(len(texts))]


class NetworkScreener:
    """A screener around a network: prepares texts, cuts windows, sorts them, reads the logits."""

    def __init__(self, model: ModelFolder, tokenizer: Tokenizer, network: Network) -> None:
        self.name, self.about = model.name, model.about
        self._tokenizer, self._network = tokenizer, network
        # The tokenizer files of this model family pad every text to 128 tokens unless told not to.
        tokenizer.no_padding()
        tokenizer.no_truncation()

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """A judgement a text, in order; a long text is read in overlapping windows."""
        windows, owners = self.cut_windows(texts)
        logits = self.read_windows(windows)
        return [judge_logits(self.about, logits[owners == place]) for place in range(len(texts))]

    def cut_windows(self, texts: Sequence[str]) -> tuple[list[list[int]], npt.NDArray[np.int64]]:
        """Token ids of every window, and for each the index of its text."""
        encodings = self._tokenizer.encode_batch([prepare_text(text) for text in texts])
        windows: list[list[int]] = []
        owners: list[int] = []
        for place, encoding in enumerate(encodings):
            cut = cut_ids(encoding.ids, self.about.max_tokens, self.about.max_windows)
            windows.extend(cut)
            owners.extend([place] * len(cut))
        return windows, np.array(owners, np.int64)

    def read_windows(self, windows: list[list[int]]) -> Logits:
        """Logits (windows, labels), in order; batches hold windows of like length."""
        logits = np.zeros((len(windows), len(self.about.labels)), np.float32)
        order = sorted(range(len(windows)), key=lambda place: len(windows[place]))
        for start in range(0, len(order), BATCH_WINDOWS):
            places = order[start : start + BATCH_WINDOWS]
            ids = np.full((len(places), len(windows[places[-1]])), self.about.pad_id, np.int64)
            mask = np.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, : len(windows[place])] = windows[place]
                mask[row, : len(windows[place])] = 1
            logits[places] = self._network(ids, mask)
        return logits


def cut_ids(ids: list[int], size: int, most: int) -> list[list[int]]:
    """Windows of at most `size` ids, each with the first and last special id, overlapping a little.

    The last window ends where the post ends, since the heaviest sentence often stands there.
    """
    if len(ids) <= size:
        return [ids]
    first, inner, last = ids[:1], ids[1:-1], ids[-1:]
    width = size - 2
    starts = [*range(0, len(inner) - width, width - WINDOW_OVERLAP), len(inner) - width]
    if len(starts) > most:
        starts = [*starts[: most - 1], starts[-1]]
    return [first + inner[start : start + width] + last for start in starts]


def judge_logits(about: ModelFile, logits: Logits) -> Judgement:
    """The judgement of one post from the logits (windows, labels) of its windows.

    What may distress counts where it is strongest; stance and mood count over the whole post.
    """
    place = {label: number for number, label in enumerate(about.labels)}
    highest = (find_odds(logits) if about.exclusive else logits).max(axis=0)

    def read_score(label: str) -> float:
        return calibrate(float(highest[place[label]]), about.calibration.get(label, Curve()))

    fine = share_out(logits, list(about.stances), place)
    stance: dict[str, float] = {}
    for label, name in about.stances.items():
        stance[name] = stance.get(name, 0.0) + fine[label]
    sentiment = share_out(logits, list(about.sentiments.values()), place)
    return Judgement(
        scores={category: read_score(label) for category, label in about.categories.items()},
        acute=read_score(about.acute) if about.acute else 0.0,
        stance=stance,
        marks={mark: fine[label] for label, mark in about.marks.items()},
        sentiment={name: sentiment[label] for name, label in about.sentiments.items()},
        extra={name: read_score(label) for name, label in about.extra.items()},
    )


def find_odds(logits: Logits) -> Logits:
    """The log-odds of each label, where a softmax over all labels gives their chances."""
    others = [np.delete(logits, place, axis=1) for place in range(logits.shape[1])]
    rivals = np.stack([np.logaddexp.reduce(other, axis=1) for other in others], axis=1)
    odds: Logits = logits - rivals
    return odds


def judge_soundly(screener: Screener, texts: Sequence[str]) -> list[Judgement]:
    """What the screener makes of the texts; raises BadReading when that is no judgement a text."""
    try:
        judged = screener.judge(texts)
    except Exception as failed:  # noqa: BLE001 - an engine raises whatever it likes
        raise BadReading(f"it fails on a post ({type(failed).__name__})") from failed
    if len(judged) != len(texts) or not all(map(is_sound, judged)):
        raise BadReading("it answers something that is no probability")
    return judged


def is_sound(judgement: Judgement) -> bool:
    """Whether every number of the judgement is a probability."""
    shares = (judgement.scores, judgement.stance, judgement.marks, judgement.sentiment)
    numbers = [judgement.acute, *(number for share in shares for number in share.values())]
    return all(0 <= number <= 1 for number in numbers)


def calibrate(logit: float, curve: Curve) -> float:
    """The probability that a logit stands for."""
    return float(1 / (1 + np.exp(-np.clip(curve.slope * logit + curve.shift, -40, 40))))


def share_out(logits: Logits, labels: list[str], place: dict[str, int]) -> dict[str, float]:
    """Softmax over labels of which one is true, on the mean of all windows."""
    if not labels:
        return {}
    mean = logits[:, [place[label] for label in labels]].mean(axis=0)
    share = np.exp(mean - mean.max())
    share /= share.sum()
    return dict(zip(labels, (float(part) for part in share), strict=True))
