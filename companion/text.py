"""The one way a post's text is prepared before a model reads it, in training and in serving alike.

The tokenizer knows one emoji of forty-two and reads full-width or look-alike letters as unknown,
so both are spelled out first; names and addresses are masked, since posts are judged, not people.
"""

import re
import unicodedata
from collections.abc import Callable

import emoji

LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏԛԝᴀАВЕКМНОРСТХІЈЅαονριτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
    "aeopcyxijsdhlqwaABEKMHOPCTXIJSaovpituкABEZHIKMNOPTYXiag".replace("к", "k"),
)
DIGIT_LETTERS = str.maketrans("013457@$!", "oieastasi")
NOT_DISGUISED = {"mp3s", "mp4s", "ps5s", "web3js"}
CODED_WORDS = {
    "kms": "kill myself",
    "kys": "kill yourself",
    "unalive": "kill",
    "unalived": "killed",
    "unaliving": "killing",
    "sewerslide": "suicide",
    "sewercide": "suicide",
    "suey": "suicide",
    "proana": "pro anorexia",
    "thinspo": "thin inspiration",
    "meanspo": "mean inspiration",
}

_address = re.compile(r"(?:https?://|www\.)\S+|\bhttps?\b", re.IGNORECASE)
_name = re.compile(r"(?<![\w@])@[\w.-]+(?:@[\w.-]+)?")
_names = re.compile(r"@user(?:[\s,]+@user)+")
_hashtag = re.compile(r"#(\w+)")
_hump = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_invisible = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_marks = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2,}")
_disguised = re.compile(r"\b[a-z]+(?:[013457@$!][a-z]+)+\b", re.IGNORECASE)
_spelled_out = re.compile(r"(?<![\w'])(?:[A-Za-z][ .*_-]){3,}[A-Za-z](?![\w'])")
_stretched = re.compile(r"([A-Za-z])\1{2,}")
_repeated = re.compile(r"([^\w\s])\1{3,}")
_word = re.compile(r"\w+")
_latin = re.compile(r"[A-Za-z]")
_space = re.compile(r"\s+")
_may_be_emoji = re.compile(r"[0-9#*\u0080-\U0010ffff]+")  # a keycap begins with one of the twelve


def prepare_text(text: str) -> str:
    """The text as the tokenizer should see it: one line, NFKC, emoji in words, names masked."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _invisible.sub("", unicodedata.normalize("NFKC", text))
    text = _marks.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text)
    text = _address.sub("http", text)
    text = _names.sub("@user", _name.sub("@user", text))
    if not text.isascii():
        text = change_emoji(text, spell_emoji).replace("_", " ")
        text = _word.sub(fold_lookalikes, text)
    text = _hashtag.sub(lambda tag: "#" + _hump.sub(" ", tag[1]), text)
    text = _spelled_out.sub(lambda letters: re.sub(r"[ .*_-]", "", letters[0]), text)
    text = _disguised.sub(fold_digits, text)
    text = _stretched.sub(r"\1\1", text)
    text = _repeated.sub(r"\1\1\1", text)
    text = _word.sub(lambda word: CODED_WORDS.get(word[0].lower(), word[0]), text)
    return _space.sub(" ", text).strip()


def change_emoji(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made of its parts that may hold emoji.

    The library takes a text apart character by character, which is most of what a plain one costs.
    """
    if text.isascii():
        return text
    return _may_be_emoji.sub(lambda part: part[0] if part[0].isascii() else change(part[0]), text)


def spell_emoji(part: str) -> str:
    """The part with each emoji in words between spaces."""
    return emoji.demojize(part, delimiters=(" ", " "), language="en")


def drop_emoji(part: str) -> str:
    """The part with a space for each emoji."""
    return emoji.replace_emoji(part, " ")


def fold_lookalikes(word: re.Match[str]) -> str:
    """The word in Latin letters, if it mixes Latin letters with look-alikes of another script.

    A word wholly in another script is another language, not a disguise, and stays.
    """
    found = word[0]
    if found.isascii() or not _latin.search(found):
        return found
    return found.translate(LOOKALIKES)


def fold_digits(word: re.Match[str]) -> str:
    """A word with digits inside for letters ("st0pid"), spelled with letters; "mp3s" stays."""
    keep = len(word[0]) < 4 or word[0].lower() in NOT_DISGUISED
    return word[0] if keep else word[0].translate(DIGIT_LETTERS)
