"""Each site is one JSON of one shape."""

import json
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import expect
from reader import EXTENSION, Reader
from site_server import PAGES
from world import NAME, find_worlds

SITES = sorted(path for path in (EXTENSION / "sites").glob("*.json") if "schema" not in path.name)
SCHEMA = json.loads((EXTENSION / "sites" / "site.schema.json").read_text(encoding="utf-8"))
SELECTORS = ("feed", "post", "text", "ignore", "quote", "collapsed", "place")


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


def test_a_reader_can_add_a_mastodon_server(reader: Reader) -> None:
    reader.allow_prompt("https://social.example.test/*")
    popup = reader.open_popup()
    popup.get_by_text("Sites", exact=True).click()
    popup.get_by_label("Add a Mastodon server").fill("https://social.example.test/home")
    popup.get_by_role("button", name="Add", exact=True).click()
    expect(popup.locator("#site-list").get_by_label("social.example.test")).to_be_checked()
    page = reader.open("https://social.example.test/home")
    expect(page.locator("mindful-feed-note").first).to_be_attached()


def test_what_is_no_server_is_not_added(reader: Reader) -> None:
    popup = reader.open_popup()
    popup.get_by_text("Sites", exact=True).click()
    before = popup.locator("#site-list li").count()
    popup.get_by_label("Add a Mastodon server").fill("my server")
    popup.get_by_role("button", name="Add", exact=True).click()
    expect(popup.get_by_text("That is not the name of a server")).to_be_visible()
    assert popup.locator("#site-list li").count() == before


def test_a_site_that_is_off_gets_no_script(reader: Reader) -> None:
    page = reader.open("https://elsewhere.example.test/")
    worlds = find_worlds(page)
    assert worlds
    assert NAME not in [world["name"] for world in worlds]
