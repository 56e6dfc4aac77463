"""The demo feed: what it holds, and the pages that show it, rendered by the real templates."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask, render_template

from companion.categories import CATEGORY_IDS, STANCES

COMPANION = Path(__file__).parents[2] / "companion"
POSTS = json.loads((COMPANION / "data" / "demo.json").read_text(encoding="utf-8"))
ARTICLE = re.compile(r'<article [^>]*data-post-id="(p\d\d)"[^>]*aria-posinset="(\d+)"')


@pytest.fixture
def app() -> Flask:
    return Flask(
        "pages",
        template_folder=str(COMPANION / "pages"),
        static_folder=str(COMPANION / "pages" / "static"),
    )


def render_demo(app: Flask, address: str = "/demo") -> str:
    with app.test_request_context(address):
        return render_template("demo.html", posts=POSTS[:-10], more=POSTS[-10:])


def render_start(app: Flask, state: str = "ready") -> str:
    with app.test_request_context("/"):
        return render_template(
            "index.html", version="1.2.3", port=22560, model_name="calm-minilm", model_state=state
        )


def test_posts_have_ids_of_their_own_and_run_from_new_to_old() -> None:
    assert len({post["id"] for post in POSTS}) == len(POSTS) >= 40
    minutes = [post["minutes"] for post in POSTS]
    assert minutes == sorted(minutes)


def test_every_category_stands_in_the_feed_two_or_three_times() -> None:
    held = Counter(post["expected"]["note"] or post.get("about") for post in POSTS)
    del held[None]
    assert set(held) == set(CATEGORY_IDS)
    assert set(held.values()) <= {2, 3}


def test_every_stance_and_every_way_to_be_unjudged_stands_in_the_feed() -> None:
    expected = [post["expected"] for post in POSTS]
    assert {post["stance"] for post in expected} == {*STANCES, None}
    assert {post.get("unjudged") for post in expected} == {None, "language", "too_short", "no_text"}


def test_the_first_screen_is_mixed() -> None:
    first = [post["expected"] for post in POSTS[:5]]
    assert [post["note"] for post in first].count(None) == 4
    assert "recovery" in [post["mark"] for post in first]


def test_no_note_is_expected_on_a_post_that_helps() -> None:
    kinds = ("recovery_or_support", "education_or_news")
    helping = [post["expected"] for post in POSTS if post["expected"]["stance"] in kinds]
    assert len(helping) >= 10
    assert all(post["note"] is None for post in helping)


def test_every_post_is_in_the_page_in_order_without_scripts(app: Flask) -> None:
    page = render_demo(app, "/demo?more=all")
    assert "<template" not in page
    positions = [(post["id"], str(place)) for place, post in enumerate(POSTS, start=1)]
    assert ARTICLE.findall(page) == positions


def test_the_last_ten_posts_wait_in_a_template(app: Flask) -> None:
    shown, waiting = render_demo(app).split('<template id="more">')
    assert len(ARTICLE.findall(shown)) == len(POSTS) - 10
    assert len(ARTICLE.findall(waiting)) == 10


def test_what_the_tests_expect_is_not_told_in_the_page(app: Flask) -> None:
    assert not re.search("expected|self_harm|help_seeking", render_demo(app))


def test_the_page_can_run_right_to_left(app: Flask) -> None:
    assert 'dir="rtl">' in render_demo(app, "/demo?dir=rtl")
    assert '<html lang="en" dir="ltr">' in render_demo(app, "/demo?dir=other")


def test_pages_hold_no_style_or_script_of_their_own(app: Flask) -> None:
    for page in (render_demo(app), render_start(app)):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", page)


def test_pages_load_nothing_from_elsewhere(app: Flask) -> None:
    for page in (render_demo(app), render_start(app)):
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_every_file_that_a_page_names_is_there(app: Flask) -> None:
    client = app.test_client()
    named = re.findall(r'(?:src|href)="(/static/[^"]+)"', render_demo(app) + render_start(app))
    assert len(set(named)) == 5
    for name in named:
        with client.get(name) as reply:
            assert reply.status_code == 200


@pytest.mark.parametrize(
    ("state", "words"),
    [("ready", ">ready<"), ("loading", "loading, a few"), ("failed", "mindful-feed doctor")],
)
def test_the_start_page_tells_the_models_state(app: Flask, state: str, words: str) -> None:
    assert words in render_start(app, state)


def test_the_start_page_shows_no_pairing_code(app: Flask) -> None:
    assert not re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", render_start(app))
