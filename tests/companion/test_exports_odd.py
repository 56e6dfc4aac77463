"""Entries of an export that are none, and archives that nobody can open: told, never a crash."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from companion.archive import Row
from companion.exports import open_source
from companion.trouble import Trouble

LOCKED = "locked or packed in a way that is not known"


def read(content: bytes, name: str = "") -> list[Row]:
    file = io.BytesIO(content)
    file.name = name  # type: ignore[attr-defined]
    return list(open_source(file, "text").rows)


def tell(rows: list[Row]) -> list[str]:
    return [row.post.text if row.post else row.problem for row in rows]


def write_tweets(*entries: object) -> bytes:
    return b"window.YTD.tweets.part0 = " + json.dumps(entries).encode()


def write_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data/tweets.js", write_tweets({"text": "hello there"}))
    return packed.getvalue()


def lock(content: bytes) -> bytes:
    """The zip with the bit in both of its tables that says that a password is needed."""
    changed = bytearray(content)
    changed[content.index(b"PK\x03\x04") + 6] |= 1
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def pack_strangely(content: bytes) -> bytes:
    """The zip, said to be packed by a method that nobody has made."""
    changed = bytearray(content)
    changed[content.index(b"PK\x03\x04") + 8] = 42
    changed[content.index(b"PK\x01\x02") + 10] = 42
    return bytes(changed)


def test_what_is_no_tweet_is_told_and_the_others_are_read() -> None:
    rows = read(write_tweets("a word", {"tweet": 3}, {"id": 4}, {"id": 5, "text": "hello there"}))
    assert tell(rows) == ["not a tweet", "not a tweet", "the tweet has no text", "hello there"]
    assert [row.line for row in rows] == [1, 2, 3, 4]


def test_a_tweet_without_a_date_that_can_be_read_is_of_no_month() -> None:
    dates = ["Sat Mar 02 20:19:24 +0000 2024", "yesterday", None]
    rows = read(write_tweets(*({"text": "hello there", "created_at": each} for each in dates)))
    assert [row.month for row in rows] == ["2024-03", "", ""]


def test_what_is_no_activity_of_an_outbox_is_told() -> None:
    post = {"id": "2", "object": {"content": "<p>hello there</p>"}}
    outbox = {"type": "OrderedCollection", "orderedItems": ["a word", post]}
    assert tell(read(json.dumps(outbox).encode())) == ["not an activity", "hello there"]


@pytest.mark.parametrize("spoil", [lock, pack_strangely])
def test_an_archive_that_cannot_be_opened_is_one_clear_line(
    spoil: Callable[[bytes], bytes],
) -> None:
    assert tell(read(write_zip())) == ["hello there"]
    with pytest.raises(Trouble, match=LOCKED):
        read(spoil(write_zip()))


def test_a_list_in_a_file_named_as_lines_is_read_as_lines() -> None:
    assert tell(read(b'[1]\n{"text": "hello there"}\n', "Posts.JSONL")) == [
        "not an object",
        "hello there",
    ]


def test_a_first_line_that_is_no_csv_names_no_column() -> None:
    with pytest.raises(Trouble, match="no kind that is known"):
        read(b'"text"s,id\n')


def test_an_archive_that_comes_through_a_pipe_is_asked_for_by_name() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(Trouble, match="cannot be read from a pipe"):
        open_source(Pipe(write_zip()), "text")


def test_a_text_that_nests_too_deeply_ends_what_is_read_of_an_outbox() -> None:
    head = b'{"type": "OrderedCollection", "orderedItems": ['
    (row,) = read(head + b"[" * 200_000)
    assert row.post is None
    assert "breaks off" in row.problem
