"""The authored pages: every post is found with its exact text, and the page's nodes stay put."""

from typing import Any

import pytest
from authored import HACKER_NEWS, MASTODON
from closed import open_pill, read_notes
from companion_process import Companion
from playwright.sync_api import Locator, Page, expect
from reader import Reader
from site_server import read_expected
from tap import Tap

SITES = {
    "mastodon": "https://mastodon.social/home",
    "hackernews": "https://news.ycombinator.com/item?id=44100100",
}
SWITCHES = {"mastodon": MASTODON, "hackernews": HACKER_NEWS}
OPENERS = {"mastodon": ".content-warning button", "hackernews": ".togg"}
NAMES = {"mastodon": "data-id", "hackernews": "id"}


def find_post(page: Page, name: str, post_id: str) -> Locator:
    """The post of that id; on Mastodon the article around it, which stays when the post is far."""
    named = page.locator(f'[{NAMES[name]}="{post_id}"]')
    return named.or_(page.locator(f'.detailed-status:has(a[href="{post_id}"])')).first


def go_to(page: Page, name: str, post: dict[str, Any]) -> None:
    """Scroll to a post. One that is quoted is in the page while the post that quotes it is near."""
    around = [each["id"] for each in read_expected(name) if each.get("quotes") == post["id"]]
    for post_id in [*around, post["id"]]:
        find_post(page, name, post_id).scroll_into_view_if_needed()


def read_through(page: Page, tap: Tap, name: str) -> None:
    """As a reader reads: every open post in turn, until the companion was asked about it."""
    for post in read_expected(name):
        if not post.get("collapsed"):
            go_to(page, name, post)
            tap.wait_for(lambda tap, post=post: post["id"] in tap.find_ids())  # type: ignore[misc]


@pytest.mark.parametrize("name", SITES)
def test_every_open_post_is_asked_once_with_its_exact_text(
    name: str, reader: Reader, tap: Tap
) -> None:
    expected = {
        post["id"]: post["text"] for post in read_expected(name) if not post.get("collapsed")
    }
    read_through(reader.open(SITES[name]), tap, name)
    assert {post["id"]: post["text"] for post in tap.asked} == expected
    assert len(tap.asked) == len(expected)


@pytest.mark.parametrize("name", SITES)
def test_closed_words_are_asked_only_once_the_reader_opens_them(
    name: str, reader: Reader, tap: Tap
) -> None:
    closed = {post["id"]: post["text"] for post in read_expected(name) if post.get("collapsed")}
    page = reader.open(SITES[name])
    read_through(page, tap, name)
    assert not set(closed) & set(tap.find_ids())
    tap.forget()
    for post_id in closed:
        post = find_post(page, name, post_id)
        post.scroll_into_view_if_needed()
        # Unfolding a comment on Hacker News unfolds the replies under it too.
        if name == "mastodon" or "coll" in (post.get_attribute("class") or ""):
            post.locator(OPENERS[name]).click()
        tap.wait_for(lambda tap, post_id=post_id: post_id in tap.find_ids())  # type: ignore[misc]
    assert {post["id"]: post["text"] for post in tap.asked} == closed


def test_a_quoting_post_names_the_post_it_quotes(reader: Reader, tap: Tap) -> None:
    expected = {post["id"]: post.get("quotes") for post in read_expected("mastodon")}
    read_through(reader.open(SITES["mastodon"]), tap, "mastodon")
    assert all(post.get("quotes") == expected[post["id"]] for post in tap.asked)


@pytest.mark.parametrize("name", SITES)
def test_notes_are_the_companions_and_stand_inside_their_posts(
    name: str, reader: Reader, tap: Tap, companion: Companion
) -> None:
    page = reader.open(SITES[name])
    read_through(page, tap, name)
    posts = [post for post in read_expected(name) if not post.get("collapsed")]
    said = companion.annotate([post["text"] for post in posts])
    noted = {
        post["id"]: (post, each["note"]["title"])
        for post, each in zip(posts, said, strict=True)
        if each.get("note")
    }
    assert noted, "this companion notes nothing on the page"
    for post, title in noted.values():
        go_to(page, name, post)
        host = find_post(page, name, post["id"]).locator("mindful-feed-note").first
        expect(host).to_be_attached()
        found = read_notes(page, NAMES[name])
        assert title in [note.title for note in found]
        assert all(noted[each.post_id][1] == each.title for each in found if each.post_id in noted)


# The page without our elements, and each of its articles that is drawn now. Mastodon's client draws
# only articles near the screen and writes its own style on the others.
READ_PAGE = """() => {
  const copy = document.documentElement.cloneNode(true);
  const hosts = copy.querySelectorAll('mindful-feed-note');
  hosts.forEach((host) => host.remove());
  const articles = {};
  for (const article of copy.querySelectorAll('article')) {
    const isDrawn = article.querySelector('.status') !== null;
    article.removeAttribute('style');
    if (isDrawn) articles[article.dataset.id] = article.outerHTML;
    article.replaceChildren();
  }
  return { hosts: hosts.length, articles, rest: copy.outerHTML };
}"""


@pytest.mark.parametrize("name", SITES)
def test_no_node_of_the_page_is_moved_wrapped_or_marked(name: str, reader: Reader) -> None:
    reader.turn_off(SWITCHES[name][0])
    plain = reader.open(SITES[name]).evaluate(READ_PAGE)
    reader.turn_on(*SWITCHES[name])
    page = reader.open(SITES[name])
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    noted = page.evaluate(READ_PAGE)
    assert plain["hosts"] == 0
    assert noted["hosts"] > 0
    assert noted["rest"] == plain["rest"]
    both = set(noted["articles"]) & set(plain["articles"])
    assert all(noted["articles"][each] == plain["articles"][each] for each in both)
    assert both or name != "mastodon"


@pytest.mark.parametrize("name", SITES)
def test_a_click_in_a_note_does_not_open_the_post(name: str, reader: Reader) -> None:
    page = reader.open(SITES[name])
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    note = next(note for note in read_notes(page, NAMES[name]) if note.kind == "note")
    note = open_pill(page, note, NAMES[name])
    assert note.mode == "flow"
    for part in (note.button("Why?"), note.button("Why?"), note.find("close")):
        note.click(page, part)
    assert "#" not in page.url


def test_an_edited_post_is_asked_again(reader: Reader, tap: Tap) -> None:
    edited = next(post for post in read_expected("mastodon") if post.get("edited"))
    page = reader.open(SITES["mastodon"])
    tap.wait_for(lambda tap: bool(tap.asked))
    find_post(page, "mastodon", edited["id"]).scroll_into_view_if_needed()
    tap.wait_for(lambda tap: edited["id"] in tap.find_ids())
    tap.forget()
    page.evaluate("id => dispatchEvent(new CustomEvent('edit-post', {detail: {id}}))", edited["id"])
    tap.wait_for(lambda tap: edited["id"] in tap.find_ids())
    assert tap.asked[-1]["text"] == edited["edited"]["text"]
