"""What the documents say can be followed: links lead somewhere, and what is named exists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from companion.cli import COMMANDS

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".venv", "node_modules", ".git", "build", "dist", "site", ".pytest_cache"}
PAGES = sorted(
    path for path in ROOT.rglob("*.md") if not LEFT_OUT & set(path.relative_to(ROOT).parts)
)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
SOURCE = re.compile(r"(?:src|srcset|href)=\"([^\"]+)\"")
OUTSIDE = re.compile(r"\]\(<?([a-z][a-z+.-]*:[^)\s>]*)|(?<![\w`])(https?://[^\s)>|`\"]+)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
MAKE = re.compile(r"`make (\w+)")
COMMAND = re.compile(r"`mindful-feed ([a-z]+)")


def list_links(page: Path) -> Iterator[str]:
    """The page's links but for those that lead out of the repository."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    for link in [*LINK.findall(text), *SOURCE.findall(text)]:
        if not re.match(r"[a-z][a-z+.-]*:", link):
            yield unquote(link)


def list_anchors(page: Path) -> set[str]:
    """The headings of a page as a link names them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for link in list_links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_relative_to(ROOT) or not target.exists():
            broken.append(link)
        elif anchor and target.suffix == ".md" and anchor not in list_anchors(target):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_that_leads_out_has_the_form_of_one(page: Path) -> None:
    """Nothing is fetched: whether it is still there is for a person to see."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    for found in (one or other for one, other in OUTSIDE.findall(text)):
        parts = urlsplit(found)
        assert parts.scheme in {"https", "mailto"}, found
        assert "." in parts.netloc or parts.scheme == "mailto", found


def test_a_link_that_leads_nowhere_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A b, c\n[one](gone.md) `[two](code.md)` [three](https://x.example) [d](#a)\n"
        '<img src="gone.png" alt="">\n'
    )
    assert list(list_links(page)) == ["gone.md", "#a", "gone.png"]
    assert list_anchors(page) == {"a-b-c"}


def test_every_command_that_a_page_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(MAKE.findall(text)) <= targets, page
        assert set(COMMAND.findall(text)) <= set(COMMANDS), page


def test_every_tool_of_the_comparison_has_a_source_and_a_date() -> None:
    page = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    where, what, _, _, sources = page.split("\n## ")[1:]
    rows = [
        re.findall(r"^\| (?!tool)([^|-][^|]*) \|", part, re.M) for part in (where, what, sources)
    ]
    names = [[name.strip("*") for name in part] for part in rows]
    assert names[0] == names[1]
    assert set(names[0]) == set(names[2])
    dates = re.findall(r"\| (\d{4}-\d\d-\d\d|undated) \|$", sources, re.M)
    assert len(dates) == len(names[2])
    assert re.search(r"looked at on \d{4}-\d\d-\d\d", page)
    short = (ROOT / "README.md").read_text(encoding="utf-8").split("## Beside other tools")[1]
    brief = re.findall(r"^\| (\**[A-Z][^|]*) \|", short.split("\n## ")[0], re.M)
    assert {name.strip("*") for name in brief} <= set(names[0])
    assert len(brief) == 5


def test_a_readers_install_holds_no_pytorch() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", need)[0].lower() for need in project["dependencies"]}
    light = (ROOT / "requirements" / "light.txt").read_text(encoding="utf-8").lower()
    pinned = set(re.findall(r"^([\w.-]+)==", light, re.MULTILINE))
    assert {name.replace("_", "-") for name in names} <= {each.replace("_", "-") for each in pinned}
    assert not {"torch", "transformers", "safetensors"} & (names | pinned)
