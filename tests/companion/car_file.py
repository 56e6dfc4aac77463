"""CAR files written from nothing, to try their reader on bytes that it did not make.

https://ipld.io/specs/transport/car/carv1/, https://ipld.io/specs/codecs/dag-cbor/spec/ and
https://atproto.com/specs/repository.
"""

import hashlib
from typing import Any

CBOR, SHA_256 = 0x71, 0x12


class Link(bytes):
    """The name of a block."""


def encode(value: Any) -> bytes:
    """The value as DAG-CBOR."""
    if value is None:
        return b"\xf6"
    if isinstance(value, Link):
        return b"\xd8\x2a" + encode(b"\x00" + bytes(value))
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(map(encode, value))
    keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
    return _head(5, len(value)) + b"".join(encode(key) + encode(value[key]) for key in keys)


def _head(kind: int, count: int) -> bytes:
    for size, mark in ((1, 24), (2, 25), (4, 26), (8, 27)):
        if count < 24:
            return bytes([kind << 5 | count])
        if count < 1 << 8 * size:
            return bytes([kind << 5 | mark]) + count.to_bytes(size, "big")
    raise OverflowError


class Car:
    """The blocks of a file so far."""

    def __init__(self) -> None:
        self.blocks: list[tuple[Link, bytes]] = []

    def add(self, value: Any) -> Link:
        """Keep the value in a block of its own, and return that block's name."""
        content = encode(value)
        link = Link(bytes([1, CBOR, SHA_256, 32]) + hashlib.sha256(content).digest())
        self.blocks.append((link, content))
        return link

    def write(self, root: Link) -> bytes:
        """The whole file."""
        parts = [encode({"roots": [root], "version": 1})]
        parts += [bytes(link) + content for link, content in self.blocks]
        return b"".join(_count(len(part)) + part for part in parts)


def _count(size: int) -> bytes:
    written = bytearray()
    while size > 127:
        written.append(size & 127 | 128)
        size >>= 7
    return bytes([*written, size])


def write_account(
    posts: dict[str, dict[str, Any]], lost: str = "", tree_first: bool = False
) -> bytes:
    """An account with those posts by key, and one like; the block of the post `lost` is left out.

    `tree_first`: the blocks stand as sites write them, the account before its tree and its posts.
    The tree has a node of two entries, with the later posts below the second.
    """
    car = Car()
    links = {}
    for key, post in sorted(posts.items()):
        links[f"app.bsky.feed.post/{key}"] = car.add({"$type": "app.bsky.feed.post", **post})
        if key == lost:
            car.blocks.pop()
    links["app.bsky.feed.like/3aaa"] = car.add({"$type": "app.bsky.feed.like"})
    names = sorted(links)
    below = car.add(_node({name: links[name] for name in names[2:]}, None))
    top = car.add(_node({name: links[name] for name in names[:2]}, below))
    commit = {"did": "did:plc:example", "version": 3, "data": top, "rev": "3a", "prev": None}
    root = car.add({**commit, "sig": b"\x00" * 64})
    if tree_first:
        car.blocks = [*reversed(car.blocks[-3:]), *car.blocks[:-3]]
    return car.write(root)


def _node(links: dict[str, Link], last: Link | None) -> dict[str, Any]:
    entries, before = [], ""
    for name, link in links.items():
        same = next((n for n, (a, b) in enumerate(zip(before, name, strict=False)) if a != b), 0)
        entries.append({"p": same, "k": name[same:].encode(), "v": link, "t": None})
        before = name
    if entries:
        entries[-1]["t"] = last
    return {"l": None, "e": entries}
