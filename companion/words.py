"""Whether a post has a reader's own word or phrase in it. No pattern of theirs is ever a program:
a phrase is looked for as it stands, so that none can take long.
"""

import re
import unicodedata
from collections.abc import Iterator

_invisible = re.compile(
    r"[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"
)
_space = re.compile(r"\s+")
_cluster = re.compile(r"\s+|\S[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")
_quotes = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
# Scripts that write no space between words: a word of theirs has no edge to look for.
_unspaced = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)


def fold_text(text: str) -> str:
    """The text as it is compared: one case, one kind of each letter, space and quotation mark."""
    plain = _invisible.sub("", unicodedata.normalize("NFKC", text)).translate(_quotes)
    return _space.sub(" ", unicodedata.normalize("NFKC", plain.casefold())).strip()


def has_phrase(folded: str, phrase: str, whole_word: bool = True) -> bool:
    """Whether a folded text holds a folded phrase, on its own or also inside longer words."""
    return next(find_places(folded, phrase, whole_word), None) is not None


def find_places(folded: str, phrase: str, whole_word: bool = True) -> Iterator[int]:
    """Where in a folded text a folded phrase begins; places do not overlap."""
    start = folded.find(phrase) if phrase else -1
    while start >= 0:
        end = start + len(phrase)
        is_word = has_edge(folded[start - 1 : start], phrase[0]) and has_edge(
            folded[end : end + 1], phrase[-1]
        )
        if is_word or not whole_word:
            yield start
            start = folded.find(phrase, end)
        else:
            start = folded.find(phrase, start + 1)


def has_edge(outside: str, inside: str) -> bool:
    """Whether a word ends between two characters, the outer of which may be missing."""
    if not outside or not is_of_word(outside) or not is_of_word(inside):
        return True
    return bool(_unspaced.match(inside) or _unspaced.match(outside))


def is_of_word(character: str) -> bool:
    """Whether the character is a letter, a digit, a mark on one, or an underscore."""
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def find_spans(text: str, phrases: list[tuple[str, bool]]) -> list[tuple[int, int]]:
    """The places of folded phrases (and whether whole words) in the text as it was written.

    Code points, end exclusive, in order; none for a phrase that only folding brings together.
    """
    folded = ""
    places: list[tuple[int, int]] = []
    for cluster in _cluster.finditer(text):
        piece = " " if cluster[0].isspace() else fold_text(cluster[0])
        folded += piece
        places += [cluster.span()] * len(piece)
    spans = {
        (places[start][0], places[start + len(phrase) - 1][1])
        for phrase, whole_word in phrases
        for start in find_places(folded, phrase, whole_word)
    }
    return sorted(spans)
