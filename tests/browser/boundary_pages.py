"""What the tests of the mirror, the ledger and the tray share: three looks, and evenings."""

from datetime import timedelta
from typing import Literal

from evening import ClockedCompanion
from playwright.sync_api import Page, expect
from reader import Reader

FORUM = "forum.example"
NOTED = {"category": "despair", "sentiment": "negative"}
Look = Literal["light", "dark", "rtl"]
LOOKS: list[Look] = ["light", "dark", "rtl"]


def open_page(reader: Reader, name: str, look: Look = "light") -> Page:
    """A page of the extension, at its size on a laptop."""
    page = reader.context.new_page()
    page.set_viewport_size({"width": 1080, "height": 900})
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    page.goto(f"chrome-extension://{reader.id}/pages/{name}.html")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    if look == "rtl":
        page.evaluate("document.documentElement.dir = 'rtl'")
    return page


def live_through(companion: ClockedCompanion, days: int) -> None:
    """So many evenings, the last of them today."""
    now = companion.now
    for back in range(days):
        companion.tell(now - timedelta(days=days - 1 - back))
        for site, count in ((FORUM, 12 + 3 * (back % 5)), ("news.example", 8)):
            heavy = [NOTED] * (back % 7)
            seen = heavy + [{"sentiment": "neutral"}] * count + [{"sentiment": "positive"}] * 4
            told = {"site": site, "seen": seen, "opened": ["despair"] * (back % 2)}
            companion.ask("/v1/exposure", told)
            for _ in range(4 + back % 6):
                companion.tell(companion.now + timedelta(seconds=60))
                companion.ask("/v1/exposure", {"site": site, "seconds": 60})
    companion.tell(now)
