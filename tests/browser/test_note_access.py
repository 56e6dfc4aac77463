"""A note for everyone: by keyboard, by ear, in every theme, direction and size."""

from typing import Any

import pytest
from authored import Opener, Texts
from closed import Note, find_note, open_note, read_names, read_notes
from faults import find_faults
from feeds import DARK, write_post
from reader import EXTENSION
from tap import Tap, fold_all

NIGHT = ".status { background: #fff } .night .status { background: #191b22; color: #d9e1e8 }"
ADD = "(html) => document.querySelector('main').insertAdjacentHTML('beforeend', html)"


def test_everything_can_be_done_by_keyboard(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.helped[0]})
    find_note(page, "a")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert find_note(page, "a").mode == "flow"
    page.keyboard.press("Enter")
    assert find_note(page, "a").find("panel")
    page.keyboard.press("Escape")
    assert find_note(page, "a").frame.find("panel") is None
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert find_note(page, "a").find("li")
    # Past "Not about this" and "Set aside" to the one that hides the note.
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert find_note(page, "a").mode == "dot"
    page.keyboard.press("Enter")
    assert find_note(page, "a").mode == "flow"
    # The page's own shortcuts heard only the keys that were not the note's.
    assert page.title() in ("Feed", "Tab")
    assert "#" not in page.url


def test_a_screen_reader_hears_the_note_before_the_post(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.unjudged[0], "c": texts.marked[0]})
    note, unjudged = find_note(page, "a"), find_note(page, "b")
    find_note(page, "c")
    names = read_names(page)
    heard = next(place for place, name in enumerate(names) if note.title in name)
    assert heard < next(place for place, name in enumerate(names) if texts.noted[0][:20] in name)
    assert any("could not judge this post" in name for name in names)
    assert unjudged.find("dot").attributes["role"] == "img"


@pytest.mark.parametrize("look", ["", DARK], ids=["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_note_is_accessible_in_every_theme_and_direction(
    open_feed: Opener, texts: Texts, tap: Tap, look: str, direction: str
) -> None:
    def fold_one(reply: dict[str, Any]) -> None:
        for annotation in reply["annotations"]:
            if annotation["post_id"] == "e":
                annotation["note"]["level"] = "fold"

    tap.change = fold_one
    page = open_feed(
        {
            "a": texts.helped[0],
            "b": texts.plain[0],
            "c": texts.marked[0],
            "d": texts.unjudged[0],
            "e": texts.noted[-1],
        },
        look=look,
        attributes=f'dir="{direction}"',
    )
    assert find_note(page, "e").mode == "fold"
    tap.change = None
    note = open_note(page, "a")
    assert note.theme == ("dark" if look else "light")
    note.click(page, note.button("Help"))
    session = page.context.new_cdp_session(page)
    whole = "".join(
        f"<div class=host><template shadowrootmode=open>{html}</template></div>"
        for html in (
            session.send("DOM.getOuterHTML", {"backendNodeId": note.frame.node})["outerHTML"]
            for note in read_notes(page, "data-id")
        )
    )
    page.goto("about:blank")
    page.set_content(
        f'<html lang="en" dir="{direction}"><title>Notes</title><style>{look}</style>'
        f"<main><h1>Notes</h1>{whole}</main>"
    )
    page.evaluate(
        """(css) => { for (const host of document.querySelectorAll('.host')) {
          const style = document.createElement('style');
          style.textContent = css;
          host.shadowRoot.prepend(style);
          const frame = host.shadowRoot.querySelector('.frame');
          if (frame.dataset.mode === 'overlay') frame.dataset.mode = 'flow';
          frame.removeAttribute('style');
          frame.style.position = 'static';
        } }""",
        read_style(),
    )
    assert find_faults(page) == []


def read_style() -> str:
    """The look that all notes share, in a sheet that the page's own elements do not show."""
    script = (EXTENSION / "content" / "style.js").read_text(encoding="utf-8")
    return script.partition("mindfulFeed.style = `")[2].partition("`")[0]


def read_style_of(note: Note, name: str, style: str) -> str:
    """The computed style of a part."""
    part = note.session.send("DOM.resolveNode", {"backendNodeId": note.find(name).node})
    done = note.session.send(
        "Runtime.callFunctionOn",
        {
            "objectId": part["object"]["objectId"],
            "functionDeclaration": f"function () {{ return getComputedStyle(this)['{style}']; }}",
        },
    )
    return str(done["result"]["value"])


def test_forced_colours_keep_the_dot_visible(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.plain[0], "b": texts.unjudged[0]},
        lambda page: page.emulate_media(forced_colors="active", reduced_motion="reduce"),
    )
    note = find_note(page, "b")
    left, top, right, bottom = note.box(note.find("dot"))
    size = {"width": right - left, "height": bottom - top}
    dot = page.screenshot(clip={"x": left, "y": top, **size})
    assert dot != page.screenshot(clip={"x": 4, "y": 400, **size})


def test_the_dot_of_an_unjudged_post_says_why_on_hover_and_focus(
    open_feed: Opener, texts: Texts
) -> None:
    page = open_feed({"a": texts.plain[0], "b": texts.unjudged[0]})
    note = find_note(page, "b")

    def read_tip() -> str:
        return read_style_of(note, "tip", "opacity")

    assert read_tip() == "0"
    left, top, right, bottom = note.box(note.find("dot"))
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    assert read_tip() == "1"
    page.mouse.move(0, 0)
    assert read_tip() == "0"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert read_tip() == "1"


def test_more_contrast_makes_every_word_of_a_note_as_dark_as_the_first(
    open_feed: Opener, texts: Texts
) -> None:
    page = open_feed({"a": texts.noted[0]}, lambda page: page.emulate_media(contrast="more"))
    note = open_note(page, "a")
    colours = {read_style_of(note, name, "color") for name in ("title", "cue")}
    assert len(colours) == 1
    assert read_style_of(note, "line", "color") in colours


def test_a_fold_is_opened_and_passed_by_keyboard(open_feed: Opener, texts: Texts, tap: Tap) -> None:
    tap.change = fold_all
    page = open_feed({"a": texts.noted[0], "b": texts.noted[-1]})
    assert find_note(page, "b").mode == "fold"
    tap.change = None
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    # Skip put the keys on the next post's note, whose first button is Show.
    page.keyboard.press("Enter")
    assert find_note(page, "a").mode == "fold"
    assert find_note(page, "b").mode == "flow"
    assert "#" not in page.url


def test_each_note_takes_after_what_is_behind_its_own_post(open_feed: Opener, texts: Texts) -> None:
    script = "document.querySelector('article[data-id=b]').classList.add('night')"
    posts = {"a": texts.noted[0], "b": texts.noted[1], "c": texts.noted[0]}
    page = open_feed(posts, look=NIGHT, script=script)
    assert [find_note(page, each).theme for each in posts] == ["light", "dark", "light"]


def test_a_post_that_comes_after_the_page_turned_dark_has_a_dark_note(
    open_feed: Opener, texts: Texts
) -> None:
    page = open_feed({"a": texts.noted[0]}, look=NIGHT)
    assert find_note(page, "a").theme == "light"
    page.evaluate("document.documentElement.classList.add('night')")
    page.evaluate(ADD, write_post("b", texts.noted[1]))
    assert find_note(page, "b").theme == "dark"
    assert find_note(page, "a").theme == "dark"
