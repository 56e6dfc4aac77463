"""The private mirror, the ledger, the tray and the cards, as a reader meets them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from boundary_pages import (
    FORUM,
    LOOKS,
    NOTED,
    Look,
    live_through,
    open_page,
)
from closed import open_pill, read_note, read_notes
from evening import ClockedCompanion, read_card
from faults import find_faults
from playwright.sync_api import Playwright, expect
from reader import SCREENSHOTS, Reader, take_picture

DAYS = 20


@pytest.fixture(scope="module")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClockedCompanion]:
    """A companion that lived through three weeks of evenings."""
    home = tmp_path_factory.mktemp("mirror") / "home"
    own = ClockedCompanion(home, datetime.now().astimezone())
    own.start()
    yield own
    own.kill()


@pytest.fixture(scope="module")
def reader(
    playwright: Playwright, companion: ClockedCompanion, tmp_path_factory: Any
) -> Iterator[Reader]:
    one = Reader(playwright, tmp_path_factory.mktemp("profile"))
    one.pair(companion.make_code(), companion.port)
    yield one
    one.context.close()


def test_a_mirror_with_nothing_in_it_says_so(reader: Reader) -> None:
    page = open_page(reader, "insights")
    expect(page.get_by_text("Nothing to see yet")).to_be_visible()
    assert find_faults(page) == []
    page.close()


@pytest.mark.parametrize("look", LOOKS)
def test_the_mirror_is_whole_in_every_look_and_each_chart_leads_to_its_setting(
    look: Look, reader: Reader, companion: ClockedCompanion
) -> None:
    if not companion.ask("/v1/insights", {})["sums"]:
        live_through(companion, DAYS)
    page = open_page(reader, "insights", look)
    page.get_by_label("30 days").check()
    sums = companion.ask("/v1/insights", {"days": 30})["sums"]
    seen = sum(row["seen"] for row in sums)
    noted = sum(kind["noted"] for row in sums for kind in row["kinds"])
    expect(page.get_by_text(f"{noted} of {seen} posts seen had a note.")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(3)  # there was no pause to draw
    page.locator("#posts summary").click()
    assert page.locator("#posts tbody tr").count() == DAYS
    links = page.get_by_role("link", name="What would you change?")
    places = [link.get_attribute("href") for link in links.all()]
    assert places == [
        f"options.html#{place}" for place in ("limits", "kinds", "kinds", "calm", "pauses")
    ]
    assert find_faults(page) == []
    page.locator("#posts summary").click()
    take_picture(page, f"insights-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if look == "light":
        page.get_by_label("Site").select_option("news.example")
        of_site = sum(row["seen"] for row in sums if row["site"] == "news.example")
        expect(page.locator("#posts p.soft")).to_contain_text(f"of {of_site} posts")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as CSV").click()
        content = saved.value.path().read_text(encoding="utf-8")
        expected = companion.ask("/v1/insights", {"csv": True, "days": 4000})["csv"]
        assert content.split() == expected.split()
    page.close()


def test_days_that_became_months_are_drawn_by_the_month(
    reader: Reader, companion: ClockedCompanion
) -> None:
    now = companion.now
    for back in (500, 470, 440, 0):
        companion.tell(now - timedelta(days=back))
        companion.ask("/v1/exposure", {"site": FORUM, "seen": [NOTED, {}]})
    sums = companion.ask("/v1/insights", {"days": 4000})["sums"]
    old = [row["day"] for row in sums if len(row["day"]) == 7]
    assert old == sorted({(now - timedelta(days=back)).isoformat()[:7] for back in (500, 470, 440)})
    page = open_page(reader, "insights")
    page.get_by_label("All", exact=True).check()
    seen = sum(row["seen"] for row in sums)
    expect(page.get_by_text(f"of {seen} posts seen had a note.")).to_be_visible()
    page.locator("#posts summary").click()
    months = {row["day"][:7] for row in sums}
    expect(page.locator("#posts thead th").first).to_have_text("Month")
    expect(page.locator("#posts tbody tr")).to_have_count(len(months))
    numbers = page.locator("#posts tbody td").all_inner_texts()
    assert sum(int(number) for number in numbers) == seen
    take_picture(page, "insights-months")
    page.get_by_label("Site").select_option("news.example")
    page.get_by_label("7 days").check()
    assert find_faults(page) == []
    page.close()


def test_a_post_that_is_set_aside_waits_in_the_tray_and_goes_when_it_is_opened(
    reader: Reader, companion: ClockedCompanion
) -> None:
    companion.ask("/v1/settings", {"set": {"pause": "off"}})
    feed = reader.open(f"http://127.0.0.1:{companion.port}/demo?more=all")
    first = feed.locator("mindful-feed-note").first
    expect(first).to_be_attached()
    note = open_pill(feed, next(each for each in read_notes(feed) if each.kind == "note"))
    note.click(feed, note.button("Set aside"))
    post = feed.locator(f'[data-post-id="{note.post_id}"] .post-text')
    expect(post).to_be_hidden()
    feed.keyboard.press("Enter")  # the keys are on Undo
    expect(post).to_be_visible()
    expect_links(companion, 0)
    note = open_pill(feed, read_note(feed, note.post_id))
    note.click(feed, note.button("Set aside"))
    expect(post).to_be_hidden()
    tray = open_page(reader, "tray")
    expect(tray.get_by_text("127.0.0.1")).to_be_visible()
    assert find_faults(tray) == []
    take_picture(tray, "tray-light")
    with reader.context.expect_page() as opened:
        tray.get_by_role("button", name="Open").click()
    assert opened.value.url.endswith(f"#{note.post_id}")
    expect(tray.get_by_text("The tray is empty")).to_be_visible()
    assert companion.ask("/v1/later", {})["links"] == []
    for page in (feed, tray, opened.value):
        page.close()


def expect_links(companion: ClockedCompanion, count: int) -> None:
    assert len(companion.ask("/v1/later", {})["links"]) == count


@pytest.mark.parametrize("look", LOOKS)
def test_a_pause_can_be_left_rested_in_or_read_past_with_the_keys(
    look: Look, reader: Reader, companion: ClockedCompanion
) -> None:
    companion.ask("/v1/settings", {"set": {"pause": "firm" if look == "dark" else "gentle"}})
    companion.tell(companion.now + timedelta(hours=2))
    query = "?more=all&dir=rtl" if look == "rtl" else "?more=all"
    page = reader.open(
        f"http://127.0.0.1:{companion.port}/demo{query}",
        lambda page: page.emulate_media(color_scheme="dark" if look == "dark" else "light"),
    )
    # Elsewhere all heavy posts but one were read; the next here is the last that it takes.
    count = 4 if look == "dark" else 6
    companion.ask("/v1/exposure", {"site": FORUM, "seen": [NOTED] * count})
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    heavy = next(each for each in read_notes(page) if each.kind == "note")
    page.locator(f'[data-post-id="{heavy.post_id}"]').evaluate("post => post.scrollIntoView()")
    expect(page.locator("mindful-feed-pause")).to_be_attached()
    card = read_card(page)
    assert card.kind == "pause"
    assert card.buttons == ["Leave", "Two minutes", "Keep reading"]
    page.screenshot(path=SCREENSHOTS / f"pause-{look}.png")
    if look == "light":
        page.keyboard.press("Escape")
        expect(page.locator("mindful-feed-pause")).to_have_count(0)
    elif look == "dark":
        card.press(page, "Two minutes")
        expect(page.locator("mindful-feed-pause")).to_have_count(1)
        assert read_card(page).kind == "rest"
        page.screenshot(path=SCREENSHOTS / "pause-resting.png")
        read_card(page).press(page, "Back to reading")
        expect(page.locator("mindful-feed-pause")).to_have_count(0)
    else:
        card.press(page, "Leave")
        page.wait_for_url("**/left.html*")
        expect(page.get_by_text("You left 127.0.0.1.")).to_be_visible()
        assert find_faults(page) == []
        page.get_by_role("button", name="Go back").click()
        page.wait_for_url("**/demo*")
    page.close()


def test_the_calm_view_is_turned_on_and_off_in_the_popup(
    reader: Reader, companion: ClockedCompanion
) -> None:
    companion.ask("/v1/settings", {"set": {"pause": "off"}})
    page = reader.open(f"http://127.0.0.1:{companion.port}/demo")
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    popup = reader.open_popup()
    popup.get_by_label("Calm view").check()
    expect(page.locator("mindful-feed-note[fold]").first).to_be_attached()
    companion.ask("/v1/settings", {"set": {"calm": "dim"}})
    popup.get_by_label("Calm view").uncheck()
    expect(page.locator("mindful-feed-note[fold]")).to_have_count(0)
    popup.get_by_label("Calm view").check()
    expect(page.locator("mindful-feed-note[dim]").first).to_be_attached()
    faded = page.locator("mindful-feed-note[dim] ~ *").first
    assert faded.evaluate("one => getComputedStyle(one).opacity") == "0.35"
    popup.get_by_label("Calm view").uncheck()
    expect(page.locator("mindful-feed-note[dim]")).to_have_count(0)
    page.close()
    popup.close()


@pytest.mark.parametrize("look", LOOKS)
def test_the_ledger_lists_every_part_in_every_look(look: Look, reader: Reader) -> None:
    page = open_page(reader, "ledger", look)
    expect(page.get_by_role("heading", name="Daily sums")).to_be_visible()
    expect(page.get_by_role("heading", name="The key of the pairing")).to_be_visible()
    take_picture(page, f"ledger-{look}")
    assert find_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_a_part_and_then_all_is_erased_after_one_question(
    reader: Reader, companion: ClockedCompanion
) -> None:
    page = open_page(reader, "ledger")
    page.get_by_role("button", name="Erase: Daily sums").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Daily sums")).to_be_visible()
    page.get_by_role("button", name="Erase: Daily sums").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Erased, in every copy.")).to_be_visible()
    expect(page.get_by_role("heading", name="Daily sums")).to_have_count(0)
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Not paired yet")).to_be_visible()
    kept = [path.read_bytes() for path in companion.home.rglob("*") if path.is_file()]
    assert b"forum" not in b"".join(kept)
