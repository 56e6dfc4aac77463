"""Small feeds that a test authors, in the shape of a known site."""

from html import escape

LOOK = """
body { margin: 0 auto; width: 600px; font: 15px/1.5 sans-serif; background: #fff; color: #1b1b25 }
.status { padding: 16px; border-bottom: 1px solid #ccd; cursor: pointer }
.status__content p { margin: 0 }
"""

DARK = (
    "body { background: #191b22; color: #d9e1e8 } .status { border-color: #39404f }"
    " a { color: #9bb0d8 }"
)


def write_post(post_id: str, text: str) -> str:
    """One Mastodon post, as its web client draws it."""
    return (
        f'<article data-id="{post_id}" tabindex="-1"><div class="status__wrapper" tabindex="0">'
        f'<div class="status" data-id="{post_id}"><div class="status__info">'
        f'<a href="/@imke/{post_id}" class="status__relative-time">2m</a></div>'
        '<div class="status__content"><div class="status__content__text" lang="en">'
        f"<p>{escape(text)}</p></div></div></div></div></article>"
    )


def write_feed(
    posts: dict[str, str], look: str = "", script: str = "", attributes: str = ""
) -> str:
    """A page with these posts; a click on a post opens it, which sets the address's hash."""
    return (
        f'<!doctype html><html lang="en" {attributes}><meta charset="utf-8"><title>Feed</title>'
        f"<style>{LOOK}{look}</style><body><main role='feed'>"
        + "".join(write_post(post_id, text) for post_id, text in posts.items())
        + "</main><script>"
        "document.addEventListener('click', (event) => {"
        " const post = event.target.closest('.status');"
        " if (post) location.hash = 'opened-' + post.dataset.id; });"
        "document.addEventListener('keydown', (event) => { document.title = event.key; });"
        f"{script}</script></body></html>"
    )
