"""What the background adds to a question, and what it lets through."""

import json
from typing import Any

import pytest
from authored import Opener, Texts
from playwright.sync_api import Page, expect
from reader import Reader
from tap import Tap
from world import run_inside


@pytest.fixture
def page(open_feed: Opener, texts: Texts) -> Page:
    opened = open_feed({"a": texts.noted[0]})
    expect(opened.locator("mindful-feed-note")).to_be_attached()
    return opened


def ask_about(page: Page, tap: Tap, post: dict[str, Any]) -> dict[str, Any]:
    """What reaches the companion of a question that a content script asks."""
    tap.forget()
    request = {"ask": "annotate", "request": {"posts": [post]}}
    run_inside(page, f"chrome.runtime.sendMessage({json.dumps(request)})")
    (body,) = [json.loads(body) for path, _, body in tap.requests if path == "/v1/annotate"]
    asked: dict[str, Any] = body
    return asked


def test_only_the_hosts_of_links_go_along(page: Page, tap: Tap) -> None:
    links = ["who.int", "https://who.int/secret", "a b", 7, *[f"h{n}.example" for n in range(20)]]
    (post,) = ask_about(page, tap, {"id": "x", "text": "Tea.", "links": links})["posts"]
    assert post["links"] == ["who.int", *[f"h{n}.example" for n in range(15)]]


def test_what_a_post_quotes_and_answers_goes_along(page: Page, tap: Tap) -> None:
    asked = {"id": "x", "text": "Tea.", "quotes": "y", "replies_to": "z"}
    assert ask_about(page, tap, asked)["posts"] == [asked]


def test_the_country_that_the_reader_chose_goes_along(page: Page, tap: Tap, reader: Reader) -> None:
    assert "country" not in ask_about(page, tap, {"id": "x", "text": "Tea."})
    reader.worker.evaluate("chrome.storage.local.set({ country: 'PT' })")
    try:
        assert ask_about(page, tap, {"id": "x", "text": "Tea."})["country"] == "PT"
    finally:
        reader.worker.evaluate("chrome.storage.local.remove('country')")


def test_the_hosts_that_a_post_links_to_are_read(open_feed: Opener, texts: Texts, tap: Tap) -> None:
    link = "const a = document.createElement('a'); a.href = 'https://who.int/x?y=1#z';"
    open_feed(
        {"a": texts.noted[0]},
        script=f"{link} a.textContent = 'there'; document.querySelector('p').append(' ', a);",
    )
    tap.wait_for(lambda tap: bool(tap.asked))
    assert tap.asked[-1]["links"] == ["who.int"]
