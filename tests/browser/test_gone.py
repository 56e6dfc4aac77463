"""The companion is away, busy, another program, or unpaired: pages are as without the extension."""

import time
from collections.abc import Callable

import pytest
from authored import FEED, HACKER_NEWS, MASTODON, Texts
from closed import NOTES, read_notes
from companion_process import Companion
from feeds import write_feed
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import SiteServer
from tap import Tap
from world import run_inside

SITES = [FEED, "https://news.ycombinator.com/item?id=44100100"]
READ = "document.documentElement.outerHTML"


def wait_for_badge(reader: Reader, text: str) -> None:
    """Wait until the toolbar says so."""
    reader.worker.evaluate(
        """async (text) => {
          const shown = () => chrome.action.getBadgeText({});
          for (let left = 100; left > 0 && (await shown()) !== text; left--) {
            await new Promise((done) => setTimeout(done, 100));
          }
          if ((await shown()) !== text) throw new Error(`the badge says "${await shown()}"`);
        }""",
        text,
    )


def show_feed(site: SiteServer, reader: Reader, posts: dict[str, str]) -> Page:
    site.added["/feed"] = write_feed(posts)
    return reader.open(FEED)


@pytest.mark.parametrize("address", SITES)
def test_with_the_companion_dead_a_page_is_byte_for_byte_its_own(
    address: str,
    new_reader: Callable[..., Reader],
    own_companion: Companion,
    site: SiteServer,
    texts: Texts,
) -> None:
    site.added["/feed"] = write_feed({"a": texts.noted[0], "b": texts.unjudged[0]})
    without = new_reader(extension=False).open(address)
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    reader.turn_on(*MASTODON)
    reader.turn_on(*HACKER_NEWS)
    own_companion.kill()
    page = reader.open(address)
    wait_for_badge(reader, "off")
    assert page.evaluate(READ) == without.evaluate(READ)
    assert page.screenshot() == without.screenshot()


def test_notes_leave_with_the_companion_and_come_back_by_themselves(
    new_reader: Callable[..., Reader], own_companion: Companion, site: SiteServer, texts: Texts
) -> None:
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    reader.turn_on(*MASTODON)
    page = show_feed(site, reader, {f"p{number}": texts.noted[0] for number in range(30)})
    expect(page.locator(NOTES).first).to_be_attached()
    own_companion.kill()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    wait_for_badge(reader, "off")
    expect(page.locator(NOTES)).to_have_count(0)
    own_companion.start()
    own_companion.annotate(["The kettle is on."])  # its model is loaded now
    began = time.monotonic()
    expect(page.locator(NOTES).first).to_be_attached(timeout=5_000)
    print(f"notes were back {time.monotonic() - began:.1f} s after the companion")
    assert reader.read_badge() == ""


def test_an_open_note_stays_until_the_reader_closes_it(
    new_reader: Callable[..., Reader], own_companion: Companion, site: SiteServer, texts: Texts
) -> None:
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    reader.turn_on(*MASTODON)
    page = show_feed(site, reader, {f"p{number}": texts.helped[0] for number in range(30)})
    expect(page.locator(NOTES).first).to_be_attached()
    first = read_notes(page, "data-id")[0]
    first.click(page, first.find("pill"))
    first = read_notes(page, "data-id")[0]
    first.click(page, first.button("Help"))
    own_companion.kill()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    wait_for_badge(reader, "off")
    expect(page.locator(NOTES)).to_have_count(1)
    (kept,) = read_notes(page, "data-id")
    kept.click(page, kept.button("Help"))
    expect(page.locator(NOTES)).to_have_count(0)


def test_a_busy_companion_is_asked_again_when_it_says(
    reader: Reader, tap: Tap, site: SiteServer, texts: Texts
) -> None:
    busy = {"error": {"code": "busy", "message": "busy"}}
    tap.refuse_once("/v1/annotate", 503, {"Retry-After": "2"}, busy)
    began = time.monotonic()
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    assert time.monotonic() - began > 2
    assert [path for path, _, _ in tap.requests].count("/v1/annotate") == 2


