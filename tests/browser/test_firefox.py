"""The same extension in Firefox, where there is one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from authored import DEMO
from companion_process import Companion
from firefox import Firefox, find_firefox
from tap import Tap
from test_fold import fold_all

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_firefox(), reason="no Firefox is installed here"),
]


@pytest.fixture(scope="module")
def firefox(
    tmp_path_factory: pytest.TempPathFactory, companion: Companion, shared_tap: Tap
) -> Iterator[Firefox]:
    """A Firefox that is paired."""
    started = Firefox(tmp_path_factory.mktemp("firefox") / "profile")
    started.open_popup(f"#pair={companion.make_code()}&port={shared_tap.port}")
    started.wait_for("document.getElementById('state-words').textContent === 'Ready'")
    yield started
    started.close()


@pytest.fixture
def noted(companion: Companion) -> dict[str, Any]:
    """A post of the demo that has a note."""
    posts = json.loads(DEMO.read_text(encoding="utf-8"))[:30]
    said = companion.annotate([post["text"] for post in posts])
    return next(post for post, each in zip(posts, said, strict=True) if each.get("note"))


def test_firefox_pairs_and_shows_notes_in_the_demo(
    firefox: Firefox, tap: Tap, noted: dict[str, Any]
) -> None:
    firefox.open(f"http://127.0.0.1:{tap.port}/demo")
    firefox.run(f"document.getElementById('{noted['id']}').scrollIntoView()")
    host = f"document.querySelector('[data-post-id={noted['id']}] mindful-feed-note')"
    firefox.wait_for(host)
    assert firefox.run(f"return {host}.shadowRoot") is None
    assert firefox.run(f"return {host}.textContent") == ""
    assert firefox.run(f"return {host}.parentElement.dataset.postId") == noted["id"]


def test_firefox_folds_a_post_too(firefox: Firefox, tap: Tap, noted: dict[str, Any]) -> None:
    tap.change = fold_all
    firefox.open(f"http://127.0.0.1:{tap.port}/demo")
    firefox.run(f"document.getElementById('{noted['id']}').scrollIntoView()")
    post = f"[data-post-id={noted['id']}]"
    firefox.wait_for(f"document.querySelector('{post} mindful-feed-note[fold]')")
    tap.change = None
    words = f"document.querySelector('{post} .post-text')"
    firefox.wait_for(f"!{words}.checkVisibility()")
    assert firefox.run(f"return document.querySelector('{post}').checkVisibility()")
