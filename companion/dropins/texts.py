"""Texts of any length, down to one word, as programs send them to a moderation service."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from companion.language import find_reason, guess_languages
from companion.protocol import MAX_TEXT, Reason
from companion.screeners.judging import Judgement
from companion.screening import Screening, SureScreener

MOST_SENTENCES = 64
_sentence = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)]*(?=\s)|(?=\n)|\Z)", re.DOTALL)


def find_gap(text: str, hint: str | None = None) -> Reason | None:
    """Why a text cannot be judged. One word is enough here: these services are asked about lines
    of chat, and the program that asks decides what a score of so little is worth."""
    return find_reason(text, hint, fewest=1)


def guess_language(text: str) -> str:
    """The likeliest language of a text, by its ISO 639 code."""
    guess = guess_languages(" ".join(text.split()))
    return max(guess, key=lambda code: guess[code])


def judge_texts(screening: Screening, texts: Sequence[str]) -> list[list[Judgement]]:
    """For each text the judgements of its pieces, one where it is no longer than a post.

    Raises Refusal when the model is busy, loading or broken.
    """
    pieces = [list(cut_text(text)) for text in texts]
    judgements = iter(SureScreener(screening).judge([piece for some in pieces for piece in some]))
    return [[next(judgements) for _ in some] for some in pieces]


def cut_text(text: str, size: int = MAX_TEXT) -> Iterator[str]:
    """The text in pieces of at most that many characters, cut between words where there are any."""
    while len(text) > size:
        place = text.rfind(" ", size // 2, size) + 1 or size
        yield text[:place]
        text = text[place:]
    yield text


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands, in characters, end exclusive; of very many, several as one."""
    found = [match.span() for match in _sentence.finditer(text)]
    size = max(1, ceil(len(found) / MOST_SENTENCES))
    groups = [found[start : start + size] for start in range(0, len(found), size)]
    return [(group[0][0], group[-1][1]) for group in groups]
