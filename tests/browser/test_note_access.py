"""A note for everyone: by keyboard, by ear, in every theme, direction and size."""

from typing import Any

import pytest
from authored import Opener, Texts
from axe_playwright_python.sync_playwright import Axe
from closed import find_note, open_note, read_notes
from feeds import DARK
from playwright.sync_api import Page


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
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert find_note(page, "a").mode == "dot"
    page.keyboard.press("Enter")
    assert find_note(page, "a").mode == "flow"
    # The page's own shortcuts heard only the keys that were not the note's.
    assert page.title() in ("Feed", "Tab")
    assert "#" not in page.url


def read_names(page: Page) -> list[str]:
    """What a screen reader meets, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    kept = [node for node in nodes if not node.get("ignored")]
    by_id = {node["nodeId"]: node for node in nodes}
    names: list[str] = []

    def walk(node: dict[str, Any]) -> None:
        if node in kept and node.get("name", {}).get("value"):
            names.append(node["name"]["value"])
        for child in node.get("childIds", []):
            walk(by_id[child])

    walk(nodes[0])
    return names


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
    open_feed: Opener, texts: Texts, look: str, direction: str
) -> None:
    page = open_feed(
        {"a": texts.helped[0], "b": texts.plain[0], "c": texts.marked[0], "d": texts.unjudged[0]},
        look=look,
        attributes=f'dir="{direction}"',
    )
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
    style = session.send("DOM.getDocument", {"depth": -1, "pierce": True})
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
          for (const frame of host.shadowRoot.querySelectorAll('.frame')) frame.dataset.mode =
            frame.dataset.kind === 'unjudged' ? 'dot' : 'flow', frame.removeAttribute('style'),
            frame.style.position = 'static';
        } }""",
        read_style(style["root"]),
    )
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def read_style(node: dict[str, Any]) -> str:
    """The words of the first style element in a note."""
    if node["nodeName"] == "MINDFUL-FEED-NOTE":
        return str(node["shadowRoots"][0]["children"][0]["children"][0]["nodeValue"])
    inside = [*node.get("children", []), *node.get("shadowRoots", [])]
    return next((found for each in inside if (found := read_style(each))), "")


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
        tip = note.session.send("DOM.resolveNode", {"backendNodeId": note.find("tip").node})
        done = note.session.send(
            "Runtime.callFunctionOn",
            {
                "objectId": tip["object"]["objectId"],
                "functionDeclaration": "function () { return getComputedStyle(this).opacity; }",
            },
        )
        return str(done["result"]["value"])

    assert read_tip() == "0"
    left, top, right, bottom = note.box(note.find("dot"))
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    assert read_tip() == "1"
    page.mouse.move(0, 0)
    assert read_tip() == "0"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert read_tip() == "1"
