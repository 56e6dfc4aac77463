"""Exports that need a library: Parquet and CAR, where it is installed and where it is not."""

import re
import sys
from pathlib import Path

import pytest
from car_file import write_account
from hypothesis import given
from hypothesis import strategies as st
from test_exports import HEAVY, read, tell

from companion.archive import NoColumn
from companion.exports import open_source
from companion.trouble import Trouble


def test_posts_of_a_car_file_stand_in_the_order_of_their_tree() -> None:
    pytest.importorskip("libipld")
    posts = {"3k1": {"text": HEAVY, "createdAt": "2024-03-02T01:00:00Z", "langs": ["en"]}}
    posts |= {"3k2": {"text": "lost"}, "3k3": {"text": "late", "createdAt": "not a date"}}
    expected = [
        ("at://did:plc:example/app.bsky.feed.post/3k1", HEAVY, "2024-03"),
        ("at://did:plc:example/app.bsky.feed.post/3k2", "lost", ""),
        ("at://did:plc:example/app.bsky.feed.post/3k3", "late", ""),
    ]
    assert tell(read(write_account(posts))) == expected
    expected[1] = ("2", "the record is missing", "")
    assert tell(read(write_account(posts, lost="3k2"))) == expected


GONE = "the file lacks a part of its tree, with the posts in it"


def test_a_half_written_car_file_is_one_clear_line() -> None:
    pytest.importorskip("libipld")
    whole = write_account({f"3k{number}": {"text": HEAVY} for number in range(5)})
    for size in (20, 60, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Trouble, match="half-written"):
            read(whole[:size], "bluesky")


def test_a_car_file_that_breaks_off_gives_its_posts_and_says_what_is_gone() -> None:
    """Sites write the account and its tree first, and the posts after them."""
    pytest.importorskip("libipld")
    keys = [f"3k{number}" for number in range(1, 6)]
    whole = write_account({key: {"text": f"{HEAVY}, {key}"} for key in keys}, tree_first=True)
    for size in range(1, len(whole), 23):
        try:
            rows = read(whole[:size], "bluesky")
        except Trouble as trouble:
            assert re.search("half-written|lacks its tree", str(trouble))
            continue
        told = [row.post.text[-3:] if row.post else row.problem for row in rows]
        blocks = {key: f"{HEAVY}, {key}e$typerapp.bsky.feed.post".encode() for key in keys}
        there = [key for key, block in blocks.items() if block in whole[:size]]
        assert [one for one in told if one in keys] == there
        assert set(told) <= {*keys, GONE, "the record is missing"}
        assert len(told) == 5 or told[-1] == GONE
    assert told == keys  # what was cut off at last is a like


def test_a_broken_part_of_a_car_file_costs_its_own_post() -> None:
    pytest.importorskip("libipld")
    whole = write_account({f"3k{n}": {"text": f"{HEAVY}, {n}"} for n in range(3)}, tree_first=True)
    broken = whole.replace(f"{HEAVY}, 1".encode(), b"\xff" * (len(HEAVY) + 3))
    problems = [row.problem for row in read(broken, "bluesky")]
    assert problems == ["", "the record is missing", ""]


@given(st.data())
def test_any_change_to_a_car_file_is_rows_or_one_clear_line(data: st.DataObject) -> None:
    pytest.importorskip("libipld")
    content = bytearray(write_account({f"3k{n}": {"text": HEAVY} for n in range(3)}))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        rows = read(bytes(content), "bluesky")
    except Trouble:
        return
    assert all((row.post is None) != (row.problem == "") for row in rows)


def test_parquet_is_read_record_by_record(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {"id": [1, 2, 3], "body": [HEAVY, None, "fine"], "date": ["2024-03-02", "", None]}
    path = tmp_path / "posts.parquet"
    parquet.write_table(arrow.table(columns), path)
    with path.open("rb") as file:
        rows = tell(list(open_source(file, "body").rows))
    assert rows == [("1", HEAVY, "2024-03"), ("2", "'body' is missing", ""), ("3", "fine", "")]
    with path.open("rb") as file, pytest.raises(NoColumn):
        list(open_source(file, "text").rows)
    with pytest.raises(Trouble, match="half-written"):
        read(path.read_bytes()[:-9])


def test_a_cell_of_parquet_that_is_no_text_costs_its_own_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    mixed = arrow.array([b"one", "café".encode("latin-1"), "café".encode(), b"\0"])
    path = tmp_path / "posts.parquet"
    parquet.write_table(arrow.table({"text": mixed.view(arrow.string())}), path)
    assert tell(read(path.read_bytes())) == [
        ("1", "one", ""),
        ("2", "not UTF-8", ""),
        ("3", "café", ""),
        ("4", "\0", ""),
    ]


def test_parquet_broken_in_the_middle_keeps_what_stands_before_and_after(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "posts.parquet"
    texts = [f"{HEAVY}, {number}" for number in range(4_000)]
    parquet.write_table(
        arrow.table({"text": texts}), path, row_group_size=1_000, use_dictionary=False
    )
    content = bytearray(path.read_bytes())
    place = len(content) * 5 // 8
    content[place : place + 400] = b"\xff" * 400
    rows = read(bytes(content))
    (broken,) = (row for row in rows if row.problem)
    assert broken.line in range(2_001, 3_001)
    lost = f"{3_001 - broken.line:,} rows from here on"
    assert broken.problem == f"{lost} are in a broken part of the Parquet file"
    kept = texts[: broken.line - 1] + texts[3_000:]
    assert [row.post.text for row in rows if row.post] == kept
    assert rows[-1].line == 4_000


@pytest.mark.parametrize(("library", "shape"), [("pyarrow", "parquet"), ("libipld", "bluesky")])
def test_a_library_that_is_missing_is_named(
    library: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Trouble, match=rf"needs {library}: pip install mindful-feed\[archives\]"):
        read(b"PAR1", shape)
