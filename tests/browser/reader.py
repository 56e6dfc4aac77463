"""A reader's Chromium with the extension in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
# `make screenshots` takes those that documents show into docs/screenshots.
SCREENSHOTS = ROOT / "build" / "screenshots"
POPUP = "pages/popup.html"
SUPPORT = "pages/support.html"
WELCOME = "pages/welcome.html"
PATIENCE = 90_000  # milliseconds; a busy machine is slow, not broken


def take_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


class Reader:
    """One browser profile. Everything is done as a reader would: in the popup and in pages."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        rules: str = "",
        extension: bool = True,
        welcome: bool = False,
        cache: bool = False,
        folder: Path = EXTENSION,
    ) -> None:
        chromium = shutil.which("chromium")
        assert chromium, "the browser tests need Chromium"
        loading = [f"--disable-extensions-except={folder}", f"--load-extension={folder}"]
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=chromium,
            headless=True,
            ignore_https_errors=True,
            # Playwright turns the cache for going back and forward off.
            ignore_default_args=["--disable-back-forward-cache"] if cache else None,
            viewport={"width": 1100, "height": 800},
            args=[
                "--no-sandbox",
                *(loading if extension else []),
                *([f"--host-resolver-rules={rules}"] if rules else []),
            ],
        )
        self.context.set_default_timeout(PATIENCE)
        if not extension:
            return
        found = self.context.service_workers
        self.worker = found[0] if found else self.context.wait_for_event("serviceworker")
        self.id = self.worker.url.split("/")[2]
        pages = self.context.pages[1:]
        self.welcome = pages[0] if pages else self.context.wait_for_event("page")
        self.welcome.wait_for_url(f"**/{WELCOME}")
        if not welcome:
            self.welcome.close()

    def open_popup(self, fragment: str = "") -> Page:
        """The popup, opened as a tab."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{self.id}/{POPUP}{fragment}")
        return page

    def pair(self, code: str, port: int | None = None) -> None:
        """Pair with the companion through the popup, at a port if it is not the one set before."""
        popup = self.open_popup(f"#pair={code}" + (f"&port={port}" if port else ""))
        expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
        popup.close()

    def set_port(self, port: int) -> None:
        """Tell the extension where this test's companion listens."""
        popup = self.open_popup()
        popup.get_by_text("Advanced").click()
        popup.get_by_label("Port of the companion").fill(str(port))
        popup.get_by_role("button", name="Save").click()
        expect(popup.get_by_text("Saved.")).to_be_visible()
        popup.close()

    def allow_prompt(self, pattern: str) -> None:
        """Say yes beforehand to the browser's question, which a headless browser cannot show."""
        page = self.context.new_page()
        page.goto("chrome://extensions")
        page.evaluate(
            "([id, pattern]) => chrome.developerPrivate.addHostPermission(id, pattern)",
            [self.id, pattern],
        )
        page.close()

    def turn_on(self, title: str, pattern: str) -> None:
        """Turn a site on in the popup's list."""
        self.allow_prompt(pattern)
        popup = self.open_popup()
        popup.get_by_text("Sites", exact=True).click()
        popup.locator("#site-list").get_by_label(title).check()
        popup.close()

    def turn_on_all(self, patterns: list[str], servers: dict[str, str]) -> None:
        """Have these sites on, and remember which software the servers run."""
        for pattern in patterns:
            self.allow_prompt(pattern)
        popup = self.open_popup()
        popup.evaluate("servers => chrome.storage.local.set({ servers })", servers)
        popup.evaluate("origins => chrome.permissions.request({ origins })", patterns)
        popup.evaluate("chrome.runtime.sendMessage({ ask: 'sites' })")
        popup.close()

    def close_pages(self) -> Page:
        """Leave one empty page open."""
        blank = self.context.new_page()
        for page in self.context.pages:
            if page != blank:
                page.close()
        return blank

    def read_badge(self) -> str:
        """What the toolbar's button says where no tab has words of its own."""
        text: str = self.worker.evaluate("chrome.action.getBadgeText({})")
        return text

    def turn_off(self, title: str) -> None:
        """Turn a site off in the popup's list."""
        popup = self.open_popup()
        popup.get_by_text("Sites", exact=True).click()
        popup.locator("#site-list").get_by_label(title).uncheck()
        popup.close()

    def open(self, address: str, prepare: Callable[[Page], None] | None = None) -> Page:
        """A page in a new tab."""
        page = self.context.new_page()
        if prepare:
            prepare(page)
        page.goto(address)
        return page
