"""Bluesky: the repository of an account as a CAR file, its posts found through its search tree.

https://atproto.com/specs/repository. The tree names the records that there are; a block that it
does not name is none of them. The file is read whole, since its blocks lie in any order.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from companion.archive import Row, make_row
from companion.trouble import Trouble

NAMES = re.compile(r".*\.car\Z")
POSTS = b"app.bsky.feed.post/"
Blocks = dict[bytes, Any]


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is a CAR file: a length, then a map of its roots."""
    return head[1:8] == b"\xa2eroots" or head[2:9] == b"\xa2eroots"


def read(file: BinaryIO) -> Iterator[Row]:
    """A row a post, in the order of their keys, which is that of time; raises Trouble."""
    try:
        import libipld
    except ModuleNotFoundError:
        raise Trouble("Reading CAR needs libipld: pip install mindful-feed[archives]") from None
    try:
        header, blocks = libipld.decode_car(file.read())
        commit = blocks[header["roots"][0]]
        did, tree = str(commit["did"]), commit["data"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise Trouble("the CAR file is half-written or holds no account") from None
    for line, (key, place) in enumerate(walk_tree(blocks, tree, set()), 1):
        yield read_record(line, did, key, blocks.get(place))


def walk_tree(blocks: Blocks, place: bytes, seen: set[bytes]) -> Iterator[tuple[str, bytes]]:
    """The key and the block of every post under a node of the tree; raises Trouble."""
    node = blocks.get(place)
    if place in seen or not isinstance(node, dict) or not isinstance(node.get("e"), list):
        raise Trouble("the CAR file lacks a part of its tree")
    seen.add(place)
    if node.get("l"):
        yield from walk_tree(blocks, node["l"], seen)
    key = b""
    for entry in node["e"]:
        try:
            key = key[: entry["p"]] + entry["k"]
            value, below = entry["v"], entry.get("t")
        except (KeyError, TypeError, AttributeError):
            raise Trouble("the CAR file lacks a part of its tree") from None
        if key.startswith(POSTS):
            yield key.removeprefix(POSTS).decode("utf-8", "replace"), value
        if below:
            yield from walk_tree(blocks, below, seen)


def read_record(line: int, did: str, key: str, record: Any) -> Row:
    """The row of one post; `record` is None where the file lacks it."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Row(line, 0, None, "the record is missing" if record is None else "not a post")
    spoken = record.get("langs")
    lang = spoken[0] if isinstance(spoken, list) and spoken else None
    identity = f"at://{did}/app.bsky.feed.post/{key}"
    return make_row(line, 0, identity[-128:], record["text"], lang, record.get("createdAt"))
