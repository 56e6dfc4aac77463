"""Two questions that go together: their notes come at once where that is soon."""

import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from authored import Opener, Texts
from closed import NOTES
from playwright.sync_api import Page, expect
from tap import PATIENCE, Tap
from world import enter

COUNT = 40
FIRST = "p0"
# It stands behind what goes with the screen, and is read ahead.
SECOND = "p22"
# In how many goes notes came, and how many in each.
WATCH = """globalThis.goes = [];
new MutationObserver((records) => {
  const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
  const notes = added.filter(({ localName }) => localName === 'mindful-feed-note');
  if (notes.length > 0) goes.push(notes.length);
}).observe(document.documentElement, { childList: true, subtree: true });"""
# A question that is not answered by then has failed, and waits for nothing more.
BEFORE_IT_FAILS = 10_000
BUSY = {"error": {"code": "busy", "message": "Too much to do."}}


@pytest.fixture
def open_two(open_feed: Opener, texts: Texts, tap: Tap) -> Iterator[Callable[[], Page]]:
    """Opens a feed that takes two questions, with a noted post in each."""

    def open_page() -> Page:
        posts = {f"p{at}": f"{texts.plain[at % 2]} ({at})" for at in range(COUNT)}
        noted = {FIRST: texts.noted[0], SECOND: texts.noted[1]}
        return open_feed(posts | noted, script=WATCH)

    yield open_page
    tap.change = None


def list_questions(tap: Tap) -> list[set[str]]:
    """The ids that each question was about."""
    return [
        {post["id"] for post in json.loads(body)["posts"]}
        for path, _, body in tap.requests
        if path == "/v1/annotate"
    ]


def tells_of(reply: dict[str, Any], post_id: str) -> bool:
    """Whether a post is among those that a reply is about."""
    return post_id in {annotation["post_id"] for annotation in reply["annotations"]}


def test_answers_that_come_close_together_change_the_page_once(
    open_two: Callable[[], Page], tap: Tap
) -> None:
    def count_goes() -> list[int]:
        page = open_two()
        expect(page.locator(NOTES)).to_have_count(2)
        first, second = list_questions(tap)[:2]
        assert FIRST in first and SECOND in second
        goes: list[int] = page.evaluate("goes")
        page.close()
        return goes

    # On a machine that is busy with something else the second may take its time.
    assert [2] in [count_goes() for _ in range(3)]


def test_a_second_answer_that_takes_longer_than_the_first_lets_expect_is_not_waited_for(
    open_two: Callable[[], Page], tap: Tap
) -> None:
    go_on = Event()
    tap.change = lambda reply: tells_of(reply, SECOND) and go_on.wait(PATIENCE) and None
    page = open_two()
    expect(page.locator(NOTES)).to_have_count(1, timeout=BEFORE_IT_FAILS)
    assert SECOND not in tap.find_ids()
    go_on.set()
    expect(page.locator(NOTES)).to_have_count(2)


def test_a_second_answer_that_will_take_long_is_not_waited_for_at_all(
    open_two: Callable[[], Page], tap: Tap
) -> None:
    go_on = {FIRST: Event(), SECOND: Event()}

    def hold(reply: dict[str, Any]) -> None:
        for post_id, event in go_on.items():
            if tells_of(reply, post_id):
                event.wait(PATIENCE)

    tap.change = hold
    page = open_two()
    tap.wait_for(lambda tap: len(list_questions(tap)) > 0)
    # Who waits now waits for ever.
    enter(page)("globalThis.setTimeout = () => 0")
    page.wait_for_timeout(1000)
    go_on[FIRST].set()
    expect(page.locator(NOTES)).to_have_count(1)
    go_on[SECOND].set()
    expect(page.locator(NOTES)).to_have_count(2)


def test_an_answer_is_shown_though_the_one_after_it_fails(
    open_two: Callable[[], Page], tap: Tap
) -> None:
    def fail_next(reply: dict[str, Any]) -> None:
        if tells_of(reply, FIRST):
            tap.refuse_once("/v1/annotate", 503, {"Retry-After": "5"}, BUSY)

    tap.change = fail_next
    page = open_two()
    expect(page.locator(NOTES)).to_have_count(1)
    assert SECOND not in tap.find_ids()
    expect(page.locator(NOTES)).to_have_count(2)
