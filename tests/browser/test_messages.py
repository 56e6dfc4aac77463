"""Who may ask the background for what."""

import json
from typing import Any

import pytest
from authored import Opener, Texts
from companion_process import Companion
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import SiteServer
from tap import Tap
from world import run_inside


@pytest.fixture
def page(open_feed: Opener, texts: Texts) -> Page:
    """A page with its content scripts at work."""
    opened = open_feed({"a": texts.noted[0]})
    expect(opened.locator("mindful-feed-note")).to_be_attached()
    return opened


def ask_inside(page: Page, message: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = run_inside(page, f"chrome.runtime.sendMessage({json.dumps(message)})")
    return said


def find_strange(tap: Tap) -> list[str]:
    """What was asked beside that which the page tells and reads by itself, now and then."""
    own = {"/v1/hello", "/v1/annotate", "/v1/exposure"}
    return [
        path
        for path, _, body in tap.requests
        if path not in own and (path, json.loads(body)) != ("/v1/settings", {})
    ]


@pytest.mark.parametrize(
    "ask",
    [
        *("state", "pair", "unpair", "port", "sites", "resources", "snooze", "toString"),
        *("settings", "preview", "export", "import"),
    ],
)
def test_a_content_script_may_not_ask_what_pages_of_the_extension_may(
    ask: str, page: Page, tap: Tap
) -> None:
    tap.forget()
    said = ask_inside(page, {"ask": ask, "code": "AAAA-AAAA", "port": 22560, "request": {}})
    assert said == {"error": {"code": "not_allowed"}}
    assert find_strange(tap) == []


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        {"then": 5},
        {"then": [None]},
        {"message": {"ask": "state"}},
        {"message": {"ask": "site"}, "then": [{"message": {"ask": "state"}}]},
    ],
)
def test_a_line_to_the_background_allows_no_more_than_a_message(sent: Any, page: Page) -> None:
    then = (sent or {}).get("then")
    count = 1 + (len(then) if isinstance(then, list) else 0)
    replies = run_inside(
        page,
        "new Promise((done) => { const port = chrome.runtime.connect(); const replies = [];"
        " port.onMessage.addListener(({ reply }) => {"
        f"   if (replies.push(reply) === {count}) port.disconnect(), done(replies); }});"
        f" port.postMessage({json.dumps(sent)}); }})",
    )
    assert replies[-1] == {"error": {"code": "not_allowed"}}


@pytest.mark.parametrize(
    "request_",
    [
        None,
        {},
        {"posts": []},
        {"posts": [{"id": "a"}]},
        {"posts": [{"id": "a\n", "text": "x"}]},
        {"posts": [{"id": 1, "text": "x"}]},
        {"posts": [{"id": str(number), "text": "x"} for number in range(33)]},
    ],
)
def test_what_is_no_request_is_not_sent(request_: Any, page: Page, tap: Tap) -> None:
    tap.forget()
    said = ask_inside(page, {"ask": "annotate", "request": request_})
    assert said == {"error": {"code": "refused"}}
    assert find_strange(tap) == []
    assert set(tap.find_ids()) <= {"a"}


def test_a_content_script_cannot_choose_what_else_is_sent(page: Page, tap: Tap) -> None:
    tap.forget()
    post = {"id": "x", "text": "The kettle is on.", "author": "Imke", "lang": "en\n"}
    ask_inside(
        page,
        {
            "ask": "annotate",
            "url": "http://127.0.0.1:9/",
            "request": {"site": "other", "country": "XX", "posts": [post]},
        },
    )
    sent = [json.loads(body) for path, _, body in tap.requests if path == "/v1/annotate"]
    (body,) = [each for each in sent if each["posts"][0]["id"] == "x"]
    assert body["site"] == "mastodon.social"
    assert set(body) <= {"site", "lang", "time_zone", "languages", "posts", "country"}
    assert body.get("country") != "XX"
    assert body["posts"] == [{"id": "x", "text": "The kettle is on."}]


def test_a_content_script_learns_nothing_of_what_the_reader_keeps(
    page: Page, companion: Companion
) -> None:
    link = "https://elsewhere.example.test/7"
    added = companion.ask("/v1/later", {"add": {"link": link, "site": "elsewhere.example.test"}})
    assert ask_inside(page, {"ask": "later", "request": {"take": [added["added"]]}}) == {}
    assert [each["link"] for each in companion.ask("/v1/later", {})["links"]] == [link]
    companion.ask("/v1/later", {"clear": True})
    said = {"ask": "feedback", "category": "despair", "verdict": "helpful", "score": 0.5}
    for more in ({}, {"undo": True}):
        assert ask_inside(page, {**said, **more}) == {}
    for wrong in ({"category": ["despair"]}, {"score": "0.5"}, {"verdict": None}):
        assert ask_inside(page, {**said, **wrong}) == {"error": {"code": "refused"}}


def test_a_content_script_takes_back_what_it_set_aside_itself(
    page: Page, companion: Companion
) -> None:
    new = {"link": "https://mastodon.social/@imke/7", "category": "despair"}
    added = ask_inside(page, {"ask": "later", "request": {"add": new}})["added"]
    assert len(companion.ask("/v1/later", {})["links"]) == 1
    assert ask_inside(page, {"ask": "later", "request": {"take": [added]}}) == {}
    assert companion.ask("/v1/later", {})["links"] == []


def test_a_content_script_cannot_read_the_readers_choices(page: Page) -> None:
    said = run_inside(
        page, "chrome.storage.local.get().then(() => 'read', (error) => error.message)"
    )
    assert "not allowed" in said


def test_the_token_is_not_in_the_extensions_storage(reader: Reader) -> None:
    kept = reader.worker.evaluate("chrome.storage.local.get()")
    assert set(kept) <= {"port", "servers", "country", "language", "known", "snooze"}


def test_a_page_cannot_open_the_popup_or_read_the_extensions_files(
    page: Page, reader: Reader
) -> None:
    loaded = page.evaluate(
        """async (id) => {
          const frame = document.createElement('iframe');
          frame.src = `chrome-extension://${id}/pages/popup.html`;
          const image = new Image();
          const seen = new Promise((done) => {
            image.onload = () => done('image');
            image.onerror = () => done('nothing');
          });
          image.src = `chrome-extension://${id}/icons/icon.svg`;
          document.body.append(frame);
          return seen;
        }""",
        reader.id,
    )
    assert loaded == "nothing"


def test_another_programs_demo_page_gets_no_site(reader: Reader, site: SiteServer) -> None:
    # The demo is at the companion's port alone; this server has another one.
    port = site.server_address[1]
    page = reader.open("about:blank")
    page.route(
        f"http://127.0.0.1:{port}/demo",
        lambda route: route.fulfill(body="<p>Not it</p>", content_type="text/html"),
    )
    page.goto(f"http://127.0.0.1:{port}/demo")
    assert ask_inside(page, {"ask": "site"}) == {"error": {"code": "site_off"}}
