"""A reader goes on within a page, and back to one that the browser had put aside."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from authored import FEED, MASTODON, Opener, Texts
from closed import NOTES, find_note
from companion_process import Companion
from feeds import write_feed
from playwright.sync_api import Page, Playwright, expect
from reader import Reader
from site_server import SiteServer
from tap import PATIENCE, Tap

# What single-page sites do: another address, and other posts in the same page, or in a new body.
GO_ON = """([post, way]) => {
  const next = document.createRange().createContextualFragment(`<main role="feed">${post}</main>`);
  history.pushState({}, '', '/@imke/next');
  if (way === 'list') document.querySelector('main').replaceWith(next);
  else {
    const body = document.createElement('body');
    body.append(next);
    document.body.replaceWith(body);
  }
}"""


def test_posts_after_a_step_within_the_page_get_their_notes(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"a": texts.noted[0]})
    find_note(page, "a")
    for way, post_id in {"list": "b", "body": "c"}.items():
        feed = write_feed({post_id: texts.noted[-1]})
        article = feed[feed.index("<article") : feed.index("</main>")]
        page.evaluate(GO_ON, [article, way])
        assert find_note(page, post_id).kind == "note"
        expect(page.locator(NOTES)).to_have_count(1)
    # A page asks again about the posts on its screen when a site was turned on a moment before.
    assert list(dict.fromkeys(tap.find_ids())) == ["a", "b", "c"]


@pytest.fixture(scope="module")
def going_back(
    playwright: Playwright,
    companion: Companion,
    site: SiteServer,
    shared_tap: Tap,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    """A reader whose browser keeps the page that they leave."""
    profile = tmp_path_factory.mktemp("going-back")
    reader = Reader(playwright, profile, site.resolver_rules(), cache=True)
    reader.pair(companion.make_code(), shared_tap.port)
    reader.turn_on(*MASTODON)
    yield reader
    reader.context.close()


def open_kept(reader: Reader, site: SiteServer, text: str) -> Page:
    """A page of one post that says in its title whether it was put aside and came back."""
    site.added["/feed"] = write_feed(
        {"a": text},
        script="addEventListener('pageshow', (event) => {"
        " document.title = event.persisted ? 'kept' : 'new'; });",
    )
    return reader.open(FEED)


def leave_and_come_back(page: Page, tap: Tap) -> None:
    page.evaluate("document.title = 'left'")
    page.goto("https://elsewhere.example.test/")
    tap.forget()
    # A page that was put aside does not load again.
    page.go_back(wait_until="commit")
    expect(page).to_have_title("kept")


def test_a_page_that_the_browser_had_put_aside_looks_again(
    going_back: Reader, site: SiteServer, tap: Tap, texts: Texts
) -> None:
    page = open_kept(going_back, site, texts.noted[0])
    expect(page.locator(NOTES)).to_have_count(1)
    leave_and_come_back(page, tap)
    tap.wait_for(lambda tap: "a" in tap.find_ids())
    expect(page.locator(NOTES)).to_have_count(1)


def test_a_page_put_aside_while_it_asks_does_not_wait_for_that_answer_for_ever(
    going_back: Reader, site: SiteServer, tap: Tap, texts: Texts
) -> None:
    asked, is_back = Event(), Event()

    def hold(_reply: dict[str, Any]) -> None:
        asked.set()
        is_back.wait(PATIENCE)

    tap.change = hold
    try:
        page = open_kept(going_back, site, texts.noted[0])
        assert asked.wait(PATIENCE)
        leave_and_come_back(page, tap)
    finally:
        tap.change = None
        is_back.set()
    tap.wait_for(lambda tap: "a" in tap.find_ids())
    expect(page.locator(NOTES)).to_have_count(1)
