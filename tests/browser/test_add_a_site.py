"""A site is added by following docs/add-a-site.md, with nothing but what it says."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import site_server
from closed import read_notes
from companion_process import Companion
from playwright.sync_api import Playwright, expect
from reader import EXTENSION, Reader
from site_server import SiteServer
from tap import Tap
from updated import copy_extension

GUIDE = Path(__file__).parents[2] / "docs" / "add-a-site.md"
HOST = "teapot.example"
NOTED = "I can't go on. I keep thinking that everyone would be better off if I wasn't alive."


def read_block(heading: str, language: str) -> str:
    """The first block of code in a language under a heading."""
    text = GUIDE.read_text(encoding="utf-8")
    part = text[text.index(heading) :]
    found = re.search(rf"```{language}\n(.*?)```", part, re.DOTALL)
    assert found, (heading, language)
    return found[1]


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """The extension with the invented site in it, as the guide has it."""
    folder = copy_extension(tmp_path / "extension")
    heading = "## 2. Write `extension/sites/teapot.json`"
    (folder / "sites" / "teapot.json").write_text(read_block(heading, "json"), encoding="utf-8")
    sites = (folder / "sites.js").read_text(encoding="utf-8")
    listed = sites.replace("threads, tiktok", "teapot, threads, tiktok")
    assert listed != sites
    (folder / "sites.js").write_text(read_block(heading, "js") + listed, encoding="utf-8")
    return folder


def test_the_guides_example_is_a_site_that_works(
    extended: Path,
    tmp_path: Path,
    playwright: Playwright,
    companion: Companion,
    tap: Tap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schema = json.loads((EXTENSION / "sites" / "site.schema.json").read_text(encoding="utf-8"))
    site: dict[str, Any] = json.loads((extended / "sites" / "teapot.json").read_text("utf-8"))
    jsonschema.validate(site, schema)
    post = read_block("## 3. Write the page", "html")
    other = post.replace("7001", "7002").replace("The kettle and I have an understanding", NOTED)
    expected = json.loads(read_block("## 4. Write", "json"))["posts"][0]
    monkeypatch.setitem(site_server.HOSTS, HOST, "")
    with SiteServer() as server:
        server.added["/"] = f'<!doctype html><html lang="en"><main>{post}{other}</main></html>'
        rules = server.resolver_rules()
        reader = Reader(playwright, tmp_path / "profile", rules, folder=extended)
        reader.pair(companion.make_code(), tap.port)
        reader.turn_on("Teapot", f"https://{HOST}/*")
        page = reader.open(f"https://{HOST}/")
        expect(page.locator("mindful-feed-note")).to_have_count(1)
        asked = {each["id"]: each["text"] for each in tap.asked}
        assert asked[expected["id"]] == expected["text"]
        assert {note.post_id for note in read_notes(page, "data-pot-id")} == {"7002"}
        reader.context.close()
        server.shutdown()
