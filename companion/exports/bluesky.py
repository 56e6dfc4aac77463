"""Bluesky: the repository of an account as a CAR file, its posts found through its search tree.

https://atproto.com/specs/repository. The tree names the records that there are; a block that it
does not name is none of them. The file is read whole, since its blocks lie in any order; where it
breaks off, what can be reached is read, and each post or part of the tree that is gone is a row.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, BinaryIO, TypeGuard

from companion.archive import Row, make_row
from companion.trouble import Trouble

NAMES = re.compile(r".*\.car\Z")
POSTS = b"app.bsky.feed.post/"
MAX_COUNT = 10  # bytes of a length
DEEPEST = 128  # a key's depth is half the zeros that its SHA-256 begins with
Blocks = dict[bytes, Any]
Decode = Callable[[bytes], tuple[dict[str, Any], Blocks]]


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
        header, blocks = read_blocks(libipld.decode_car, file.read())
        commit = blocks[header["roots"][0]]
        did, tree = str(commit["did"]), commit["data"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise Trouble("the CAR file is half-written or holds no account") from None
    if not isinstance(blocks.get(tree), dict):
        raise Trouble("the CAR file lacks its tree")
    for line, (key, place) in enumerate(walk_tree(blocks, tree, set()), 1):
        if place is None:
            yield Row(line, 0, None, "the file lacks a part of its tree, with the posts in it")
        else:
            yield read_record(line, did, key, blocks.get(place))


def read_blocks(decode: Decode, content: bytes) -> tuple[dict[str, Any], Blocks]:
    """The header and the blocks of a CAR file; raises ValueError where there are none.

    A block that broke off or cannot be read is left out, and costs only the posts that need it.
    """
    try:
        return decode(content)
    except ValueError:
        place = find_end(content, 0)
    head = content[:place]
    header, blocks = decode(head)
    while place < len(content):
        end = find_end(content, place)
        with suppress(ValueError):
            blocks |= decode(head + content[place:end])[1]
        place = end
    return header, blocks


def find_end(content: bytes, place: int) -> int:
    """Where a part of a CAR file ends: its length comes first, seven bits a byte."""
    size = shift = 0
    for byte in content[place : place + MAX_COUNT]:
        size |= (byte & 127) << shift
        shift, place = shift + 7, place + 1
        if byte < 128:
            return min(place + size, len(content))
    return len(content)


def walk_tree(
    blocks: Blocks, place: bytes, seen: set[bytes], depth: int = 0
) -> Iterator[tuple[str, bytes | None]]:
    """The key and the block of every post under a node; None for a node that is not there."""
    node = blocks.get(place)
    if place in seen or depth > DEEPEST or not is_node(node):
        yield "", None
        return
    seen.add(place)
    if node.get("l"):
        yield from walk_tree(blocks, node["l"], seen, depth + 1)
    key = b""
    for entry in node["e"]:
        key = key[: entry["p"]] + entry["k"]
        if key.startswith(POSTS):
            yield key.removeprefix(POSTS).decode("utf-8", "replace"), entry["v"]
        if entry.get("t"):
            yield from walk_tree(blocks, entry["t"], seen, depth + 1)


def is_node(node: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a block is a node of the tree, as https://atproto.com/specs/repository has it."""
    if not isinstance(node, dict) or not isinstance(node.get("e"), list):
        return False
    links = [node.get("l")]
    for entry in node["e"]:
        if not isinstance(entry, dict) or type(entry.get("p")) is not int:
            return False
        if not isinstance(entry.get("k"), bytes) or not isinstance(entry.get("v"), bytes):
            return False
        links.append(entry.get("t"))
    return all(link is None or isinstance(link, bytes) for link in links)


def read_record(line: int, did: str, key: str, record: Any) -> Row:
    """The row of one post; `record` is None where the file lacks it."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Row(line, 0, None, "the record is missing" if record is None else "not a post")
    spoken = record.get("langs")
    lang = spoken[0] if isinstance(spoken, list) and spoken else None
    identity = f"at://{did}/app.bsky.feed.post/{key}"
    return make_row(line, 0, identity[-128:], record["text"], lang, record.get("createdAt"))
