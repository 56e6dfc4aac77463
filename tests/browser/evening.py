"""An evening of reading whose time the test makes: in the page and in the companion alike."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from closed import Part, open_pill, read_note, read_part
from companion_process import ROOT, Companion
from drawing import DRAWN
from playwright.sync_api import CDPSession, Locator, Page, expect
from world import enter

SCRIPT = ROOT / "tests" / "browser" / "clocked_companion.py"
HOST = "mindful-feed-pause"
STEP = 3
# The page's clock is the test's; its real timer then finds that no time has passed.
BEGIN = "globalThis.moment = Date.now(); mindfulFeed.clock.now = () => moment;"
PASS = f"""(async () => {{
  for (let second = 0; second < {STEP}; second++) {{
    moment += 1000;
    await mindfulFeed.clock.tick();
  }}
}})()"""
SEEN = """() => [...document.querySelectorAll('[data-post-id]')].filter((post) => {
  const { top, bottom, height } = post.getBoundingClientRect();
  const shown = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return shown >= height / 2 || shown >= innerHeight / 2;
}).map((post) => post.dataset.postId)"""


class ClockedCompanion(Companion):
    """A companion that is told what time it is."""

    def __init__(self, home: Path, now: datetime) -> None:
        super().__init__(home)
        self.clock = home.parent / "clock"
        self.tell(now)

    def tell(self, now: datetime) -> None:
        """It is that time now."""
        self.now = now
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(now.isoformat())
        fresh.replace(self.clock)

    def _command(self, words: list[str]) -> list[str]:
        return [sys.executable, str(SCRIPT), str(self.clock), *words]

    def _environment(self) -> dict[str, str]:
        return {**super()._environment(), "PYTHONPATH": str(ROOT)}


class Evening:
    """A page that is read while the test's clock goes on."""

    def __init__(self, page: Page, companion: ClockedCompanion) -> None:
        self.page = page
        self.companion = companion
        self.began = companion.now
        self._run = enter(page)
        self._run(BEGIN)

    @property
    def seconds(self) -> int:
        """How long it has been."""
        return round((self.companion.now - self.began).total_seconds())

    def look_at(self, post_id: str) -> None:
        """Bring a post to the middle of the screen."""
        post = self.page.locator(f'[data-post-id="{post_id}"]')
        post.evaluate("post => post.scrollIntoView({ block: 'center', behavior: 'instant' })")
        self.page.evaluate(DRAWN)

    def list_seen(self) -> list[str]:
        """The posts of which half is on the screen, by id."""
        seen: list[str] = self.page.evaluate(SEEN)
        return seen

    def go_on(self) -> None:
        """Three seconds pass, and what came of them is done."""
        self.companion.tell(self.companion.now + timedelta(seconds=STEP))
        self._run(PASS)

    def find_note(self, post_id: str) -> Locator:
        """The place of a post's note, once it has one."""
        return self.page.locator(f'[data-post-id="{post_id}"] mindful-feed-note')

    def is_folded(self, post_id: str, is_due: bool) -> bool:
        """Whether a post is folded to its note; where it should be, that is waited for."""
        note = self.find_note(post_id)
        if is_due:
            expect(note).to_have_attribute("fold", re.compile("."))
        return note.get_attribute("fold") is not None

    def press_in_note(self, post_id: str, words: str) -> bool:
        """Press a button of a note, and say whether the note had to be opened for that."""
        note = read_note(self.page, post_id)
        is_closed = note.mode == "overlay"
        note = open_pill(self.page, note)
        note.click(self.page, note.button(words))
        return is_closed

    def has_card(self) -> bool:
        """Whether there is a card over the page."""
        return self.page.locator(HOST).count() > 0

    def read_card(self) -> "Card | None":
        """The card, if there is one."""
        return read_card(self.page) if self.has_card() else None


class Card:
    """A card over the page, as its closed root has it."""

    def __init__(self, frame: Part, session: CDPSession) -> None:
        self.frame = frame
        self._session = session

    @property
    def kind(self) -> str:
        return self.frame.attributes["data-kind"]

    @property
    def title(self) -> str:
        part = self.frame.find("title")
        return part.text if part else ""

    @property
    def words(self) -> str:
        part = self.frame.find("cue")
        return part.text if part else ""

    @property
    def buttons(self) -> list[str]:
        return [part.text for part in self.frame.walk() if part.tag == "button"]

    def press(self, page: Page, words: str) -> None:
        """A real click on a button."""
        part = next(p for p in self.frame.walk() if p.tag == "button" and p.text == words)
        box = self._session.send("DOM.getBoxModel", {"backendNodeId": part.node})
        left, top, _, _, right, bottom, *_ = box["model"]["border"]
        page.mouse.click((left + right) / 2, (top + bottom) / 2)


def find_due(seen: dict[str, int], said: dict[str, dict[str, Any]], needed: int) -> int:
    """When so many of the last twenty posts had a note, by when each post was first seen."""
    heavy = sorted((at, bool(said[post_id].get("note"))) for post_id, at in seen.items())
    return next(
        at
        for place, (at, _) in enumerate(heavy)
        if sum(each for _, each in heavy[max(0, place - 19) : place + 1]) >= needed
    )


def read_card(page: Page) -> Card:
    """The card that is over the page now."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    (shadow,) = next(node for node in walk(root) if node["nodeName"] == HOST.upper())["shadowRoots"]
    assert shadow["shadowRootType"] == "closed"
    parts = [read_part(child) for child in shadow["children"]]
    return Card(next(p for p in parts if "data-kind" in p.attributes), session)


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node of the page and everything inside it."""
    yield node
    for child in [*node.get("children", []), *node.get("shadowRoots", [])]:
        yield from walk(child)
