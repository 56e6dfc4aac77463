"""A reader who scrolls through a long feed, and a companion to which things happen meanwhile."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from companion_process import Companion
from feeds import write_feed
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import SiteServer

CONSTANT = Path(__file__).parent / "constant_companion.py"
FEED = "https://mastodon.social/feed"
HOSTS = "mindful-feed-note"
SECONDS = 5.0
# The feed as it is now, without what the extension added, and as the server sent it.
OWN = """() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const each of main.querySelectorAll('[data-mindful-feed], mindful-feed-note')) each.remove();
  return main.outerHTML;
}"""
SENT = (
    "(html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main').outerHTML"
)
# Scrolls the whole way down and up again, a screen a frame, and tells the longest frame in ms.
SCROLL = """() => new Promise((done) => {
  let longest = 0, last = performance.now(), step = innerHeight;
  const move = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    scrollBy(0, step);
    if (scrollY + innerHeight >= document.body.scrollHeight - 1) step = -innerHeight;
    if (step < 0 && scrollY <= 0) done(longest); else requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
})"""


class ConstantCompanion(Companion):
    """A companion with the constant engine, which may give itself out as a later version."""

    version = ""

    def _command(self, words: list[str]) -> list[str]:
        named = ["--version", self.version] if self.version else []
        return [sys.executable, str(CONSTANT), *named, *words]


class Scroller:
    """A page with a feed of that many posts; `faults` are the errors of its scripts."""

    def __init__(self, reader: Reader, site: SiteServer, posts: int, words: str = "") -> None:
        texts = {
            f"p{number}": f"Post {number} of a long and quiet evening {words}, with the kettle on."
            for number in range(posts)
        }
        self.source = site.added["/feed"] = write_feed(texts)
        self.faults: list[str] = []
        self.page = reader.open(FEED, self._listen)

    def wait_for_notes(self, seconds: float = 30) -> None:
        """Wait until a note is there."""
        expect(self.page.locator(HOSTS).first).to_be_attached(timeout=seconds * 1_000)

    def scroll(self) -> float:
        """Scroll down and up again; the longest frame in milliseconds."""
        longest: float = self.page.evaluate(SCROLL)
        return longest

    def stay_at_end(self) -> None:
        """Go where nothing is answered yet, and stay: posts that fly past are not asked about."""
        self.page.evaluate("scrollTo(0, document.body.scrollHeight)")

    def is_unharmed(self) -> bool:
        """Whether the feed is as it was sent, and none of its scripts failed."""
        return not self.faults and self.page.evaluate(OWN) == self.page.evaluate(SENT, self.source)

    def time_return(self, relieve: Callable[[], object]) -> float:
        """Seconds from the end of the trouble until a note is there again."""
        relieve()
        began = time.monotonic()
        self.wait_for_notes()
        return time.monotonic() - began

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(error.message))
