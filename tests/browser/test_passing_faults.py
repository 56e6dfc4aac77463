"""What fails inside the extension itself for a moment costs the reader no notes."""

from collections.abc import Callable

import pytest
from authored import MASTODON, Texts
from closed import NOTES
from companion_process import Companion
from playwright.sync_api import expect
from reader import Reader
from site_server import SiteServer
from test_gone import show_feed

# The first question about posts meets a browser that cannot say what the reader granted.
FAIL_ONCE = """() => {
  const { contains } = chrome.permissions;
  let isAsked = false;
  self.failures = 0;
  chrome.runtime.onConnect.addListener((line) => line.onMessage.addListener(({ message }) => {
    isAsked ||= message.ask === 'annotate';
  }));
  chrome.permissions.contains = (...given) => {
    if (!isAsked || self.failures > 0) return contains.apply(chrome.permissions, given);
    self.failures += 1;
    return Promise.reject(new Error('not now'));
  };
}"""


@pytest.fixture
def own_reader(new_reader: Callable[..., Reader], companion: Companion) -> Reader:
    """A reader whose browser may be broken, since no other test uses it."""
    reader = new_reader()
    reader.pair(companion.make_code(), companion.port)
    reader.turn_on(*MASTODON)
    return reader


def test_a_badge_that_cannot_be_drawn_costs_no_note(
    own_reader: Reader, site: SiteServer, texts: Texts
) -> None:
    own_reader.worker.evaluate(
        "() => { chrome.action.setTitle = () => Promise.reject(new Error('no window')); }"
    )
    page = show_feed(site, own_reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)


def test_a_fault_that_passes_costs_seconds(
    own_reader: Reader, site: SiteServer, texts: Texts
) -> None:
    page = show_feed(site, own_reader, {"a": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    own_reader.worker.evaluate(FAIL_ONCE)
    page.reload()
    expect(page.locator(NOTES)).to_have_count(1, timeout=20_000)
    assert own_reader.worker.evaluate("() => self.failures") == 1
