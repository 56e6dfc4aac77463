"""The same extension in Firefox, where there is one."""

from collections.abc import Iterator

import pytest
from companion_process import Companion
from firefox import IN_FIREFOX, Firefox
from tap import Tap, fold_all

pytestmark = IN_FIREFOX


@pytest.fixture(scope="module")
def firefox(
    tmp_path_factory: pytest.TempPathFactory, companion: Companion, shared_tap: Tap
) -> Iterator[Firefox]:
    """A Firefox that is paired."""
    started = Firefox(tmp_path_factory.mktemp("firefox") / "profile")
    started.pair(companion.make_code(), shared_tap.port)
    yield started
    started.close()


def test_firefox_pairs_and_shows_notes_in_the_demo(firefox: Firefox, tap: Tap, noted: str) -> None:
    firefox.open(f"http://127.0.0.1:{tap.port}/demo")
    firefox.run(f"document.getElementById('{noted}').scrollIntoView()")
    host = f"document.querySelector('[data-post-id={noted}] mindful-feed-note')"
    firefox.wait_for(host)
    assert firefox.run(f"return {host}.shadowRoot") is None
    assert firefox.run(f"return {host}.textContent") == ""
    assert firefox.run(f"return {host}.parentElement.dataset.postId") == noted


def test_firefox_folds_a_post_too(firefox: Firefox, tap: Tap, noted: str) -> None:
    tap.change = fold_all
    firefox.open(f"http://127.0.0.1:{tap.port}/demo")
    firefox.run(f"document.getElementById('{noted}').scrollIntoView()")
    post = f"[data-post-id={noted}]"
    firefox.wait_for(f"document.querySelector('{post} mindful-feed-note[fold]')")
    tap.change = None
    words = f"document.querySelector('{post} .post-text')"
    firefox.wait_for(f"!{words}.checkVisibility()")
    assert firefox.run(f"return document.querySelector('{post}').checkVisibility()")
