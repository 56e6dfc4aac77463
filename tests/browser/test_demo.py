"""The demo feed with a real companion: what a reader sees first."""

import pytest
from authored import POSTS
from closed import open_pill, read_note, read_notes
from companion_process import Companion
from playwright.sync_api import Page, expect
from reader import SCREENSHOTS, Reader
from tap import Tap


def read_all(page: Page, tap: Tap) -> None:
    """Each post in turn, until the companion was asked about all of them."""
    for post in POSTS:
        page.locator(f'[data-post-id="{post["id"]}"]').scroll_into_view_if_needed()
        tap.wait_for(lambda tap, post=post: post["id"] in tap.find_ids())  # type: ignore[misc]


def test_every_post_of_the_demo_has_what_the_companion_says(
    reader: Reader, tap: Tap, companion: Companion
) -> None:
    page = reader.open(f"http://127.0.0.1:{tap.port}/demo")
    read_all(page, tap)
    texts = {post["id"]: post["text"] for post in tap.asked}
    assert texts == {post["id"]: post["text"].strip() for post in POSTS}
    said = dict(zip(texts, companion.annotate(list(texts.values())), strict=True))
    expected = {
        post_id: "note" if each.get("note") else "mark" if each.get("mark") else each["status"]
        for post_id, each in said.items()
        if each.get("note") or each.get("mark") or each["status"] == "unjudged"
    }
    expect(page.locator("mindful-feed-note")).to_have_count(len(expected))
    assert {note.post_id: note.kind for note in read_notes(page)} == expected
    count = sum(kind == "note" for kind in expected.values())
    popup = reader.open_popup()
    words = "1 note so far." if count == 1 else f"{count} notes so far."
    expect(popup.get_by_text(words)).to_be_visible()


def test_an_edit_in_the_demo_is_asked_again(reader: Reader, tap: Tap) -> None:
    page = reader.open(f"http://127.0.0.1:{tap.port}/demo")
    edit = page.locator("button.edit").first
    edit.scroll_into_view_if_needed()
    post_id = edit.locator("xpath=ancestor::article").get_attribute("data-post-id")
    other = edit.get_attribute("data-text")
    tap.wait_for(lambda tap: post_id in tap.find_ids())
    tap.forget()
    edit.click()
    tap.wait_for(lambda tap: post_id in tap.find_ids())
    assert {post["id"]: post["text"] for post in tap.asked}[str(post_id)] == other


@pytest.mark.parametrize(
    ("name", "query", "dark"),
    [("demo-light", "", False), ("demo-dark", "", True), ("demo-rtl", "?dir=rtl", False)],
)
def test_the_demo_shows_its_first_note(
    name: str, query: str, dark: bool, reader: Reader, tap: Tap, companion: Companion
) -> None:
    page = reader.open(
        f"http://127.0.0.1:{tap.port}/demo{query}",
        lambda page: page.emulate_media(color_scheme="dark" if dark else "light"),
    )
    shown = [post["text"] for post in POSTS[: page.locator("article").count()]]
    said = companion.annotate(shown)
    post_id = next(post["id"] for post, each in zip(POSTS, said, strict=False) if each.get("note"))
    post = page.locator(f'[data-post-id="{post_id}"]')
    post.evaluate("post => scrollTo(0, post.offsetTop - 160)")
    expect(post.locator("mindful-feed-note")).to_be_attached()
    first = read_note(page, post_id)
    assert first.theme == ("dark" if dark else "light")
    assert open_pill(page, first).mode == "flow"
    page.mouse.move(0, 0)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
