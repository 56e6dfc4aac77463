"""The options page, by keyboard alone: what is tried, kept and undone."""

import re

from authored import MASTODON
from keyboard import press, press_until_focused
from options_page import find_bar, find_dial, go, keep, turn_far
from playwright.sync_api import expect
from tuned import Tuned

HOST = MASTODON[1].split("/")[2]


def test_a_dial_is_tried_kept_and_undone(tuned: Tuned) -> None:
    page = tuned.open_options()
    dial = find_dial(page)
    words = "Balanced. A note when it is at least 40% sure"
    expect(dial).to_have_attribute("aria-valuetext", words)
    turn_far(page)
    expect(find_bar(page)).to_contain_text("Nothing is changed yet")
    assert tuned.read_value("dial.despair") == 0.4
    keep(page)
    assert tuned.read_value("dial.despair") == 0.05
    press(page, find_bar(page).get_by_role("button", name="Undo"))
    expect(find_bar(page)).to_contain_text("Undone.")
    assert tuned.read_value("dial.despair") == 0.4
    expect(dial).to_have_attribute("aria-valuetext", re.compile("^Balanced"))


def test_every_key_press_turns_the_dial(tuned: Tuned) -> None:
    page = tuned.open_options()
    dial = find_dial(page)
    press_until_focused(page, dial)
    seen = set()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        words = dial.get_attribute("aria-valuetext")
        assert words not in seen
        seen.add(words)
    page.keyboard.press("Home")
    expect(dial).to_have_attribute("aria-valuetext", re.compile("95%"))


def test_what_is_tried_can_be_undone_before_it_is_kept(tuned: Tuned) -> None:
    page = tuned.open_options()
    before = tuned.read()
    turn_far(page)
    press(page, find_bar(page).get_by_role("button", name="Undo"))
    expect(find_dial(page)).to_have_attribute("aria-valuetext", re.compile("^Balanced"))
    expect(find_bar(page)).to_have_text("")
    assert tuned.read() == before


def test_trying_shows_the_companions_numbers_and_posts(tuned: Tuned) -> None:
    demo = tuned.reader.open(f"http://127.0.0.1:{tuned.tap.port}/demo")
    expect(demo.locator("mindful-feed-note").first).to_be_attached()
    page = tuned.open_options()
    expect(page.get_by_text(re.compile(r"\d+ of your last \d+ posts got a note"))).to_be_visible()
    turn_far(page)
    said = tuned.companion.ask("/v1/preview", {"set": {"dial.despair": 0.05}})
    for kind, words in (("seen", "of your last {} posts"), ("samples", "of {} sample posts")):
        part = said[kind]
        place = page.locator(f'[data-part="{kind}"]')
        line = f"{part['after']} {words.format(part['count'])} would get a note"
        expect(place).to_contain_text(line)
        expect(place).to_contain_text(f"now {part['before']}")
        new = [post["text"] for post in part["posts"] if not post["before"]]
        assert new, "the dial at its end notes nothing new"
        expect(place.locator('[data-turn="new"]')).to_have_count(min(len(new), 5))
        assert place.locator('[data-turn="new"] .text').first.inner_text() in new
        press(page, place.get_by_role("button", name="Show all"))
        expect(place.locator(".post")).to_have_count(len(part["posts"]))


def test_a_kind_of_post_is_folded_or_turned_off(tuned: Tuned) -> None:
    page = tuned.open_options()
    row = page.locator('[data-category="hate"]')
    press(page, row.get_by_role("radio", name="Note"), "ArrowRight")
    expect(row.get_by_role("radio", name="Fold")).to_be_focused()
    keep(page)
    assert tuned.read_value("action.hate") == "fold"
    page.reload()
    press(page, row.get_by_role("radio", name="Fold"), "ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(row.get_by_role("slider")).to_have_count(0)
    keep(page)
    assert tuned.read_value("action.hate") == "off"


def test_one_site_can_be_different(tuned: Tuned) -> None:
    page = tuned.open_options()
    press_until_focused(page, page.get_by_label("These dials are for"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text(f"What you change here holds on {HOST} alone.")).to_be_visible()
    turn_far(page)
    keep(page)
    assert tuned.read_value("dial.despair") == 0.4
    assert tuned.read_value("dial.despair", HOST) == 0.05
    discreet = page.locator('#kinds [data-setting="discreet"] select')
    press_until_focused(page, discreet)
    page.keyboard.press("End")
    expect(page.locator('#kinds [data-setting="discreet"] .tag')).to_be_visible()
    assert tuned.read_value("discreet", HOST) == "popup"
    press(page, page.locator('[data-category="despair"]').get_by_role("button", name="Same as"))
    keep(page)
    assert tuned.read()["sites"] == {HOST: {"discreet": "popup"}}


def test_two_windows_that_save_at_once_lose_nothing(tuned: Tuned) -> None:
    page = tuned.open_options()
    turn_far(page)
    tuned.change(set={"action.grim": "note"})
    press(page, page.get_by_role("button", name="Keep", exact=True))
    expect(find_bar(page)).to_contain_text("changed in another window")
    expect(page.locator('[data-category="grim"]').get_by_role("slider")).to_be_visible()
    expect(find_dial(page)).to_have_attribute("aria-valuetext", re.compile("5%"))
    assert tuned.read_value("dial.despair") == 0.4
    keep(page)
    assert tuned.read_value("dial.despair") == 0.05
    assert tuned.read_value("action.grim") == "note"


def test_two_windows_that_add_to_a_list_keep_both_words(tuned: Tuned) -> None:
    page = tuned.open_options()
    tuned.change(set={"always_show": ["theirs"]})
    go(page, "Words of your own")
    press_until_focused(page, page.get_by_label("Never a note"))
    page.keyboard.type("ours")
    page.keyboard.press("Enter")
    expect(find_bar(page)).to_contain_text("changed in another window")
    keep(page)
    assert tuned.read_value("always_show") == ["theirs", "ours"]


def test_a_window_follows_what_another_one_keeps(tuned: Tuned) -> None:
    page, other = tuned.open_options(), tuned.open_options()
    turn_far(other)
    keep(other)
    expect(find_dial(page)).to_have_attribute("aria-valuetext", re.compile("5%"))
