"""Reading on and going back: few questions, nothing asked twice, and what is seen late counts."""

import json
from collections.abc import Callable
from typing import Any

from authored import Opener, Texts
from drawing import DRAWN
from evening import BEGIN
from playwright.sync_api import Page, expect
from tap import Tap
from world import enter

COUNT = 60
NOTED = 30
# What is on the screen goes with a few next to it.
MOST_AT_ONCE = 20
ON_SCREEN = [f"p{at}" for at in range(5)]
# Longer than questions are gathered, in milliseconds.
GATHERED = 600
# A reader who goes on by four posts, and looks at them for longer than questions are gathered.
READ_ON = """async (count) => {
  for (let at = 4; at < count; at += 4) {
    document.querySelector(`[data-id=p${at}]`).scrollIntoView();
    await new Promise((done) => setTimeout(done, 400));
  }
}"""
# How many posts the browser is asked to look at from then on.
COUNT_LOOKS = """(() => {
  const { observe } = IntersectionObserver.prototype;
  globalThis.looked = 0;
  IntersectionObserver.prototype.observe = function (post) {
    looked += 1;
    return observe.call(this, post);
  };
})()"""
GO_TO = "(at) => document.querySelector(`[data-id=p${at}]`).scrollIntoView()"
SECOND = "(async () => { moment += 1000; await mindfulFeed.clock.tick(); })()"


def open_long(open_feed: Opener, texts: Texts) -> Page:
    """A feed of some screens, with one noted post far down."""
    posts = {f"p{at}": f"{texts.plain[at % 2]} ({at})" for at in range(COUNT)}
    return open_feed(posts | {f"p{NOTED}": texts.noted[0]})


def read_on(page: Page, tap: Tap) -> Callable[[str], Any]:
    """Go on to the end, with a clock that stands still; what it returns runs in the scripts."""
    tap.wait_for(lambda tap: "p0" in tap.find_ids())
    run = enter(page)
    run(BEGIN)
    page.evaluate(READ_ON, COUNT)
    tap.wait_for(lambda tap: f"p{COUNT - 1}" in tap.find_ids())
    return run


def count_questions(tap: Tap) -> int:
    """How often the companion was asked about posts."""
    return [path for path, _, _ in tap.requests].count("/v1/annotate")


def list_seen(tap: Tap) -> list[dict[str, Any]]:
    """The posts that were told as seen."""
    told = [json.loads(body) for path, _, body in tap.requests if path == "/v1/exposure"]
    return [seen for each in told for seen in each.get("seen", [])]


