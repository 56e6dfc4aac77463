"""Numbered pictures of what a reader does, one a step, in the folder of a recording."""

import os
import re
from pathlib import Path
from typing import Literal

from closed import read_notes
from drawing import DRAWN
from playwright.sync_api import Page

FOLDER = "MINDFUL_FEED_RECORDING"
Look = Literal["light", "dark"]
LOOKS: tuple[Look, ...] = ("light", "dark")
MOST_FRAMES = 100


class Recording:
    """Pictures `NN-what-was-done.png`, where the variable says or in `spare`."""

    def __init__(self, spare: Path) -> None:
        self.folder = Path(os.environ.get(FOLDER, spare))
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.png"):
            old.unlink()
        self.count = 0

    def take(self, page: Page, words: str) -> None:
        """A picture of what the reader sees now."""
        self._keep(page, self._number(words))

    def take_both(self, page: Page, words: str) -> None:
        """The same in light and in dark colours; the page's own notes follow it."""
        name = self._number(words)
        for look in LOOKS:
            page.emulate_media(color_scheme=look)
            wait_for_look(page, look)
            self._keep(page, f"{name}-{look}")
        page.emulate_media(color_scheme="light")

    def _number(self, words: str) -> str:
        self.count += 1
        return f"{self.count:02}-{re.sub('[^a-z]+', '-', words.lower())}"

    def _keep(self, page: Page, name: str) -> None:
        page.bring_to_front()
        page.mouse.move(0, 0)  # what the mouse is on looks otherwise
        page.evaluate(DRAWN)
        page.screenshot(path=self.folder / f"{name}.png")


def wait_for_look(page: Page, look: Look) -> None:
    """Wait until every note in the page has these colours."""
    for _ in range(MOST_FRAMES):
        page.evaluate(DRAWN)
        if all(note.theme == look for note in read_notes(page)):
            return
    raise AssertionError(f"a note is not {look}")
