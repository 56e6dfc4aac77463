"""Exports that need a library: Parquet and CAR, where it is installed and where it is not."""

import sys
from pathlib import Path

import pytest
from car_file import write_account
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


def test_a_half_written_car_file_is_one_clear_line() -> None:
    pytest.importorskip("libipld")
    whole = write_account({f"3k{number}": {"text": HEAVY} for number in range(5)})
    for size in (60, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Trouble, match="half-written|lacks a part"):
            read(whole[:size], "bluesky")


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


@pytest.mark.parametrize(("library", "shape"), [("pyarrow", "parquet"), ("libipld", "bluesky")])
def test_a_library_that_is_missing_is_named(
    library: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Trouble, match=rf"needs {library}: pip install mindful-feed\[archives\]"):
        read(b"PAR1", shape)
