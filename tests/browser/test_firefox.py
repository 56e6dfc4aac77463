"""The same extension in Firefox, where there is one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from authored import DEMO
from companion_process import Companion
from firefox import Firefox, find_firefox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_firefox(), reason="no Firefox is installed here"),
]


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    started = Firefox(tmp_path / "firefox")
    yield started
    started.close()


def test_firefox_pairs_and_shows_notes_in_the_demo(firefox: Firefox, companion: Companion) -> None:
    posts = json.loads(DEMO.read_text(encoding="utf-8"))[:30]
    said = companion.annotate([post["text"] for post in posts])
    noted = next(post for post, each in zip(posts, said, strict=True) if each.get("note"))
    firefox.open_popup(f"#pair={companion.make_code()}&port={companion.port}")
    firefox.wait_for("document.getElementById('state-words').textContent === 'Ready'")
    firefox.open(f"http://127.0.0.1:{companion.port}/demo")
    firefox.run(f"document.getElementById('{noted['id']}').scrollIntoView()")
    host = f"document.querySelector('[data-post-id={noted['id']}] mindful-feed-note')"
    firefox.wait_for(host)
    assert firefox.run(f"return {host}.shadowRoot") is None
    assert firefox.run(f"return {host}.textContent") == ""
    assert firefox.run(f"return {host}.parentElement.dataset.postId") == noted["id"]
