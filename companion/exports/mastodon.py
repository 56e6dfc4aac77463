"""Mastodon: outbox.json, an ActivityPub collection of what the person wrote and boosted.

https://docs.joinmastodon.org/user/moving/#export and https://www.w3.org/TR/activitypub/#outbox.
A boost is an address without words, so its row has no text.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from companion.archive import Row, make_row
from companion.exports.items import Broken, Stream, read_member
from companion.exports.markup import read_markup

NAMES = re.compile(r"(?:.*/)?outbox\.json\Z")
_collection = re.compile(rb'"type"\s*:\s*"OrderedCollection(?:Page)?"|"orderedItems"\s*:\s*\[')


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is an outbox."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(_collection.search(head))


def read(file: BinaryIO) -> Iterator[Row]:
    """A row an activity; one without an id is called by its place."""
    stream, before, line = Stream(file), 0, 0
    try:
        for line, activity in enumerate(read_member(stream, "orderedItems"), 1):
            yield read_activity(line, stream.read - before, activity)
            before = stream.read
    except Broken as broken:
        yield Row(line + 1, stream.read - before, None, str(broken))


def read_activity(line: int, size: int, activity: Any) -> Row:
    """The row of one activity."""
    if not isinstance(activity, dict):
        return Row(line, size, None, "not an activity")
    post = activity.get("object")
    if not isinstance(post, dict):
        post = {}
    parts = [post.get("summary"), post.get("content")]
    text = "\n".join(read_markup(part) for part in parts if isinstance(part, str) and part)
    spoken = post.get("contentMap")
    lang = next(iter(spoken), None) if isinstance(spoken, dict) else None
    identity = str(post.get("id") or activity.get("id") or "")[-128:]
    date = post.get("published") or activity.get("published")
    return make_row(line, size, identity, text, lang, date)
