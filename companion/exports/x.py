"""X: tweets.js of the archive of one's own data, a line of a program around a JSON array."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any, BinaryIO

from companion.archive import Row, make_row
from companion.exports.items import Broken, Stream, read_array

NAMES = re.compile(r"(?:.*/)?tweets?(?:-part\d+)?\.js\Z")
UNSPOKEN = re.compile(r"(?:und|zxx|q[a-t][a-z])\Z")  # what X writes where there is no language
_start = re.compile(rb"\s*window\.YTD\.[\w.]*tweets?\.part\d+\s*=\s*\[")


def recognise(head: bytes) -> bool:
    """Whether a file that begins so holds tweets."""
    return bool(_start.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(file: BinaryIO) -> Iterator[Row]:
    """A row a tweet."""
    stream, before, line = Stream(file), 0, 0
    try:
        stream.skip_to("[")
        for line, entry in enumerate(read_array(stream), 1):
            yield read_tweet(line, stream.read - before, entry)
            before = stream.read
    except Broken as broken:
        yield Row(line + 1, stream.read - before, None, str(broken))


def read_tweet(line: int, size: int, entry: Any) -> Row:
    """The row of one tweet."""
    tweet = entry.get("tweet", entry) if isinstance(entry, dict) else None
    if not isinstance(tweet, dict):
        return Row(line, size, None, "not a tweet")
    text = tweet.get("full_text", tweet.get("text"))
    if not isinstance(text, str):
        return Row(line, size, None, "the tweet has no text")
    lang = tweet.get("lang")
    spoken = isinstance(lang, str) and not UNSPOKEN.match(lang)
    identity = tweet.get("id_str") or tweet.get("id")
    date = read_date(tweet.get("created_at"))
    return make_row(line, size, identity, unescape(text), lang if spoken else None, date)


def read_date(date: Any) -> str:
    """A date such as "Wed Oct 10 20:19:24 +0000 2018" in ISO 8601; "" for any other."""
    try:
        return datetime.strptime(str(date), "%a %b %d %H:%M:%S %z %Y").isoformat()
    except ValueError:
        return ""
