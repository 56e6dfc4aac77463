"""A reader whose settings tests may change."""

from dataclasses import dataclass
from typing import Any

from authored import POSTS
from companion_process import Companion
from playwright.sync_api import Page
from reader import Reader
from tap import Tap

OPTIONS = "pages/options.html"


def reset_settings(companion: Companion) -> None:
    """Every setting at its default, on every site, and no step of feedback."""
    told = companion.ask("/v1/settings", {})
    names = [each["name"] for each in told["settings"]]
    shifts = [each["id"] for each in told["shifts"]]
    companion.ask("/v1/settings", {"unset": names, "unshift": shifts})
    for site, values in told["sites"].items():
        companion.ask("/v1/settings", {"site": site, "unset": list(values)})


def read_all(companion: Companion) -> Any:
    """Every setting's value, for all sites and on each one."""
    told = companion.ask("/v1/settings", {})
    return [(each["name"], each["value"]) for each in told["settings"]], told["sites"]


@dataclass
class Tuned:
    """A paired reader with a companion of their own, and the wire between them."""

    companion: Companion
    tap: Tap
    reader: Reader

    def reset(self) -> None:
        """Every setting at its default, and no page open but an empty one."""
        blank = self.reader.close_pages()
        self.tap.forget()
        self.tap.refusals.clear()
        reset_settings(self.companion)
        blank.goto(f"chrome-extension://{self.reader.id}/{OPTIONS}")
        blank.evaluate("chrome.runtime.sendMessage({ ask: 'snooze', length: 'none' })")
        blank.evaluate("chrome.runtime.sendMessage({ ask: 'settings', request: {} })")
        blank.goto("about:blank")

    def find_posts(self) -> tuple[str, str]:
        """An authored post that this companion notes, and one that it does not."""
        found: dict[bool, str] = {}
        for post in POSTS:
            (said,) = self.companion.annotate([post["text"]])
            if said["status"] == "judged":
                found.setdefault(said.get("note") is not None, post["text"])
            if len(found) == 2:
                return found[True], found[False]
        raise AssertionError("the demo has no such posts")

    def read(self) -> dict[str, Any]:
        """What the companion has."""
        return self.companion.ask("/v1/settings", {})

    def read_value(self, name: str, site: str | None = None) -> Any:
        """What a setting is, for all sites or one."""
        told = self.read()
        (value,) = [each["value"] for each in told["settings"] if each["name"] == name]
        return told["sites"].get(site, {}).get(name, value)

    def change(self, **request: Any) -> None:
        """A change by another program, as another window would make it."""
        self.companion.ask("/v1/settings", request)

    def open_options(self) -> Page:
        """The options page, with everything in it."""
        page = self.reader.open(f"chrome-extension://{self.reader.id}/{OPTIONS}")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator("#kinds li").first.wait_for()
        return page
