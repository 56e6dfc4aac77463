"""The extension is updated, turned off or on while pages are open: they are as they were."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from authored import FEED, MASTODON, Texts
from closed import NOTES
from companion_process import Companion
from feeds import write_feed
from firefox import Firefox, find_firefox
from playwright.sync_api import Page, Playwright, expect
from reader import POPUP, Reader
from site_server import SiteServer
from tap import Tap
from updated import (
    ADD,
    COUNTS,
    HEARS,
    OWN,
    SENT,
    copy_extension,
    raise_version,
    switch,
    update,
    wait_until,
)

POSTS = 6


class Opened(NamedTuple):
    """A feed in which every post has a note, and what went wrong in its scripts."""

    page: Page
    source: str
    faults: list[str]

    def is_unharmed(self) -> bool:
        """Whether the feed is as it was sent."""
        return not self.faults and self.page.evaluate(OWN) == self.page.evaluate(SENT, self.source)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_extension(tmp_path_factory.mktemp("updated") / "extension")


@pytest.fixture(scope="module")
def updated(
    playwright: Playwright,
    companion: Companion,
    shared_tap: Tap,
    site: SiteServer,
    folder: Path,
) -> Iterator[Reader]:
    reader = Reader(playwright, folder.with_name("profile"), site.resolver_rules(), folder=folder)
    reader.pair(companion.make_code(), shared_tap.port)
    reader.turn_on(*MASTODON)
    yield reader
    reader.context.close()


@pytest.fixture
def opened(updated: Reader, site: SiteServer, texts: Texts, tap: Tap) -> Opened:
    posts = {f"p{n}": texts.noted[0] for n in range(POSTS)}
    # Whatever the fonts, there is something to scroll.
    source = site.added["/feed"] = write_feed(posts, look="main { padding-block-end: 50vh }")
    faults: list[str] = []
    page = updated.open(FEED)
    page.on("pageerror", lambda error: faults.append(error.message))
    expect(page.locator(NOTES)).to_have_count(POSTS)
    tap.forget()
    return Opened(page, source, faults)


def test_after_an_update_the_new_scripts_take_over_and_no_note_is_there_twice(
    updated: Reader, folder: Path, opened: Opened, tap: Tap
) -> None:
    page = opened.page
    page.evaluate("scrollTo(0, 40)")
    for version in ("0.9.8", "0.9.9"):
        update(updated, folder, version)
        popup = updated.context.new_page()
        popup.goto(f"chrome-extension://{updated.id}/{POPUP}")
        assert popup.evaluate("chrome.runtime.getManifest().version") == version
        page.bring_to_front()
        # Only scripts of the extension that is there now can hear it.
        wait_until(popup, f"async () => (await ({HEARS})())[0] === {POSTS}")
        popup.close()
        assert opened.is_unharmed()
        assert page.evaluate("scrollY") == 40
        assert page.evaluate(COUNTS) == {f"p{n}": 1 for n in range(POSTS)}
    tap.forget()
    page.evaluate(ADD, "later")
    expect(page.locator(f"[data-id=later] {NOTES}")).to_have_count(1)
    assert page.evaluate(COUNTS) == {**{f"p{n}": 1 for n in range(POSTS)}, "later": 1}
    assert tap.find_ids() == ["later"]
    assert opened.faults == []


def test_an_extension_that_is_turned_off_takes_its_notes_with_it(
    updated: Reader, opened: Opened, tap: Tap
) -> None:
    switch(updated, is_on=False)
    opened.page.bring_to_front()
    expect(opened.page.locator(NOTES)).to_have_count(0)
    assert opened.is_unharmed()
    opened.page.evaluate(ADD, "meanwhile")
    switch(updated, is_on=True)
    assert "meanwhile" not in tap.find_ids()
    assert opened.page.locator(NOTES).count() == 0
    opened.page.reload()
    expect(opened.page.locator(NOTES)).to_have_count(POSTS)


@pytest.mark.browser
@pytest.mark.skipif(not find_firefox(), reason="no Firefox is installed here")
def test_an_update_in_firefox_leaves_each_note_once(
    companion: Companion, tap: Tap, noted: str, tmp_path: Path
) -> None:
    later = copy_extension(tmp_path / "later")
    raise_version(later)
    firefox = Firefox(tmp_path / "profile")
    try:
        firefox.pair(companion.make_code(), tap.port)
        firefox.open(f"http://127.0.0.1:{tap.port}/demo")
        firefox.run(f"document.getElementById('{noted}').scrollIntoView()")
        hosts = f"document.querySelectorAll('[data-post-id={noted}] {NOTES}')"
        firefox.wait_for(f"{hosts}.length === 1")
        firefox.run(f"{hosts}[0].id = 'old'")
        firefox.ask("Addon:Install", {"path": str(later), "temporary": True})
        firefox.wait_for(f"{hosts}.length === 1 && {hosts}[0].id !== 'old'")
        assert firefox.run("return document.getElementById('old')") is None
    finally:
        firefox.close()
