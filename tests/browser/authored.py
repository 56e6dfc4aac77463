"""Names for what the tests show a reader."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

DATA = Path(__file__).parents[2] / "companion" / "data"
DEMO = DATA / "demo.json"
POSTS: list[dict[str, Any]] = json.loads(DEMO.read_text(encoding="utf-8"))
# The day on which a companion begins whose help is tested: no line of it is too old then.
DAY = "2026-11-22T12:00"
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
