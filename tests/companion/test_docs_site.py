"""The documents as a site: built strictly, with nothing that a page would load from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from docs_site import BESIDE, write_links

ROOT = Path(__file__).parents[2]
PAGES = {"index.md", "install.md", "privacy.md", "decisions/0001-a.md", "screenshots/a.png"}
# What a browser fetches by itself, and by which attribute.
LOADED = {
    "audio": "src", "embed": "src", "form": "action", "frame": "src", "iframe": "src",
    "image": "href", "img": "src", "input": "src", "link": "href", "object": "data",
    "script": "src", "source": "srcset", "track": "src", "use": "href", "video": "src",
}  # fmt: skip
ELSEWHERE = re.compile(r"(?:[a-z][a-z+.-]*:)?//", re.IGNORECASE)
pytestmark = pytest.mark.timeout(600)


class Page(HTMLParser):
    """What a page loads, where it links to, and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if LOADED.get(tag) in said:
            self.loaded.append(said[LOADED[tag]])
        elif tag == "a" and "href" in said:
            self.links.append(said["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_every_document_has_its_page(site: Path) -> None:
    documents = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    documents |= {Path(page) for page in BESIDE.values() if page.endswith(".md")}
    assert [each for each in documents if not (site / each).with_suffix(".html").is_file()] == []


def test_a_page_loads_nothing_from_elsewhere(pages: dict[Path, Page]) -> None:
    outside = {url for page in pages.values() for url in page.loaded if ELSEWHERE.match(url)}
    # The page's own address, told to search engines, is not fetched; there is none.
    assert outside == set()
    assert all(page.loaded for page in pages.values())


def test_a_style_loads_nothing_from_elsewhere(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        named = re.findall(r"(?:url\(|@import\s+)[\"']?([^\"');]+)", text)
        assert [url for url in named if ELSEWHERE.match(url)] == [], sheet.name


def test_no_page_has_what_would_make_the_theme_fetch_a_library(pages: dict[Path, Page]) -> None:
    """Its script brings a library for diagrams from elsewhere, where a page draws one."""
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert 'class="mermaid"' not in text
        assert "fonts.googleapis" not in text
        assert "data-md-component=source" not in text


def test_every_link_of_the_site_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":
            continue  # it is served from any folder, so its links begin at the top
        for link in [*page.links, *page.loaded]:
            if re.match(r"[a-z][a-z+.-]*:|//", link):
                continue
            place, _, anchor = unquote(link).partition("#")
            target = (path.parent / place).resolve() if place else path
            if not target.is_relative_to(site) or not target.is_file():
                broken.append(f"{path.name}: {link}")
            elif anchor and target in pages and anchor not in pages[target].anchors:
                broken.append(f"{path.name}: {link}")
    assert broken == []


@pytest.mark.parametrize(
    ("page", "written", "read"),
    [
        ("index.md", "[a](docs/install.md#b)", "[a](install.md#b)"),
        ("index.md", "![a](docs/screenshots/a.png)", "![a](screenshots/a.png)"),
        ("index.md", "[`a`](NOTICE) `[b](NOTICE)`", "`a` `[b](NOTICE)`"),
        ("install.md", "[a](../PRIVACY.md)", "[a](privacy.md)"),
        ("install.md", "[a](#b) [c](https://d.example)", "[a](#b) [c](https://d.example)"),
        ("decisions/0001-a.md", "[a](../../README.md)", "[a](../index.md)"),
        ("decisions/0001-a.md", "[a](../install.md)", "[a](../install.md)"),
        ("install.md", "[a](../companion/policy.py)", "a"),
        ("install.md", "```\n[a](../PRIVACY.md)\n```", "```\n[a](../PRIVACY.md)\n```"),
    ],
)
def test_a_link_leads_to_the_page_on_the_site(page: str, written: str, read: str) -> None:
    assert write_links(written, page, PAGES) == read


def test_a_drawing_in_two_colours_goes_with_the_colours_of_the_site() -> None:
    picture = (
        '<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="screenshots/a.png">\n'
        '  <img src="screenshots/a.png" alt="x">\n</picture>'
    )
    assert write_links(picture, "install.md", PAGES) == (
        '<img src="screenshots/a.png#only-light" alt="x">'
        '<img src="screenshots/a.png#only-dark" alt="x">'
    )
