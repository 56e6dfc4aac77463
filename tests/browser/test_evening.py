"""A reader's evening of twenty minutes on the demo feed, with every boundary that they set."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from authored import DEMO
from evening import STEP, ClockedCompanion, Evening
from playwright.sync_api import Page, expect
from reader import Reader

POSTS = json.loads(DEMO.read_text(encoding="utf-8"))
SITE = "127.0.0.1"
BEGAN = datetime.fromisoformat("2026-05-01T20:00:00+02:00")
SECONDS_A_POST = 30
MINUTES, POSTS_SET = 15, 30
CHOICES = {
    "intention": True,
    "minutes.site": MINUTES,
    "leave_after": POSTS_SET,
    "own_words": ["The book is on the sofa."],
}


class Shown(NamedTuple):
    """A card that came up: how many seconds into the evening, and what it was."""

    at: int
    kind: str
    title: str
    words: str


class Read(NamedTuple):
    """What happened in the evening: the cards, and when each post was first half visible."""

    page: Page
    cards: list[Shown]
    seen: dict[str, int]
    badges: dict[int, str]


@pytest.fixture(scope="module")
def companion_of_evening(
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    companion = ClockedCompanion(tmp_path_factory.mktemp("evening") / "home", BEGAN)
    companion.start()
    companion.ask("/v1/settings", {"set": CHOICES})
    yield companion
    companion.kill()


@pytest.fixture(scope="module")
def evening_reader(
    playwright: Any, companion_of_evening: ClockedCompanion, tmp_path_factory: Any
) -> Any:
    reader = Reader(playwright, tmp_path_factory.mktemp("profile"))
    reader.pair(companion_of_evening.make_code(), companion_of_evening.port)
    yield reader
    reader.context.close()


@pytest.fixture(scope="module")
def said(companion_of_evening: ClockedCompanion) -> dict[str, dict[str, Any]]:
    """What the companion says of each post, asked apart."""
    found = companion_of_evening.annotate([post["text"] for post in POSTS])
    return {post["id"]: each for post, each in zip(POSTS, found, strict=True)}


@pytest.fixture(scope="module")
def read(evening_reader: Reader, companion_of_evening: ClockedCompanion, said: Any) -> Read:
    """The evening, read once for all tests."""
    companion = companion_of_evening
    page = evening_reader.open(
        f"http://127.0.0.1:{companion.port}/demo?more=all",
        lambda page: page.set_viewport_size({"width": 900, "height": 420}),
    )
    expect(page.locator("mindful-feed-pause")).to_be_attached()
    evening = Evening(page, companion)
    answers: dict[str, Callable[[Any], None]] = {
        "intention": lambda card: type_intention(page),
        "reminder": lambda card: page.keyboard.press("Escape"),
        "pause": lambda card: card.press(page, "Keep reading"),
        "limit": lambda card: card.press(
            page, "Off for today" if "number" in card.words else "5 more minutes"
        ),
    }
    cards: list[Shown] = []
    seen: dict[str, int] = {}
    badges: dict[int, str] = {}
    for post in POSTS:
        evening.look_at(post["id"])
        for _ in range(SECONDS_A_POST // STEP):
            if card := evening.read_card():
                cards.append(Shown(evening.seconds, card.kind, card.title, card.words))
                answers[card.kind](card)
                expect(page.locator("mindful-feed-pause")).to_have_count(0)
            for post_id in evening.list_seen():
                seen.setdefault(post_id, evening.seconds)
            evening.go_on()
        badges[evening.seconds] = read_badge(evening_reader)
    return Read(page, cards, seen, badges)


def type_intention(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.type("see how Ana is")
    page.keyboard.press("Enter")


def read_badge(reader: Reader) -> str:
    text: str = reader.worker.evaluate(
        "async () => { const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });"
        " return chrome.action.getBadgeText({ tabId: tab.id }); }"
    )
    return text


def find_heavy(read: Read, said: dict[str, Any]) -> list[tuple[int, bool]]:
    """When each post had been seen for a second, and whether it was heavy."""
    return sorted((at, bool(said[post_id].get("note"))) for post_id, at in read.seen.items())


def test_the_intention_is_asked_first_and_shown_again_after_ten_minutes(read: Read) -> None:
    asked = [card for card in read.cards if card.kind == "intention"]
    shown = [card for card in read.cards if card.kind == "reminder"]
    assert [(card.at, card.title) for card in asked] == [(0, "What are you here for?")]
    assert [card.title for card in shown] == ["You came for: see how Ana is"]
    assert 600 <= shown[0].at <= 600 + 15 + STEP


def test_the_pause_comes_with_the_seventh_heavy_post_of_the_last_twenty_and_once(
    read: Read, said: dict[str, Any]
) -> None:
    heavy = find_heavy(read, said)
    due = next(
        at
        for place, (at, _) in enumerate(heavy)
        if sum(each for _, each in heavy[max(0, place - 19) : place + 1]) >= 7
    )
    (card,) = [card for card in read.cards if card.kind == "pause"]
    assert due < card.at <= due + 2 * STEP
    assert re.fullmatch(r"[7-9] of the last (1?\d|20) posts were heavy\.", card.title)
    assert card.words


def test_the_number_of_posts_is_told_when_it_is_reached_and_not_again_that_day(
    read: Read,
) -> None:
    times = sorted(read.seen.values())
    cards = [card for card in read.cards if card.kind == "limit" and "number" in card.words]
    assert len(cards) == 1
    assert times[POSTS_SET - 1] < cards[0].at <= times[POSTS_SET - 1] + 15 + 2 * STEP
    assert cards[0].title == "The book is on the sofa."


def test_the_minutes_are_told_when_they_are_over_and_five_minutes_later(read: Read) -> None:
    cards = [card.at for card in read.cards if card.kind == "limit" and "time" in card.words]
    assert len(cards) in (1, 2)
    assert MINUTES * 60 <= cards[0] <= MINUTES * 60 + 15 + STEP
    assert all(at >= cards[0] + 5 * 60 for at in cards[1:])


def test_the_toolbar_counts_down(read: Read) -> None:
    assert re.fullmatch(r"\d+m?", read.badges[60])
    minutes = [int(text[:-1]) for text in read.badges.values() if text.endswith("m")]
    before = [int(each[:-1]) for at, each in read.badges.items() if each.endswith("m") and at < 870]
    assert before == sorted(before, reverse=True)
    assert minutes


def test_the_mirror_shows_what_an_independent_count_finds(
    read: Read, said: dict[str, Any], companion_of_evening: ClockedCompanion
) -> None:
    (row,) = companion_of_evening.ask("/v1/insights", {})["sums"]
    assert (row["day"], row["site"]) == ("2026-05-01", SITE)
    assert row["seen"] == len(read.seen)
    moods = Counter(said[post_id].get("sentiment") for post_id in read.seen)
    for mood in ("negative", "neutral", "positive"):
        assert row[mood] == moods[mood]
    noted = Counter(
        said[post_id]["note"]["category"] for post_id in read.seen if said[post_id].get("note")
    )
    assert {kind["category"]: kind["noted"] for kind in row["kinds"]} == noted
    assert (row["pauses"], row["pauses_taken"]) == (1, 0)
    assert abs(row["minutes"] - len(POSTS) * SECONDS_A_POST / 60) <= 0.5
    table = companion_of_evening.ask("/v1/insights", {"csv": True})["csv"]
    (line,) = csv.DictReader(io.StringIO(table))
    assert int(line["seen"]) == row["seen"]
    assert {name: int(line[f"{name}_noted"]) for name in noted} == noted


def test_nothing_that_was_read_or_typed_is_on_the_disk(
    read: Read, companion_of_evening: ClockedCompanion
) -> None:
    kept = b"".join(
        path.read_bytes() for path in companion_of_evening.home.rglob("*") if path.is_file()
    )
    assert b"sums" in kept
    assert b"Ana" not in kept
    for post in POSTS:
        assert post["text"][:30].encode() not in kept
        assert f'"{post["id"]}"'.encode() not in kept
    assert read.seen


def test_the_feed_itself_is_as_it_was(read: Read) -> None:
    assert read.page.locator("mindful-feed-pause").count() == 0
    assert Path(read.page.url.split("?")[0]).name == "demo"
