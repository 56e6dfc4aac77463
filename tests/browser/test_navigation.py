"""A reader goes on within a page, and back to one that the browser had put aside."""

from collections.abc import Callable

from authored import FEED, MASTODON, Opener, Texts
from closed import find_note
from companion_process import Companion
from feeds import write_feed
from playwright.sync_api import expect
from reader import Reader
from site_server import SiteServer
from tap import Tap

HOSTS = "mindful-feed-note"
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
        expect(page.locator(HOSTS)).to_have_count(1)
    assert tap.find_ids() == ["a", "b", "c"]


def test_a_page_that_the_browser_had_put_aside_looks_again(
    new_reader: Callable[..., Reader],
    companion: Companion,
    site: SiteServer,
    tap: Tap,
    texts: Texts,
) -> None:
    reader = new_reader(cache=True)
    reader.pair(companion.make_code(), tap.port)
    reader.turn_on(*MASTODON)
    site.added["/feed"] = write_feed(
        {"a": texts.noted[0]},
        script="addEventListener('pageshow', (event) => {"
        " document.title = event.persisted ? 'kept' : 'new'; });",
    )
    page = reader.open(FEED)
    expect(page.locator(HOSTS)).to_have_count(1)
    page.evaluate("document.title = 'left'")
    page.goto("https://elsewhere.example.test/")
    tap.forget()
    # A page that was put aside does not load again.
    page.go_back(wait_until="commit")
    expect(page).to_have_title("kept")
    tap.wait_for(lambda tap: "a" in tap.find_ids())
    expect(page.locator(HOSTS)).to_have_count(1)
