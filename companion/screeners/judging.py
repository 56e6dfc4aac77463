"""From a network's logits to a judgement: the part that is the same for every engine."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from companion.models import Curve, ModelFile, ModelFolder
from companion.screeners.batches import cut_batches
from companion.text import prepare_text

Logits = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Network = Callable[[Ids, Ids], Logits]
"""Token ids and mask, both (windows, tokens), to logits (windows, labels)."""
ReadTexts = Callable[[Sequence[str]], npt.ArrayLike]
"""Texts to logits (texts, labels)."""

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
        return judge_all(self.about, logits, np.arange(len(texts)), len(texts))


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
        return judge_all(self.about, logits, owners, len(texts))

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
        for batch in cut_batches([len(windows[place]) for place in order]):
            places = order[batch]
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


def judge_all(about: ModelFile, logits: Logits, owners: Ids, count: int) -> list[Judgement]:
    """The judgements of `count` posts from the logits (windows, labels) of their windows.

    `owners` are the posts of the windows, in order. What may distress counts where it is strongest;
    stance and mood count over the whole post. All posts at once: one by one, this took as long as a
    small network.
    """
    if not count:
        return []
    starts = np.searchsorted(owners, np.arange(count))
    sizes = np.diff(np.append(starts, len(owners)))
    strengths = find_odds(logits) if about.exclusive else logits
    highest = np.maximum.reduceat(strengths, starts, axis=0)
    mean = (np.add.reduceat(logits, starts, axis=0) / sizes[:, None]).astype(np.float32)
    place = {label: number for number, label in enumerate(about.labels)}
    scored = [*about.categories.values(), *about.extra.values()]
    scored = list(dict.fromkeys([*scored, about.acute] if about.acute else scored))
    curves = [about.calibration.get(label, Curve()) for label in scored]
    scores = name_rows(scored, calibrate_all(highest[:, [place[one] for one in scored]], curves))
    moods = list(about.sentiments.values())
    fine = name_rows(list(about.stances), share_out(mean, list(about.stances), place))
    mood = name_rows(moods, share_out(mean, moods, place))
    return [judge_shares(about, *shares) for shares in zip(scores, fine, mood, strict=True)]


def judge_shares(
    about: ModelFile, scores: dict[str, float], fine: dict[str, float], mood: dict[str, float]
) -> Judgement:
    """The judgement that follows from what each label of one post came to."""
    stance: dict[str, float] = {}
    for label, name in about.stances.items():
        stance[name] = stance.get(name, 0.0) + fine[label]
    return Judgement(
        scores={category: scores[label] for category, label in about.categories.items()},
        acute=scores[about.acute] if about.acute else 0.0,
        stance=stance,
        marks={mark: fine[label] for label, mark in about.marks.items()},
        sentiment={name: mood[label] for name, label in about.sentiments.items()},
        extra={name: scores[label] for name, label in about.extra.items()},
    )


def name_rows(names: list[str], rows: npt.NDArray[np.floating]) -> list[dict[str, float]]:
    """Each row of numbers as a table by name."""
    return [dict(zip(names, row, strict=True)) for row in rows.tolist()]


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


def calibrate_all(logits: npt.NDArray[np.floating], curves: list[Curve]) -> npt.NDArray[np.float64]:
    """The probabilities that logits (posts, labels) stand for, a curve a label."""
    slopes = np.array([curve.slope for curve in curves], np.float64)
    shifts = np.array([curve.shift for curve in curves], np.float64)
    chances: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(slopes * logits + shifts, -40, 40)))
    return chances


def share_out(mean: Logits, labels: list[str], place: dict[str, int]) -> Logits:
    """Softmax (posts, labels) over labels of which one is true."""
    chosen = mean[:, [place[label] for label in labels]]
    share: Logits = np.exp(chosen - chosen.max(axis=1, initial=-np.inf, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    return share
