"""A person's own exports: read from small files as their sites write them, and from broken ones."""

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.archive import Row
from companion.exports import Source, open_source
from companion.exports.items import Broken, Stream, read_array, read_member
from companion.exports.markup import read_markup
from companion.trouble import Trouble

HEAVY = "I feel so low & hopeless tonight"
BREAKS = "the file breaks off, or is broken, from here on"


def write_outbox(indent: int | None = None) -> bytes:
    note = {
        "id": "https://example.social/users/ada/statuses/1",
        "type": "Note",
        "summary": "mood",
        "content": '<p>I feel so low &amp; <span class="invisible">hopeless</span><br>tonight</p>',
        "contentMap": {"en": "..."},
        "published": "2024-03-02T10:00:00Z",
    }
    boost = {"id": "https://example.social/users/ada/statuses/2/activity", "type": "Announce"}
    boost |= {"object": "https://example.social/users/eve/statuses/9"}
    collection = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": 12,
        "orderedItems": [{"type": "Create", "object": note}, boost],
        "more": {"orderedItems": ["not this"]},
    }
    return json.dumps(collection, indent=indent).encode()


def write_tweets() -> bytes:
    def tweet(number: int, text: str, lang: str) -> dict[str, object]:
        date = "Sat Mar 02 20:19:24 +0000 2024"
        told = {"id_str": str(number), "full_text": text, "lang": lang, "created_at": date}
        return {"tweet": told}

    entries = [tweet(1, "I feel so low &amp; hopeless tonight", "en"), tweet(2, "😊", "qme")]
    return b"window.YTD.tweets.part0 = " + json.dumps(entries, indent=2).encode()


def write_table(*columns: str, **cells: str) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    writer.writerow({name: cells.get(name, "") for name in columns})
    return file.getvalue().encode()


def write_comments() -> bytes:
    columns = ("id", "permalink", "date", "ip", "subreddit", "gildings", "link", "parent", "body")
    return write_table(*columns, id="c1", date="2024-03-02 12:00:00 UTC", ip="::1", body=HEAVY)


def write_posts() -> bytes:
    columns = ("id", "permalink", "date", "ip", "subreddit", "gildings", "title", "url", "body")
    return write_table(*columns, id="t1", date="2024-03-03 12:00:00 UTC", title="Hi", body=HEAVY)


