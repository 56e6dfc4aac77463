"""Which words moved a category's score: each is left out in turn, and the score read again.

Occlusion (Zeiler & Fergus 2014) on the raw text, in log-odds, since probabilities near 1 hide what
every word adds. A long post is first narrowed to its strongest piece, so that the cost is bounded:
at most MOST_PIECES times the post, and about 100 short texts.
"""

import re
from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

from companion.screeners.judging import Screener
from companion.settings import OwnTopic
from companion.words import find_spans

MOST_SPANS = 5
MOST_PIECES = 16
MOST_WORDS = 48
LONGEST_PHRASE = 4
CUT_SCORE = 0.2  # below it the model does not see the category, so no word made it
CUT_DROP = 0.4  # log-odds that a span must move
CUT_SHARE = 0.3  # of what the strongest span moves
PHRASE_GAIN = 1.25  # what a phrase must move, times its words one by one, to stand for them

_word = re.compile(r"\S+")
_edge = re.compile(r"^\W+|\W+$")
_break = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+| / ")


class Span(NamedTuple):
    """Where words stand, in code points, end exclusive, and by how much they moved the log-odds."""

    start: int
    end: int
    moved: float


Read = Callable[[Sequence[str]], list[float]]


def find_why(screener: Screener, text: str, category: str) -> list[tuple[int, int]]:
    """At most five spans in order of place, as UTF-16 offsets; empty when nothing stands out."""
    spans = sorted(rank_spans(read_category(screener, category), text)[:MOST_SPANS])
    return [(count_units(text[: span.start]), count_units(text[: span.end])) for span in spans]


def find_own(text: str, topics: Sequence[OwnTopic]) -> list[tuple[int, int]]:
    """At most five places of the reader's own topics, as UTF-16 offsets."""
    spans = find_spans(text, [(topic.phrase, topic.whole_word) for topic in topics])
    return [
        (count_units(text[:start]), count_units(text[:end])) for start, end in spans[:MOST_SPANS]
    ]


def read_category(screener: Screener, category: str) -> Read:
    """What gives texts their log-odds of one category."""

    def read(texts: Sequence[str]) -> list[float]:
        return [to_log_odds(said.scores.get(category, 0.0)) for said in screener.judge(texts)]

    return read


def rank_spans(read: Read, text: str) -> list[Span]:
    """The spans of `text` that stand out, strongest first. `read` gives log-odds of texts."""
    whole = read([text])[0]
    if whole < to_log_odds(CUT_SCORE):
        return []
    start, end = narrow(read, text, whole) if len(find_words(text)) > MOST_WORDS else (0, len(text))
    piece = text[start:end]
    words = find_words(piece)[:MOST_WORDS]
    context = whole if piece == text else read([piece])[0]
    if context < to_log_odds(CUT_SCORE):
        return []
    singles = occlude(read, piece, words, context)
    phrases = occlude(read, piece, join_neighbours(words, singles), context)
    chosen = merge_touching(choose(singles, phrases), piece)
    return [Span(start + one.start, start + one.end, one.moved) for one in chosen]


def find_words(text: str) -> list[tuple[int, int]]:
    """Where words stand, without the punctuation around them; an emoji alone is a word."""
    found = []
    for word in _word.finditer(text):
        bare = _edge.sub("", word[0])
        start = word.start() + word[0].find(bare) if bare else word.start()
        found.append((start, start + len(bare or word[0])))
    return found


def narrow(read: Read, text: str, whole: float) -> tuple[int, int]:
    """The piece of a long text that its score hangs on most, or that scores highest alone."""
    pieces = cut_pieces(text)
    without = read([text[:start] + text[end:] for start, end in pieces])
    drops = [whole - score for score in without]
    if max(drops) >= CUT_DROP:
        return pieces[drops.index(max(drops))]
    alone = read([text[start:end] for start, end in pieces])
    return pieces[alone.index(max(alone))]


def cut_pieces(text: str) -> list[tuple[int, int]]:
    """At most MOST_PIECES runs of sentences, of about equal length, that cover the text."""
    ends = [mark.end() for mark in _break.finditer(text)]
    words = [end for _, end in find_words(text)][MOST_WORDS - 1 :: MOST_WORDS]
    marks = sorted({*ends, *words, len(text)})
    least = len(text) / MOST_PIECES
    pieces, start = [], 0
    for mark in marks:
        if mark - start >= least or mark == len(text):
            pieces.append((start, mark))
            start = mark
    return [(start, end) for start, end in pieces if text[start:end].strip()]


def occlude(read: Read, text: str, spans: list[tuple[int, int]], whole: float) -> list[Span]:
    """Each span with what the log-odds lose when it is left out."""
    if not spans:
        return []
    scores = read([text[:start] + text[end:] for start, end in spans])
    return [Span(*span, whole - score) for span, score in zip(spans, scores, strict=True)]


def join_neighbours(words: list[tuple[int, int]], singles: list[Span]) -> list[tuple[int, int]]:
    """Runs of two to LONGEST_PHRASE words that hold one of the five strongest words."""
    order = sorted(range(len(words)), key=lambda place: -singles[place].moved)[:MOST_SPANS]
    runs = {
        (first, first + length)
        for place in order
        for length in range(2, LONGEST_PHRASE + 1)
        for first in range(max(0, place - length + 1), place + 1)
        if first + length <= len(words)
    }
    return [(words[first][0], words[last - 1][1]) for first, last in sorted(runs)]


def choose(singles: list[Span], phrases: list[Span]) -> list[Span]:
    """What stands out, strongest first, none overlapping: a phrase where it beats its parts."""
    best = [span for span in singles if span.moved >= CUT_DROP]
    for span in sorted(phrases, key=lambda one: one.end - one.start):
        parts = [one for one in best if one.start >= span.start and one.end <= span.end]
        words = sum(one.moved for one in parts if one in singles)
        rival = max(words, *(one.moved for one in parts), 0.0)
        if span.moved >= CUT_DROP and span.moved >= PHRASE_GAIN * rival:
            best.append(span)
    best.sort(key=lambda one: -one.moved)
    chosen: list[Span] = []
    for span in best:
        apart = all(span.end <= one.start or span.start >= one.end for one in chosen)
        if apart and span.moved >= CUT_SHARE * best[0].moved:
            chosen.append(span)
    return chosen


def merge_touching(spans: list[Span], text: str) -> list[Span]:
    """The same, with neighbours that only blanks part made one; strongest first."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1].end : span.start].strip():
            last = merged.pop()
            span = Span(last.start, span.end, max(last.moved, span.moved))
        merged.append(span)
    return sorted(merged, key=lambda one: -one.moved)


def to_log_odds(chance: float) -> float:
    """The log-odds of a probability."""
    held = min(max(chance, 1e-9), 1 - 1e-9)
    return log(held / (1 - held))


def count_units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
