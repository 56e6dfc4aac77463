"""A reader's evening of twenty minutes on the demo feed, with every boundary that they set."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from authored import POSTS
from evening import HOST, STEP, ClockedCompanion, Evening, find_due
from playwright.sync_api import expect
from reader import Reader
from twenty_minutes import (
    BEGAN,
    CALM_AT,
    CALMED,
    CHOICES,
    END,
    MINUTES,
    MORE_POSTS,
    POSTS_SET_AT,
    QUIET_AT,
    REST,
    SECONDS_A_POST,
    Read,
    Reading,
    count_apart,
    list_dates,
    pass_to,
)

# Four hundred looks at a page: on a busy machine they take minutes.
pytestmark = pytest.mark.timeout(600)
SITE = "127.0.0.1"
# A page tells what was read every fifteen seconds, or three after a heavy post.
SOON, LATE = 2 * STEP, 15 + STEP
Said = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def companion_of_evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClockedCompanion]:
    companion = ClockedCompanion(tmp_path_factory.mktemp("evening") / "home", BEGAN)
    companion.start()
    companion.ask("/v1/settings", {"set": CHOICES})
    yield companion
    companion.kill()


@pytest.fixture(scope="module")
def evening_reader(
    playwright: Any, companion_of_evening: ClockedCompanion, tmp_path_factory: Any
) -> Iterator[Reader]:
    reader = Reader(playwright, tmp_path_factory.mktemp("profile"))
    reader.pair(companion_of_evening.make_code(), companion_of_evening.port)
    yield reader
    reader.context.close()


@pytest.fixture(scope="module")
def said(companion_of_evening: ClockedCompanion) -> Said:
    """What the companion says of each post, asked apart."""
    found = companion_of_evening.annotate([post["text"] for post in POSTS])
    return {post["id"]: each for post, each in zip(POSTS, found, strict=True)}


@pytest.fixture(scope="module")
def read(evening_reader: Reader, companion_of_evening: ClockedCompanion, said: Said) -> Read:
    """The evening, read once for all tests."""
    page = evening_reader.open(
        f"http://127.0.0.1:{companion_of_evening.port}/demo?more=all",
        lambda page: page.set_viewport_size({"width": 900, "height": 420}),
    )
    expect(page.locator(HOST)).to_be_attached()
    return Reading(Evening(page, companion_of_evening), evening_reader, said).go_through()


def test_the_intention_is_asked_first_and_shown_again_after_ten_minutes(read: Read) -> None:
    (asked,), (shown,) = read.list_cards("intention"), read.list_cards("reminder")
    assert (asked.at, asked.title) == (0, "What are you here for?")
    assert shown.title == "You came for: see how Ana is"
    assert 0 <= shown.at - read.find_free(600) <= LATE


def test_the_pause_comes_with_the_seventh_heavy_post_of_the_last_twenty_and_once(
    read: Read, said: Said
) -> None:
    due = find_due(read.seen, said, 7)
    (card,) = read.list_cards("pause")
    assert due < card.at <= due + SOON
    assert re.fullmatch(r"[7-9] of the last (1?\d|20) posts were heavy\.", card.title)
    (resting,), (rested,) = read.list_cards("rest"), read.list_cards("rested")
    assert (resting.at, resting.words) == (card.at, card.words)
    assert card.words
    assert REST <= rested.at - resting.at <= REST + STEP


def test_a_number_of_posts_set_in_the_toolbar_is_told_when_it_is_reached_and_never_again(
    read: Read,
) -> None:
    last = sorted(read.seen.values())[read.told + MORE_POSTS - 1]
    (card,) = read.list_cards("limit", "number")
    assert last < card.at <= last + LATE + STEP
    assert card.title == "The book is on the sofa."


def test_the_minutes_are_told_when_they_are_over_once_more_after_five_and_never_again(
    read: Read,
) -> None:
    first, again = (card.at for card in read.list_cards("limit", "time"))
    assert MINUTES * 60 <= first <= MINUTES * 60 + LATE
    assert first + 5 * 60 <= again <= first + 5 * 60 + LATE


def test_there_is_no_card_but_these(read: Read) -> None:
    assert Counter(card.kind for card in read.cards) == {
        "intention": 1,
        "reminder": 1,
        "pause": 1,
        "rest": 1,
        "rested": 1,
        "limit": 3,
    }


def test_the_toolbar_counts_down_to_the_nearest_limit(read: Read) -> None:
    (posts,), (first, again) = (
        [card.at for card in read.list_cards("limit", words)] for words in ("number", "time")
    )
    counts = [int(text) for text in read.badges.values() if text.isdigit()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] <= MORE_POSTS
    for at, text in read.badges.items():
        if POSTS_SET_AT + LATE < at < posts:
            assert text.isdigit(), (at, text)
        elif at <= POSTS_SET_AT or posts + LATE < at < again:
            ends = MINUTES * 60 if at < first else first + 5 * 60
            least, most = (math.ceil((ends - at + late) / 60) for late in (-STEP, LATE))
            assert text in [f"{max(0, left)}m" for left in range(least, most + 1)], (at, text)
    assert list(read.badges.values())[-1] == ""


def test_the_calm_view_and_then_the_quiet_hours_fold_what_the_reader_chose(
    read: Read, said: Said
) -> None:
    assert len(read.folded) > 5
    for post_id, (at, is_folded) in read.folded.items():
        is_calmed = at > CALM_AT + SECONDS_A_POST and said[post_id]["note"]["category"] in CALMED
        is_quiet = at > QUIET_AT + SECONDS_A_POST
        assert is_folded == (is_calmed or is_quiet), (post_id, at)
    assert {name for name, _ in read.acts} == {"calm", "shown", "opened", "skipped"}


def test_the_mirror_tells_what_an_independent_count_finds(
    read: Read, said: Said, companion_of_evening: ClockedCompanion
) -> None:
    (row,) = companion_of_evening.ask("/v1/insights", {})["sums"]
    assert (row["day"], row["site"]) == ("2026-05-01", SITE)
    assert row["seen"] == len(read.seen)
    moods = Counter(said[post_id].get("sentiment") for post_id in read.seen)
    for mood in ("negative", "neutral", "positive"):
        assert row[mood] == moods[mood]
    kinds = count_apart(read, said)
    assert kinds == {
        kind["category"]: (kind["noted"], kind["opened"], kind["skipped"]) for kind in row["kinds"]
    }
    assert (row["pauses"], row["pauses_taken"]) == (1, 1)
    assert END - LATE <= row["minutes"] * 60 <= read.evening.seconds + STEP
    table = companion_of_evening.ask("/v1/insights", {"csv": True})["csv"]
    (line,) = csv.DictReader(io.StringIO(table))
    assert int(line["seen"]) == row["seen"]
    for name, counts in kinds.items():
        columns = (f"{name}_noted", f"{name}_opened", f"{name}_skipped")
        assert tuple(int(line[column]) for column in columns) == counts


def test_the_mirrors_page_draws_the_same_numbers(
    read: Read, said: Said, evening_reader: Reader
) -> None:
    page = evening_reader.context.new_page()
    page.clock.set_fixed_time(BEGAN + timedelta(seconds=END))
    page.goto(f"chrome-extension://{evening_reader.id}/pages/insights.html")
    kinds = count_apart(read, said)
    noted = sum(count for count, _, _ in kinds.values())
    expect(page.get_by_text(f"{noted} of {len(read.seen)} posts seen had a note.")).to_be_visible()
    expect(page.get_by_text("1 of 1 pauses offered were taken.")).to_be_visible()
    rows = page.locator("#kinds tbody tr").all()
    numbers = [tuple(int(cell) for cell in row.locator("td").all_inner_texts()) for row in rows]
    assert sorted(numbers) == sorted(kinds.values())
    page.close()


def test_nothing_that_was_read_or_typed_is_on_the_disk(
    read: Read, companion_of_evening: ClockedCompanion
) -> None:
    kept = b"".join(
        path.read_bytes() for path in companion_of_evening.home.rglob("*") if path.is_file()
    )
    assert b"sums" in kept and b"Ana" not in kept
    for post in POSTS:
        assert post["text"][:30].encode() not in kept
        assert f'"{post["id"]}"'.encode() not in kept


def test_quiet_hours_end_at_their_time_and_the_calm_view_with_the_day(
    read: Read, said: Said, companion_of_evening: ClockedCompanion
) -> None:
    evening = read.evening
    calmed = [key for key in read.folded if said[key]["note"]["category"] in CALMED][-1]
    note = evening.find_note(calmed)
    pass_to(evening, datetime.fromisoformat("2026-05-01T23:00:30+02:00"))
    evening.look_at(calmed)
    expect(note).to_have_attribute("fold", re.compile("."))
    companion_of_evening.ask("/v1/settings", {"set": {"calm": "dim"}})
    pass_to(evening, evening.companion.now)
    expect(note).to_have_attribute("dim", "")
    expect(note).not_to_have_attribute("fold", re.compile("."))
    pass_to(evening, datetime.fromisoformat("2026-05-02T00:00:30+02:00"))
    expect(note).not_to_have_attribute("dim", "")
    expect(note).not_to_have_attribute("fold", re.compile("."))


def test_what_was_set_aside_waits_in_the_tray_till_it_is_opened_or_thirty_days_are_over(
    read: Read, evening_reader: Reader, companion_of_evening: ClockedCompanion
) -> None:
    companion = companion_of_evening
    assert len(read.aside) == 3
    tray = evening_reader.context.new_page()
    tray.goto(f"chrome-extension://{evening_reader.id}/pages/tray.html")
    expect(tray.get_by_role("button", name="Open")).to_have_count(3)
    assert list_dates(tray) == ["May 31, 2026"] * 3
    with evening_reader.context.expect_page() as opened:
        tray.get_by_role("button", name="Open").first.click()
    assert opened.value.url.endswith(f"#{read.aside[-1]}")
    expect(tray.get_by_role("button", name="Open")).to_have_count(2)
    companion.tell(BEGAN + timedelta(days=30))
    add = {"link": "https://forum.example/posts/110", "site": "forum.example"}
    assert len(companion.ask("/v1/later", {"add": add})["links"]) == 3
    companion.tell(BEGAN + timedelta(days=31))
    tray.reload()
    expect(tray.get_by_text("forum.example")).to_be_visible()
    expect(tray.get_by_role("button", name="Open")).to_have_count(1)
    tray.get_by_role("button", name="Empty the tray").click()
    expect(tray.get_by_text("The tray is empty")).to_be_visible()
    assert companion.ask("/v1/later", {})["links"] == []
    kept = [path.read_bytes() for path in companion.home.rglob("*") if path.is_file()]
    assert b"forum.example" not in b"".join(kept)
