"""Each site is one JSON of one shape."""

import json
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import expect
from reader import EXTENSION, Reader
from site_server import PAGES
from tap import Tap
from world import NAME, find_worlds

SITES = sorted(path for path in (EXTENSION / "sites").glob("*.json") if "schema" not in path.name)
SCHEMA = json.loads((EXTENSION / "sites" / "site.schema.json").read_text(encoding="utf-8"))
SELECTORS = ("feed", "post", "text", "ignore", "quote", "collapsed", "place", "thread", "shadow")


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_a_site_has_the_one_shape_and_its_files_name(path: Path) -> None:
    site = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(site, SCHEMA)
    assert site["id"] == path.stem


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_a_site_is_known_to_the_extension(path: Path) -> None:
    code = (EXTENSION / "sites.js").read_text(encoding="utf-8")
    assert f"'./sites/{path.name}'" in code


def test_every_site_but_the_demo_has_an_authored_page() -> None:
    missing = [
        path.stem
        for path in SITES
        if path.stem != "demo" and not (PAGES / f"{path.stem}.expected.json").exists()
    ]
    assert not missing


def test_every_selector_is_one(reader: Reader) -> None:
    page = reader.open("about:blank")
    for path in SITES:
        site = json.loads(path.read_text(encoding="utf-8"))
        for name in SELECTORS:
            if name in site:
                page.evaluate("selector => document.querySelector(selector)", site[name])


def test_a_reader_can_add_a_server(reader: Reader) -> None:
    reader.allow_prompt("https://social.example.test/*")
    popup = reader.open_popup()
    popup.get_by_text("Sites", exact=True).click()
    popup.get_by_label("Add a server").fill("https://social.example.test/home")
    popup.get_by_role("button", name="Add", exact=True).click()
    expect(popup.locator("#site-list").get_by_label("social.example.test")).to_be_checked()
    page = reader.open("https://social.example.test/home")
    expect(page.locator("mindful-feed-note").first).to_be_attached()


def test_a_site_without_a_file_is_read_by_what_its_pages_say(reader: Reader, tap: Tap) -> None:
    reader.allow_prompt("https://unheard-of.example.test/*")
    popup = reader.open_popup()
    popup.get_by_text("Sites", exact=True).click()
    popup.get_by_label("Its software").select_option("Another site")
    popup.get_by_label("Add a server").fill("unheard-of.example.test")
    popup.get_by_role("button", name="Add", exact=True).click()
    expect(popup.locator("#site-list").get_by_label("unheard-of.example.test")).to_be_checked()
    reader.open("https://unheard-of.example.test/")
    tap.wait_for(lambda tap: "/topic/88" in tap.find_ids())


def test_the_software_of_an_added_server_is_seen_in_its_page(reader: Reader) -> None:
    reader.allow_prompt("https://social.example.test/*")
    page = reader.open("https://social.example.test/home")
    popup = reader.open_popup()
    seen = popup.evaluate(
        """async () => {
          const { findSoftware } = await import('../scripts.js');
          const [tab] = await chrome.tabs.query({ url: 'https://social.example.test/*' });
          return findSoftware(tab.id);
        }"""
    )
    assert seen == "mastodon"
    page.close()


def test_what_is_no_server_is_not_added(reader: Reader) -> None:
    popup = reader.open_popup()
    popup.get_by_text("Sites", exact=True).click()
    before = popup.locator("#site-list li").count()
    popup.get_by_label("Add a server").fill("my server")
    popup.get_by_role("button", name="Add", exact=True).click()
    expect(popup.get_by_text("That is not the name of a server")).to_be_visible()
    assert popup.locator("#site-list li").count() == before


def test_a_site_that_is_off_gets_no_script(reader: Reader) -> None:
    page = reader.open("https://elsewhere.example.test/")
    worlds = find_worlds(page)
    assert worlds
    assert NAME not in [world["name"] for world in worlds]
