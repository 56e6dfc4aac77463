"""Posts in shadow roots, open and closed, of a site that nobody wrote a file for."""

from html import escape

import pytest
from authored import Texts
from closed import read_notes
from playwright.sync_api import Page
from reader import Reader
from site_server import SiteServer
from tap import Tap

HOST = "unheard-of.example.test"
# A list that is an element of its own, with each post in a shadow root inside the list's.
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shades</title><body>
<shade-list></shade-list><template id="posts">{posts}</template><script>
const posts = [...document.querySelector('#posts').content.children];
customElements.define('shade-list', class extends HTMLElement {{
  constructor() {{
    super();
    this.list = this.attachShadow({{ mode: '{mode}' }});
    globalThis.add = (post) => {{
      const host = document.createElement('shade-post');
      host.attachShadow({{ mode: '{mode}' }}).append(post);
      this.list.append(host);
    }};
  }}
}});
globalThis.first = posts[0];
for (const post of posts) add(post);
</script></body></html>"""


def write_shadows(posts: dict[str, str], mode: str) -> str:
    return PAGE.format(
        mode=mode,
        posts="".join(
            f'<article id="{post_id}"><header><a href="/p/{post_id}"><time>2h</time></a></header>'
            f"<p>{escape(text)}</p></article>"
            for post_id, text in posts.items()
        ),
    )


def wait_for_notes(page: Page, count: int) -> None:
    """Wait, a frame at a time, until so many notes stand where the page itself cannot look."""
    for _ in range(600):
        if len(read_notes(page, "id")) >= count:
            return
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    raise AssertionError([note.post_id for note in read_notes(page, "id")])


@pytest.fixture
def open_shadows(every_site: Reader) -> Reader:
    """Every site turned on, and this one that nobody wrote a file for."""
    every_site.allow_prompt(f"https://{HOST}/*")
    popup = every_site.open_popup()
    popup.evaluate(
        """async ([host]) => {
          const { servers } = await chrome.storage.local.get('servers');
          await chrome.storage.local.set({ servers: { ...servers, [host]: 'generic' } });
          await chrome.permissions.request({ origins: [`https://${host}/*`] });
          await chrome.runtime.sendMessage({ ask: 'sites' });
        }""",
        [HOST],
    )
    popup.close()
    return every_site


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_posts_in_shadow_roots_are_read_and_noted(
    mode: str, open_shadows: Reader, site: SiteServer, tap: Tap, texts: Texts
) -> None:
    posts = {"1": texts.noted[0], "2": texts.plain[0], "3": texts.unjudged[0]}
    site.added["/shade"] = write_shadows(posts, mode)
    page: Page = open_shadows.open(f"https://{HOST}/shade")
    tap.wait_for(lambda tap: len(tap.asked) >= 3)
    assert {post["id"]: post["text"] for post in tap.asked} == {
        f"/p/{post_id}": text for post_id, text in posts.items()
    }
    page.evaluate(
        """(words) => {
          const post = globalThis.first.cloneNode(true);
          post.id = '4';
          post.querySelector('a').href = '/p/4';
          post.querySelector('p').textContent = words;
          add(post);
        }""",
        texts.noted[-1],
    )
    tap.wait_for(lambda tap: "/p/4" in tap.find_ids())
    wait_for_notes(page, 3)
    assert {note.post_id: note.kind for note in read_notes(page, "id")} == {
        "1": "note",
        "3": "unjudged",
        "4": "note",
    }
