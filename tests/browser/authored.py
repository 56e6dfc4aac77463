"""Names for what the tests show a reader."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

DEMO = Path(__file__).parents[2] / "companion" / "data" / "demo.json"
FEED = "https://mastodon.social/feed"
MASTODON = ("Mastodon", "https://mastodon.social/*")
HACKER_NEWS = ("Hacker News", "https://news.ycombinator.com/*")

Opener = Callable[..., Page]


@dataclass
class Texts:
    """Authored posts by what this companion says of them."""

    noted: list[str]
    helped: list[str]
    plain: list[str]
    marked: list[str]
    unjudged: list[str]
