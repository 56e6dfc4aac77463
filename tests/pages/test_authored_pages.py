"""The authored pages of sites and what is expected of them belong together."""

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from companion.categories import CATEGORIES

HERE = Path(__file__).parent
SITES = HERE.parents[1] / "extension" / "sites"
ON = {category.id for category in CATEGORIES if category.on}
NAMES = sorted(page.stem for page in HERE.glob("*.html"))
FEED_READERS = {"freshrss", "miniflux", "tt-rss"}
# Of these pages no selector can tell which post quotes or answers which.
UNCONNECTED = {"facebook", "instagram", "pinafore", "voyager", *FEED_READERS}
UNCONNECTED |= {"generic-feed", "generic-siblings"}
# Classes of what a site adds to the words: for screen readers, or a count beside a link.
ADDED = {"visually-hidden", "badge"}
LATER = ("edited", "expanded")


class Words(HTMLParser):
    """All words of a page in their order, the alt texts of its pictures among them."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "data-content" in named:
            self.text += read_words(named["data-content"])
        if tag == "img":
            self.text += named.get("alt", "")
        elif tag in ("script", "style") or ADDED.intersection(named.get("class", "").split()):
            self.unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.text += data


def read_posts(name: str) -> list[dict]:
    return json.loads((HERE / f"{name}.expected.json").read_text(encoding="utf-8"))["posts"]


def read_page(name: str) -> str:
    return (HERE / f"{name}.html").read_text(encoding="utf-8")


def read_words(page: str) -> str:
    words = Words()
    words.feed(page)
    return "".join(words.text.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_a_dozen_posts_or_more_each_with_its_own_id(name: str) -> None:
    ids = [post["id"] for post in read_posts(name)]
    assert len(set(ids)) == len(ids) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_harm_of_every_kind_that_is_on_and_as_much_that_is_harmless(name: str) -> None:
    posts = read_posts(name)
    notes = [post["note"] for post in posts]
    later = [post[way]["note"] for post in posts for way in LATER if way in post]
    assert {note for note in notes + later if note} == ON
    assert notes.count(None) >= len(notes) / 2


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_post_stands_in_its_page(name: str) -> None:
    page = read_page(name)
    for post in read_posts(name):
        post_id = re.escape(escape(post["id"]))
        named = re.search(rf"=([\"'])(?:[^\"'<>]* )?{post_id}(?: [^\"'<>]*)?\1", page)
        assert named or post["id"].startswith("~"), post["id"]


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_word_stands_in_its_page(name: str) -> None:
    words = read_words(read_page(name))
    for post in read_posts(name):
        texts = [post["text"], *(post[way]["text"] for way in LATER if way in post)]
        for paragraph in "\n\n".join(texts).split("\n\n"):
            assert "".join(paragraph.split()) in words, paragraph


@pytest.mark.parametrize("name", NAMES)
def test_posts_quote_and_answer_posts_of_the_same_page(name: str) -> None:
    posts = read_posts(name)
    named = {post[way] for post in posts for way in ("quotes", "replies_to") if way in post}
    assert bool(named) != (name in UNCONNECTED)
    assert named <= {post["id"] for post in posts}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_by_which_rules_its_posts_are_expected(name: str) -> None:
    expected = json.loads((HERE / f"{name}.expected.json").read_text(encoding="utf-8"))
    rules = "\n".join(expected["rules"])
    fields = {field for post in expected["posts"] for field in post} - {"title"}
    for field in fields:
        assert re.search(rf"\b{field}\b", rules), field
    assert ("begins with ~" in rules) == any(post["id"][0] == "~" for post in expected["posts"])
    assert expected["site"] == name


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_of_a_site_that_is_known_or_for_the_generic_reader(name: str) -> None:
    assert (SITES / f"{name}.json").exists() != name.startswith("generic-")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_loads_nothing_from_anywhere(name: str) -> None:
    page = read_page(name)
    loaded = re.findall(r"""\ssrc=["'](?!data:)[^"']*|@import|url\(|<link|<iframe""", page)
    assert [each for each in loaded if "/svc/shreddit/" not in each] == []


def test_a_closed_content_warning_keeps_its_words_out_of_mastodons_feed() -> None:
    feed, unopened = read_page("mastodon").split('<template id="unopened">')
    for post in read_posts("mastodon"):
        if post.get("collapsed"):
            start = post["text"].replace("'", "&#x27;")[:40]
            assert f">{start}" not in feed
            assert f">{start}" in unopened
