"""Why a post cannot be judged: no words, too few, or a language that the model never read.

Language by fastText's lid.176 (Joulin et al. 2016, CC BY-SA 3.0), with common English words as a
second witness, since dialects, slang and posts of four words mislead it.
"""

import re
from functools import lru_cache
from importlib.resources import as_file, files

import fasttext

from companion.protocol import Reason
from companion.text import change_emoji, drop_emoji, prepare_text

MIN_WORDS = 3
UNMISTAKABLE = re.compile(
    r"\b(?:kill (?:yourself|myself|urself|them all)|(?:go )?die (?:bitch|already|slowly)"
    r"|kys|kms|hang (?:yourself|urself)|end (?:yourself|myself)|(?:i'?m )?suicidal"
    r"|wanna die|want to die)\b",
    re.IGNORECASE,
)
_word = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_masked = re.compile(r"@user|\bhttp\b")
_latin = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

ENGLISH = frozenset(
    files("companion.data").joinpath("english_words.txt").read_text(encoding="utf-8").split()
)


def find_reason(text: str, hint: str | None = None, fewest: int = MIN_WORDS) -> Reason | None:
    """Why `text` cannot be judged, or None when it can.

    `hint` is the language that the page names; a text of less than `fewest` words is too short.
    """
    prepared = _masked.sub(" ", prepare_text(change_emoji(text, drop_emoji)))
    words = [word.lower().replace("’", "'") for word in _word.findall(prepared)]
    if not words:
        return "no_text"
    if UNMISTAKABLE.search(prepared):
        return None
    letters = "".join(words)
    if len(_latin.findall(letters)) < len(letters) / 2:
        return "language"
    if len(words) < fewest:
        return "too_short"
    return None if is_english(words, hint) else "language"


def is_english(words: list[str], hint: str | None = None) -> bool:
    """Whether lower-case words are English of any kind; in doubt, yes."""
    share = sum(word in ENGLISH for word in words) / len(words)
    if share >= 0.5:
        return True
    guess = guess_languages(" ".join(words))
    english = guess.get("en", 0.0)
    best = max(guess, key=lambda code: guess[code])
    if best != "en" and (guess[best] >= 0.9 or (guess[best] >= 0.6 and share < 0.3)):
        return False
    foreign_hint = hint is not None and not hint.lower().startswith("en")
    if foreign_hint and share < 0.25 and english < 0.3:
        return False
    return not (share == 0 and english < 0.1 and len(words) > MIN_WORDS)


def guess_languages(line: str) -> dict[str, float]:
    """The five likeliest languages of one line of text, by ISO 639 code, with probabilities."""
    codes, chances = load_detector().predict(line, k=5)
    return {
        code.removeprefix("__label__"): float(chance)
        for code, chance in zip(codes, chances, strict=True)
    }


@lru_cache(maxsize=1)
def load_detector() -> "fasttext.FastText._FastText":
    """The language model, read once (under 1 MB on disk, about 0.1 s)."""
    with as_file(files("companion.data").joinpath("lid.176.ftz")) as path:
        return fasttext.load_model(str(path))