def test_a_refused_post_does_not_take_the_others_with_it(
    reader: Reader, tap: Tap, site: SiteServer, texts: Texts
) -> None:
    for _ in range(2):
        wrong = {"error": {"code": "bad_request", "message": "no"}}
        tap.refuse_once("/v1/annotate", 400, {}, wrong)
    page = show_feed(site, reader, {"a": texts.noted[0], "b": texts.noted[0] + " "})
    expect(page.locator(NOTES)).to_have_count(1)


def test_another_program_on_the_port_gets_neither_token_nor_text(
    reader: Reader, tap: Tap, site: SiteServer, texts: Texts
) -> None:
    for _ in range(3):
        tap.refuse_once("/v1/hello", 200, {}, {"proof": "0" * 64, "protocol": 1, "name": "x"})
    page = show_feed(site, reader, {"a": texts.noted[0]})
    wait_for_badge(reader, "!")
    assert {path for path, _, _ in tap.requests} == {"/v1/hello"}, tap.requests
    assert "Authorization" not in tap.requests[0][1]
    assert texts.noted[0].encode() not in tap.requests[0][2]
    assert page.locator(NOTES).count() == 0
    tap.refusals.clear()
    expect(page.locator(NOTES)).to_have_count(1)


def test_a_token_goes_only_where_the_proof_was_right(
    reader: Reader, tap: Tap, site: SiteServer, texts: Texts
) -> None:
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    paths = [path for path, _, _ in tap.requests]
    first = paths.index("/v1/annotate")
    assert paths[0] == "/v1/hello"
    for path, headers, _ in tap.requests:
        assert path != "/v1/hello" or "Authorization" not in headers
    assert tap.requests[first][1]["Authorization"].startswith("Bearer ")


def test_a_page_in_the_background_asks_nothing(
    reader: Reader, tap: Tap, site: SiteServer, texts: Texts
) -> None:
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    run_inside(page, "Object.defineProperty(document, 'hidden', { get: () => true }); true")
    front = show_feed(site, reader, {"b": texts.noted[0]})
    tap.forget()
    page.evaluate(
        """() => {
          const again = document.querySelector('article').cloneNode(true);
          again.querySelector('.status').dataset.id = 'hidden-1';
          again.querySelector('p').textContent += ' Later.';
          document.querySelector('main').append(again);
        }"""
    )
    front.reload()
    expect(front.locator(NOTES)).to_have_count(1)
    assert "hidden-1" not in tap.find_ids()


def test_unpairing_takes_the_notes_away(
    new_reader: Callable[..., Reader], companion: Companion, site: SiteServer, texts: Texts
) -> None:
    reader = new_reader()
    reader.pair(companion.make_code(), companion.port)
    reader.turn_on(*MASTODON)
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    popup = reader.open_popup()
    popup.get_by_text("Advanced").click()
    popup.get_by_role("button", name="Unpair this browser").click()
    expect(popup.get_by_text("Not paired yet")).to_be_visible()
    popup.close()
    page.bring_to_front()
    expect(page.locator(NOTES)).to_have_count(0)
    reader.pair(companion.make_code(), companion.port)
    page.bring_to_front()
    expect(page.locator(NOTES)).to_have_count(1)


def test_turning_a_site_off_and_on_again_needs_no_reload(
    reader: Reader, site: SiteServer, texts: Texts
) -> None:
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    reader.turn_off(MASTODON[0])
    expect(page.locator(NOTES)).to_have_count(0)
    reader.turn_on(*MASTODON)
    page.bring_to_front()
    expect(page.locator(NOTES)).to_have_count(1)


def test_notes_are_there_after_going_back(reader: Reader, site: SiteServer, texts: Texts) -> None:
    page = show_feed(site, reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    page.goto("https://elsewhere.example.test/")
    page.go_back()
    expect(page.locator(NOTES)).to_have_count(1)