def write_zip(**files: bytes) -> bytes:
    """The files by their names, with two underscores for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"data/{name.replace('__', '.')}", content)
    return packed.getvalue()


def write_tar(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def open_bytes(content: bytes, shape: str | None = None) -> Source:
    return open_source(io.BytesIO(content), "text", shape)


def read(content: bytes, shape: str | None = None) -> list[Row]:
    return list(open_bytes(content, shape).rows)


def tell(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(row.id, row.post.text if row.post else row.problem, row.month) for row in rows]


OUTBOX = [
    ("https://example.social/users/ada/statuses/1", f"mood\n{HEAVY[:-8]}\ntonight", "2024-03"),
    ("https://example.social/users/ada/statuses/2/activity", "", ""),
]
TWEETS = [("1", HEAVY, "2024-03"), ("2", "😊", "2024-03")]
COMMENTS, POSTS = [("c1", HEAVY, "2024-03")], [("t1", f"Hi\n\n{HEAVY}", "2024-03")]
EXAMPLES = [
    pytest.param(write_outbox(), OUTBOX, id="outbox.json"),
    pytest.param(write_outbox(2), OUTBOX, id="outbox.json, indented"),
    pytest.param(write_tar("outbox.json", write_outbox()), OUTBOX, id="outbox.json in tar.gz"),
    pytest.param(write_zip(outbox__json=write_outbox()), OUTBOX, id="outbox.json in zip"),
    pytest.param(write_tweets(), TWEETS, id="tweets.js"),
    pytest.param(write_zip(tweets__js=write_tweets(), a__js=b"1"), TWEETS, id="tweets.js in zip"),
    pytest.param(write_comments(), COMMENTS, id="comments.csv"),
    pytest.param(write_posts(), POSTS, id="posts.csv"),
    pytest.param(
        write_zip(comments__csv=write_comments(), posts__csv=write_posts()),
        COMMENTS + POSTS,
        id="a data request of Reddit",
    ),
]


@pytest.mark.parametrize(("content", "expected"), EXAMPLES)
def test_an_export_is_known_by_what_it_holds(
    content: bytes, expected: list[tuple[str, str, str]]
) -> None:
    rows = read(content)
    assert tell(rows) == expected
    assert [row.line for row in rows] == sorted({row.line for row in rows})


def test_what_a_site_calls_no_language_is_no_hint() -> None:
    assert [row.post.lang for row in read(write_tweets()) if row.post] == ["en", None]


@pytest.mark.parametrize("write", [write_outbox, write_tweets])
def test_a_half_written_export_gives_its_posts_and_then_says_so(
    write: Callable[[], bytes],
) -> None:
    whole = write()
    rows = read(whole[: len(whole) - 40 if write is write_tweets else whole.index(b'"Announce')])
    assert [bool(row.post) for row in rows] == [True, False]
    assert rows[-1].problem == BREAKS


def test_a_broken_zip_gives_what_it_can_and_then_says_so() -> None:
    lines = b"".join(b"c%d,,2024-01-01,,a,,,,words of %d\n" % (n, n * n) for n in range(20_000))
    head = b"id,permalink,date,ip,subreddit,gildings,link,parent,body\n"
    whole = bytearray(write_zip(comments__csv=head + lines))
    middle = len(whole) // 2
    whole[middle : middle + 40] = bytes(40)
    rows = read(bytes(whole))
    assert rows[0].id == "c0"
    assert rows[-1].problem == "the archive breaks off, or is broken, from here on"
    tar = write_tar("outbox.json", write_outbox())
    with pytest.raises(Trouble, match="no whole zip or tar.gz"):
        read(tar[:30])
    with pytest.raises(Trouble, match="no whole zip or tar.gz"):
        read(bytes(whole[:middle]))


def test_an_archive_without_posts_is_one_clear_line() -> None:
    with pytest.raises(Trouble, match="holds none of outbox.json"):
        read(write_zip(actor__json=b"{}"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "no kind that is known"),
        (b"\x89PNG\r\n\x1a\n", "no kind that is known"),
        (b"name,age\n", "no kind that is known"),
        ("\ufeffid,text\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_file_of_no_known_kind_is_one_clear_line(content: bytes, words: str) -> None:
    with pytest.raises(Trouble, match=words):
        read(content)


def test_mixed_encodings_cost_their_own_post_only() -> None:
    tweets = write_tweets().replace(b"\\ud83d\\ude0a", "café".encode("latin-1"))
    assert tell(read(tweets)) == [TWEETS[0], ("2", "not UTF-8", "")]
    lines = b'{"text": "one"}\n' + '{"text": "café"}\n'.encode("latin-1") + b'{"text": "two"}\n'
    assert [row.problem for row in read(lines)] == ["", "not UTF-8", ""]


def test_csv_is_known_by_its_first_line() -> None:
    assert tell(read(b"id,text,date\n7,hello,2024-03-02\n")) == [("7", "hello", "2024-03")]


def test_markup_becomes_what_a_reader_sees() -> None:
    html = "<p>One<br>two &amp; <b>three</b></p><script>x()</script><p>four</p>"
    assert read_markup(html) == "One\ntwo & three\nfour"


class Trickle(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(3)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_an_array_read_in_pieces_is_the_whole_array(value: object) -> None:
    written = json.dumps([value, {"a": value}], indent=1).encode()
    assert list(read_array(Stream(Trickle(written)))) == [value, {"a": value}]
    outer = b'{"n": 12, "x": [1], "items":' + written + b"}"
    assert list(read_member(Stream(Trickle(outer)), "items")) == [value, {"a": value}]


@given(st.binary(max_size=60))
def test_any_bytes_are_an_array_or_broken(content: bytes) -> None:
    try:
        list(read_array(Stream(io.BytesIO(b"[" + content))))
    except Broken as broken:
        assert str(broken) == BREAKS
