"""Help that a reader does not want beside notes: one source, or all of it, for good and undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from authored import Opener, Texts
from closed import Note, Part, find_note, open_note
from playwright.sync_api import Page, expect
from reader import SUPPORT, Reader
from tap import Tap


def ask_settings(reader: Reader, **request: Any) -> dict[str, Any]:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    asked = {"ask": "settings", "request": request}
    reply: dict[str, Any] = page.evaluate("asked => chrome.runtime.sendMessage(asked)", asked)
    page.close()
    return {each["name"]: each["value"] for each in reply["settings"]}


@pytest.fixture
def page(reader: Reader, open_feed: Opener, texts: Texts) -> Iterator[Page]:
    """A feed of one noted post that has help; the settings are put back afterwards."""
    yield open_feed({"a": texts.helped[0]})
    ask_settings(reader, unset=["help", "hidden_help"])


def open_help(page: Page) -> Note:
    note = open_note(page, "a")
    note.click(page, note.button("Help"))
    return find_note(page, "a")


def list_items(note: Note) -> list[Part]:
    return [part for part in note.find("panel").walk() if part.tag == "li"]


def wait_for_words(page: Page, words: str) -> Note:
    """The note once it says so; it is closed to the page, so nothing there can be waited for."""
    for _ in range(600):
        note = find_note(page, "a")
        if words in note.frame.text:
            return note
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    raise AssertionError(words)


def test_a_source_of_help_is_put_away_for_good_and_taken_back(reader: Reader, page: Page) -> None:
    note = open_help(page)
    first = list_items(note)[0]
    name = first.find("strong")
    away = first.find("away")
    assert name and away
    assert away.attributes["aria-label"] == f"Don't show again: {name.text}"
    note.click(page, away)
    note = wait_for_words(page, "This will not stand beside notes again.")
    (hidden,) = ask_settings(reader)["hidden_help"]
    note.click(page, note.button("Undo"))
    wait_for_words(page, name.text)
    assert ask_settings(reader)["hidden_help"] == []
    note = find_note(page, "a")
    note.click(page, note.find("away"))
    wait_for_words(page, "This will not stand beside notes again.")
    assert ask_settings(reader)["hidden_help"] == [hidden]
    page.reload()
    assert name.text not in [item.find("strong").text for item in list_items(open_help(page))]


def test_all_help_beside_notes_is_put_away_and_the_page_of_help_keeps_it(
    reader: Reader, page: Page
) -> None:
    note = open_help(page)
    note.click(page, note.button("No help beside notes"))
    wait_for_words(page, "Notes come without help from now on.")
    assert ask_settings(reader)["help"] is False
    page.reload()
    note = open_note(page, "a")
    assert "Help" not in [part.text for part in note.frame.walk() if part.tag == "button"]
    support = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    expect(support.locator("#more")).to_be_visible()
    expect(support.locator("#more-links .card")).not_to_have_count(0)


def test_a_companion_that_went_away_is_said(page: Page, reader: Reader, tap: Tap) -> None:
    note = open_help(page)
    tap.refuse_once("/v1/hello", 503, {"Retry-After": "1"}, {"error": {"code": "busy"}})
    note.click(page, list_items(note)[0].find("away"))
    wait_for_words(page, "so this was not changed")
    assert ask_settings(reader)["hidden_help"] == []
