"""What a note says and does, and what it keeps from the page."""

import re

from authored import Opener, Texts
from closed import find_note, open_note
from companion_process import Companion
from feeds import DARK
from reader import SCREENSHOTS


def test_why_says_what_it_was_taken_for_and_how_sure(
    open_feed: Opener, texts: Texts, companion: Companion
) -> None:
    page = open_feed({"a": texts.noted[0]})
    note = open_note(page, "a")
    note.click(page, note.button("Why?"))
    note = find_note(page, "a")
    (said,) = companion.annotate([texts.noted[0]])
    score = said["scores"][said["note"]["category"]]
    tenths = "more than 9" if score >= 0.95 else f"about {round(score * 10)}"
    words = note.find("panel").text
    assert f"{tenths} in 10" in words
    assert "guess" in words
    assert note.button("Why?").attributes["aria-expanded"] == "true"
    note.click(page, note.button("Why?"))
    assert find_note(page, "a").frame.find("panel") is None


def test_help_stands_in_place_with_the_day_it_was_checked(
    open_feed: Opener, texts: Texts, companion: Companion
) -> None:
    page = open_feed({"a": texts.helped[0]})
    note = open_note(page, "a")
    note.click(page, note.button("Help"))
    panel = find_note(page, "a").find("panel")
    items = [part for part in panel.walk() if part.tag == "li"]
    links = [part for part in panel.walk() if part.tag == "a"]
    assert 1 <= len(items) <= 3
    assert all(re.search(r"checked .*\d{4}", item.text) for item in items)
    assert links
    for link in links:
        assert re.match(r"tel:|sms:|https://", link.attributes["href"])
        assert link.attributes["rel"] == "noopener noreferrer"
    (said,) = companion.annotate([texts.helped[0]])
    assert len(items) == len(said["note"]["resources"])


def test_a_hidden_note_comes_back_from_its_dot(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0]})
    note = open_note(page, "a")
    note.click(page, note.find("close"))
    note = find_note(page, "a")
    assert note.mode == "dot"
    assert note.title in note.find("dot").attributes["aria-label"]
    note.click(page, note.find("dot"))
    assert find_note(page, "a").mode == "flow"


def test_clicks_and_keys_in_a_note_do_not_reach_the_page(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.noted[0]},
        script="globalThis.heard = [];"
        "for (const type of ['click', 'auxclick', 'dblclick', 'mousedown', 'mouseup',"
        " 'pointerdown', 'pointerup', 'keydown', 'keyup'])"
        " document.addEventListener(type, (event) => heard.push(type));",
    )
    note = open_note(page, "a")
    left, top, right, bottom = note.box(note.find("words"))
    middle = ((left + right) / 2, (top + bottom) / 2)
    page.mouse.dblclick(*middle)
    page.mouse.click(*middle, button="middle")
    note.click(page, note.button("Why?"))
    page.keyboard.press("o")
    assert page.evaluate("heard") == []
    assert "#" not in page.url


def test_a_script_of_the_page_cannot_press_or_read_a_note(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0]})
    note = find_note(page, "a")
    seen = page.evaluate(
        """() => {
          const host = document.querySelector('mindful-feed-note');
          const { left, top, width, height } = host.getBoundingClientRect();
          host.click();
          host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
          return [host.shadowRoot, host.textContent, host.attributes.length,
            document.elementsFromPoint(left + width - 20, top).map((one) => one.textContent)
              .some((words) => words.includes('Mindful'))];
        }"""
    )
    assert seen == [None, "", 0, False]
    assert find_note(page, "a").mode == note.mode


def test_the_pictures_for_the_reader_are_drawn(open_feed: Opener, texts: Texts) -> None:
    posts = {
        "a": texts.plain[0],
        "b": texts.helped[0],
        "c": texts.marked[0],
        "d": texts.plain[1],
        "e": texts.noted[-1],
        "f": texts.unjudged[0],
    }
    for name, page in {
        "notes-light": {},
        "notes-dark": {"look": DARK},
        "notes-rtl": {"attributes": 'dir="rtl"'},
    }.items():
        opened = open_feed(posts, **page)
        for post_id, words in {"b": "Help", "e": "Why?"}.items():
            note = open_note(opened, post_id)
            note.click(opened, note.button(words))
            assert find_note(opened, post_id).find("panel")
        opened.evaluate("scrollTo(0, 0)")
        opened.mouse.move(0, 0)
        opened.screenshot(path=SCREENSHOTS / f"{name}.png")
        opened.close()