def test_posts_that_come_next_are_asked_about_together(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_long(open_feed, texts)
    tap.wait_for(lambda tap: "p0" in tap.find_ids())
    page.evaluate(READ_ON, COUNT)
    tap.wait_for(lambda tap: f"p{COUNT - 1}" in tap.find_ids())
    ids = tap.find_ids()
    assert sorted(ids) == sorted({f"p{at}" for at in range(COUNT)})
    assert count_questions(tap) <= 6, "four posts at a time would be a dozen"


def test_what_one_question_cannot_hold_is_asked_about_right_after_it(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    open_long(open_feed, texts)
    tap.wait_for(lambda tap: len(tap.asked) > MOST_AT_ONCE)
    first = tap.find_ids()[:MOST_AT_ONCE]
    assert set(ON_SCREEN) <= set(first), "what is on the screen comes first"
    assert len(tap.find_ids()) > MOST_AT_ONCE, "nobody scrolled"
    assert count_questions(tap) == 2


def test_what_comes_after_a_question_that_failed_is_not_asked_before_it(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    refusal = {"error": {"code": "busy", "message": "Too much to do."}}
    tap.refuse_once("/v1/annotate", 503, {"Retry-After": "1"}, refusal)
    open_long(open_feed, texts)
    tap.wait_for(lambda tap: len(tap.asked) > MOST_AT_ONCE)
    refused, again = [
        {post["id"] for post in json.loads(body)["posts"]}
        for path, _, body in tap.requests
        if path == "/v1/annotate"
    ][:2]
    assert refused <= again


def test_a_post_that_stands_in_the_page_whole_and_cut_short_is_asked_about_once_each(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    page.locator("mindful-feed-note").wait_for(state="attached")
    page.evaluate(
        """() => {
          const cut = document.querySelector('article').cloneNode(true);
          for (const note of cut.querySelectorAll('mindful-feed-note')) note.remove();
          cut.querySelector('p').textContent = 'Cut short, and calm.';
          document.querySelector('main').append(cut);
        }"""
    )
    tap.wait_for(lambda tap: tap.find_ids().count("a") == 2)
    for _ in range(3):
        page.evaluate("document.querySelectorAll('article p').forEach(p => p.append(''))")
        page.evaluate(DRAWN)
    page.wait_for_timeout(GATHERED)
    assert tap.find_ids().count("a") == 2
    expect(page.locator("mindful-feed-note")).to_have_count(1)


def test_a_post_that_was_scrolled_past_counts_once_the_reader_comes_back_to_it(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_long(open_feed, texts)
    run = read_on(page, tap)
    for _ in range(3):
        run(SECOND)
    assert not [seen for seen in list_seen(tap) if seen["category"]]
    page.locator(f"[data-id=p{NOTED}]").first.scroll_into_view_if_needed()
    page.evaluate(DRAWN)
    for _ in range(8):
        run(SECOND)
        page.evaluate(DRAWN)
    tap.wait_for(lambda tap: any(seen["category"] for seen in list_seen(tap)))
    assert len([seen for seen in list_seen(tap) if seen["category"]]) == 1


def test_what_a_reader_flies_by_is_not_looked_at_and_where_they_stop_counts_no_later(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_long(open_feed, texts)
    run = read_on(page, tap)
    page.evaluate(GO_TO, 0)
    page.evaluate(DRAWN)
    run(SECOND)
    run(SECOND)
    page.evaluate(GO_TO, NOTED)
    page.evaluate(DRAWN)
    run(COUNT_LOOKS)
    run(SECOND)
    assert run("looked") == 0
    run(SECOND)
    assert run("looked") > 0
    # It was in front of the reader for one second by the clock; then they go.
    page.evaluate(GO_TO, 0)
    page.evaluate(DRAWN)
    for _ in range(4):
        run(SECOND)
    tap.wait_for(lambda tap: any(seen["category"] for seen in list_seen(tap)))
    assert len([seen for seen in list_seen(tap) if seen["category"]]) == 1


def test_a_post_that_was_flown_by_and_back_to_does_not_count(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_long(open_feed, texts)
    run = read_on(page, tap)
    page.evaluate(GO_TO, NOTED)
    # Two screens before it, at it, far behind it, and at it again: never for a whole second.
    for screens in (-2, 1.5, 2.1, -1.9):
        page.evaluate(f"scrollBy(0, {screens} * innerHeight)")
        page.evaluate(DRAWN)
        run(SECOND)
    page.evaluate(GO_TO, 0)
    for _ in range(16):
        page.evaluate(DRAWN)
        run(SECOND)
    tap.wait_for(lambda tap: len(list_seen(tap)) > 0)
    assert not [seen for seen in list_seen(tap) if seen["category"]]


def test_posts_that_left_the_page_are_not_looked_at_every_second(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_long(open_feed, texts)
    run = read_on(page, tap)
    page.evaluate("[...document.querySelectorAll('article')].slice(0, -5).forEach(a => a.remove())")
    page.evaluate(DRAWN)
    # The page moved to where its end is now.
    run(SECOND)
    run(COUNT_LOOKS)
    run(SECOND)
    first = run("looked")
    run(SECOND)
    assert first > 0
    assert run("looked") - first <= 5
