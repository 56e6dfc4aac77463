"""The welcome: what the reader is told first, and three questions that may be skipped."""

from collections.abc import Callable

import pytest
from authored import MASTODON
from companion_process import Companion
from faults import find_faults
from keyboard import press, press_until_focused
from playwright.sync_api import Page, expect
from reader import SCREENSHOTS, WELCOME, Reader
from tuned import Tuned

from companion.categories import CATEGORIES

PROMISE = "What you read goes to a program on this computer and no further"


def open_welcome(reader: Reader) -> Page:
    page = reader.open(f"chrome-extension://{reader.id}/{WELCOME}")
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    return page


def press_button(page: Page, words: str) -> None:
    press(page, page.get_by_role("button", name=words, exact=True))


def test_it_opens_by_itself_says_where_text_goes_and_pairs(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    code = own_companion.start()
    reader = new_reader(welcome=True)
    page = reader.welcome
    first = page.locator(".step p").first
    expect(first).to_contain_text(PROMISE)
    reader.set_port(own_companion.port)
    page.bring_to_front()
    field = page.get_by_label("Pairing code")
    press_until_focused(page, field)
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()


def test_three_answers_by_keyboard_alone_become_settings(tuned: Tuned) -> None:
    tuned.reader.allow_prompt("https://news.ycombinator.com/*")
    page = open_welcome(tuned.reader)
    press_button(page, "Begin")
    expect(page.get_by_role("heading", name="What is hard for you to read?")).to_be_focused()
    for words in ("insults or harassment", "sad or frightening"):
        press(page, page.get_by_role("checkbox", name=words), "Space")
    press_button(page, "Next")
    expect(page.get_by_role("heading", name="What should happen")).to_be_focused()
    press(page, page.get_by_role("radio", name="A note above it"), "ArrowDown")
    press_button(page, "Next")
    press(page, page.get_by_role("checkbox", name="Hacker News"), "Space")
    press_button(page, "Allow these (1)")
    expect(page.get_by_text("Your answers are kept.")).to_be_visible()
    on = {category.id for category in CATEGORIES if category.on} - {"harassment"} | {"grim"}
    for category in CATEGORIES:
        expected = "fold" if category.id in on else "off"
        assert tuned.read_value(f"action.{category.id}") == expected
    with tuned.reader.context.expect_page() as opened:
        press_button(page, "Open the demo feed")
    opened.value.wait_for_url(f"http://127.0.0.1:{tuned.tap.port}/demo")
    expect(opened.value.locator("mindful-feed-note").first).to_be_attached()
    is_on = "chrome.permissions.contains({ origins: ['https://news.ycombinator.com/*'] })"
    assert tuned.reader.worker.evaluate(is_on)


def test_every_question_can_be_skipped_and_then_nothing_changes(tuned: Tuned) -> None:
    before = tuned.read()
    page = open_welcome(tuned.reader)
    press_button(page, "Begin")
    for _ in range(2):
        press_button(page, "Skip")
    press_button(page, "Next")
    expect(page.get_by_role("heading", name="That is all")).to_be_focused()
    expect(page.get_by_text("Your answers")).to_have_count(0)
    page.reload()
    press_button(page, "Skip all of it")
    expect(page.get_by_role("heading", name="That is all")).to_be_focused()
    assert tuned.read() == before


def test_going_back_keeps_the_answers(tuned: Tuned) -> None:
    page = open_welcome(tuned.reader)
    press_button(page, "Begin")
    press(page, page.get_by_role("checkbox", name="heated, angry tone"), "Space")
    press_button(page, "Next")
    press_button(page, "Back")
    expect(page.get_by_role("checkbox", name="heated, angry tone")).to_be_checked()


def test_answers_without_a_companion_are_kept_once_it_is_there(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    page = open_welcome(reader)
    press_button(page, "Begin")
    press(page, page.get_by_role("checkbox", name="heated, angry tone"), "Space")
    press_button(page, "Next")
    for words in ("Skip", "Next"):
        press_button(page, words)
    expect(page.get_by_text("Your answers are kept as soon as")).to_be_visible()
    code = own_companion.start()
    reader.set_port(own_companion.port)
    reader.pair(code)
    page.bring_to_front()
    expect(page.get_by_text("Your answers are kept.", exact=True)).to_be_visible()
    values = own_companion.ask("/v1/settings", {})["settings"]
    assert {"name": "action.outrage", "value": "note"}.items() <= next(
        each for each in values if each["name"] == "action.outrage"
    ).items()


@pytest.mark.parametrize("look", ["light", "dark", "rtl"])
def test_axe_finds_nothing_wrong_at_any_step(look: str, tuned: Tuned) -> None:
    tuned.change(set={"language": "ar" if look == "rtl" else ""})
    tuned.open_options().close()
    page = tuned.reader.open(f"chrome-extension://{tuned.reader.id}/{WELCOME}")
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    for step in range(5):
        expect(page.locator(f'[data-step="{step}"]')).to_be_visible()
        if step == 1:
            page.screenshot(path=SCREENSHOTS / f"welcome-{look}.png")
        assert find_faults(page) == []
        if step < 4:
            page.locator(".acts button").first.click()


def test_a_site_that_is_on_already_is_not_asked_for(tuned: Tuned) -> None:
    page = open_welcome(tuned.reader)
    press_button(page, "Begin")
    for _ in range(2):
        press_button(page, "Skip")
    box = page.get_by_role("checkbox", name=MASTODON[0]).first
    expect(box).to_be_checked()
    expect(box).to_be_disabled()
