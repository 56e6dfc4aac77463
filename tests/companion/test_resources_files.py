"""A reviewed file that is broken, misnamed or out of use, and the worksheet of all of them."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_resources import show_kinds

from companion.resources import pick_resources
from companion.reviews import list_reviews
from companion.services import open_shelf, read_shelf

DATA = Path(__file__).parents[2] / "companion" / "data"
SHELF = open_shelf()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    """A copy of the reviewed files that a test may break."""
    shutil.copytree(DATA / "resources", tmp_path / "resources")
    for name in ("pages.json", "communities.json"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"iso2": "GB"}'])
def test_a_broken_file_leaves_the_fallback_and_one_line_in_the_log(folder, content, caplog):
    (folder / "resources" / "GB.json").write_bytes(content)
    shelf = read_shelf(folder)
    assert len(caplog.records) == 1
    assert set(shelf.countries) == set(SHELF.countries) - {"GB"}
    chosen = pick_resources("suicide", "GB", ["en"], NOW, crisis=True, shelf=shelf)
    assert show_kinds(chosen) == ["page", "directory"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("pages.json", ["line", "directory"]),
        ("resources/XX.json", ["line", "page"]),
        ("communities.json", ["line", "page", "directory"]),
    ],
)
def test_a_broken_list_leaves_the_others_and_one_line_in_the_log(folder, name, kinds, caplog):
    (folder / name).write_bytes(b"[")
    shelf = read_shelf(folder)
    assert len(caplog.records) == 1
    chosen = pick_resources("suicide", "GB", ["en"], NOW, crisis=True, shelf=shelf)
    assert show_kinds(chosen) == kinds


def test_a_stale_file_leaves_links_and_no_number(folder):
    years_on = NOW + timedelta(days=4000)
    shelf = read_shelf(folder)
    chosen = pick_resources("suicide", "GB", ["en"], years_on, crisis=True, shelf=shelf)
    assert show_kinds(chosen) == ["line", "page", "directory"]
    assert {contact.kind for one in chosen for contact in one.contacts} == {"web"}


def test_a_file_named_after_another_country_is_left_out(folder, caplog):
    (folder / "resources" / "FR.json").write_bytes((DATA / "resources" / "GB.json").read_bytes())
    assert "FR" not in read_shelf(folder).countries
    assert len(caplog.records) == 1


def test_a_line_that_was_retired_is_not_shown(folder):
    path = folder / "resources" / "BD.json"
    raw = json.loads(path.read_bytes())
    raw["lines"][0]["status"] = "retired"
    path.write_text(json.dumps(raw), encoding="utf-8")
    chosen = pick_resources("suicide", "BD", [], NOW, crisis=True, shelf=read_shelf(folder))
    assert chosen[0].id == "bd-emergency"


def test_the_worksheet_lists_the_oldest_first():
    reviews = list_reviews(NOW.date())
    dates = [review.verified_on for review in reviews]
    assert dates == sorted(dates)
    last_seen = [review.seen_on for review in reviews if review.verified_on == "2026-11-22"]
    assert last_seen == sorted(last_seen)
    assert len(reviews) > 250
    british = list_reviews(NOW.date(), "GB")
    assert {review.country for review in british} == {"GB"}
    assert ("116 123",) in [review.numbers for review in british]
