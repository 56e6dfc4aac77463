"""A note in a page: what it says and does, and that nothing around it moves."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from closed import Note, read_notes
from companion_process import Companion
from conftest import Texts
from feeds import write_feed
from playwright.sync_api import Page, expect
from reader import SCREENSHOTS, Reader
from site_server import SiteServer
from tap import Tap

FEED = "https://mastodon.social/feed"
DARK = "body { background: #191b22; color: #d9e1e8 } .status { border-color: #39404f } a { color: #9bb0d8 }"
WATCH_SHIFTS = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.shifts.push(entry.value);
}).observe({ type: 'layout-shift', buffered: true });
"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

Opener = Callable[..., Page]


@pytest.fixture
def open_feed(reader: Reader, site: SiteServer) -> Opener:
    """Opens a feed of these posts, by id."""

    def open_posts(posts: dict[str, str], prepare: Any = None, **page: str) -> Page:
        site.added["/feed"] = write_feed(posts, **page)
        return reader.open(FEED, prepare)

    return open_posts


def find_note(page: Page, post_id: str) -> Note:
    """The note in a post, once it is there."""
    expect(page.locator(f'.status[data-id="{post_id}"] mindful-feed-note')).to_be_attached()
    return next(note for note in read_notes(page, "data-id") if note.post_id == post_id)


def open_note(page: Page, post_id: str) -> Note:
    """The note in a post, as a line with its buttons."""
    note = find_note(page, post_id)
    if note.mode == "overlay":
        note.click(page, note.find("pill"))
    return find_note(page, post_id)


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


def test_a_note_on_the_screen_moves_nothing(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.noted[0], "b": texts.plain[0], "c": texts.marked[0], "d": texts.unjudged[0]},
        lambda page: page.add_init_script(WATCH_SHIFTS),
    )
    boxes = [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abcd"]
    assert find_note(page, "a").mode == "overlay"
    assert find_note(page, "c").mode == "overlay"
    assert find_note(page, "d").mode == "dot"
    page.evaluate(FRAMES)
    assert [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abcd"] == boxes
    assert page.evaluate("shifts") == []


def test_notes_that_come_while_the_reader_scrolls_move_nothing(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    kinds = [texts.noted[0], texts.plain[0], texts.marked[0], texts.plain[1]]
    posts = {f"p{number}": f"{kinds[number % 4]}" for number in range(48)}
    page = open_feed(posts, lambda page: page.add_init_script(WATCH_SHIFTS))
    find_note(page, "p0")
    for number in range(2, 48, 3):
        page.locator(f'.status[data-id="p{number}"]').scroll_into_view_if_needed()
        tap.wait_for(lambda tap, number=number: f"p{number}" in tap.find_ids())  # type: ignore[misc]
        page.evaluate(FRAMES)
    assert len(read_notes(page, "data-id")) == 24
    assert sum(page.evaluate("shifts")) == 0


def test_a_note_takes_its_place_once_its_post_has_left_the_screen(
    open_feed: Opener, texts: Texts
) -> None:
    posts = {f"p{number}": texts.noted[0] for number in range(20)}
    page = open_feed(posts)
    assert find_note(page, "p0").mode == "overlay"
    assert find_note(page, "p9").mode == "flow"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate(FRAMES)
    page.evaluate("scrollTo(0, 0)")
    assert find_note(page, "p0").mode == "flow"


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
    note.click(page, note.button("Hide note"))
    note = find_note(page, "a")
    assert note.mode == "dot"
    assert note.title in note.find("dot").attributes["aria-label"]
    note.click(page, note.find("dot"))
    assert find_note(page, "a").mode == "flow"


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


def test_a_screen_reader_hears_the_note_before_the_post(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.unjudged[0], "c": texts.marked[0]})
    note, unjudged = find_note(page, "a"), find_note(page, "b")
    find_note(page, "c")
    names = read_names(page)
    heard = next(place for place, name in enumerate(names) if note.title in name)
    assert heard < next(place for place, name in enumerate(names) if texts.noted[0][:20] in name)
    assert any("could not judge this post" in name for name in names)
    assert unjudged.find("dot").attributes["role"] == "img"


def test_a_recycled_element_never_shows_another_posts_note(
    open_feed: Opener, texts: Texts
) -> None:
    page = open_feed({"a": texts.noted[0]})
    find_note(page, "a")
    left = page.evaluate(
        """async (plain) => {
          const post = document.querySelector('.status');
          post.dataset.id = 'b';
          post.querySelector('p').firstChild.data = plain;
          await Promise.resolve();
          return post.querySelectorAll('mindful-feed-note').length;
        }""",
        texts.plain[0],
    )
    assert left == 0


def test_a_post_that_comes_back_has_its_note_before_it_is_drawn(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    find_note(page, "a")
    tap.forget()
    page.evaluate(
        """async () => {
          const article = document.querySelector('article');
          const again = article.cloneNode(true);
          article.remove();
          await new Promise((done) => requestAnimationFrame(done));
          document.querySelector('main').prepend(again);
          await Promise.resolve();
          globalThis.hosts = again.querySelectorAll('mindful-feed-note').length;
        }"""
    )
    assert page.evaluate("hosts") == 1
    assert find_note(page, "a").mode == "flow"
    assert tap.asked == []


def test_a_note_that_the_page_took_out_comes_back(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0]})
    find_note(page, "a")
    page.evaluate("document.querySelector('mindful-feed-note').remove()")
    find_note(page, "a")


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


def test_a_note_stays_inside_its_post_at_twice_the_size(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.helped[0]},
        # A window of 640 pixels at 200 % is 320 pixels wide to its page.
        lambda page: page.set_viewport_size({"width": 320, "height": 600}),
        look="body { width: auto }",
    )
    note = open_note(page, "a")
    note.click(page, note.button("Help"))
    note = find_note(page, "a")
    post = page.locator('.status[data-id="a"]').bounding_box()
    assert post
    parts = [note.frame.find("line"), note.frame.find("panel")]
    for part in (inner for each in parts if each for inner in each.walk()):
        if part.tag in ("button", "a", "p", "li"):
            left, _, right, _ = note.box(part)
            assert post["x"] <= left <= right <= post["x"] + post["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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


def test_the_pictures_for_the_reader_are_drawn(open_feed: Opener, texts: Texts) -> None:
    posts = {
        "a": texts.plain[0],
        "b": texts.helped[0],
        "c": texts.marked[0],
        "d": texts.plain[1],
        "e": texts.noted[-1],
        "f": texts.unjudged[0],
    }
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
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
