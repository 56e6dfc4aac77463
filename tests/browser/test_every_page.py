"""Every authored page as its site: what is asked of the companion, before and after changes."""

from typing import Any

import pytest
from playwright.sync_api import Page
from reader import Reader
from site_server import ADDRESSES, read_expected, read_site
from tap import Tap

# What opens closed words, as long as they are closed, or shows the rest of a post.
OPENERS = {
    "bluesky": '[data-testid="contentHider-post"]:not(:has([data-word-wrap="1"])) > .hider',
    "discourse": ".expand-hidden",
    "elk": '.warning button[aria-expanded="false"]',
    "facebook": ".more",
    "generic-thread": ".off > .l .fold",
    "hackernews": "tr.coll .togg",
    "instagram": ".more",
    "lemmy": 'article.comment-node:not(:has(.comment-content)) [role="group"]',
    "mastodon": ".content-warning:not(:has(~ .status__content .status__content__text)) button",
    "miniflux": 'a[href="/unread/entry/7120"]',
    "old-reddit": ".thing.collapsed > .entry .expand",
    "phanpy": ".has-spoiler:not(.show-spoiler) .spoiler-button",
    "pinafore": "article:not(:has(.status-content.shown)) .status-spoiler-button button",
    "reddit": "shreddit-blurred-container[blurred], shreddit-comment[collapsed]",
    "tiktok": '[class*="DivViewRepliesContainer"]',
    "tumblr": ".Ml4nN button",
    "voyager": "ion-item:has(.rah-static--height-zero)",
    "x": '[data-testid="tweet-text-show-more-link"]',
}

# Down to the end of the window and of each list that scrolls by itself, a part of a screen at a
# time, each after the page has drawn the one before; what fits `opener` is pressed on the way.
SCROLL = """async (opener) => {
  const frames = (n) => new Promise((done) => {
    const next = () => (n-- > 0 ? requestAnimationFrame(next) : done());
    next();
  });
  const press = () => {
    for (const found of opener ? document.querySelectorAll(opener) : []) {
      (found.shadowRoot?.querySelector('button, summary') ?? found).click();
    }
  };
  const lists = [...document.querySelectorAll('body *')].filter((each) =>
    each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY));
  for (const list of [document.scrollingElement, ...lists]) {
    list.scrollTop = 0;
    for (let before = -1; list.scrollTop !== before;) {
      await frames(6);
      press();
      await frames(6);
      before = list.scrollTop;
      list.scrollBy({ top: innerHeight / 2.5, behavior: 'instant' });
    }
  }
}"""


EXPECTED = {name: {post["id"]: post for post in read_expected(name)} for name in ADDRESSES}
CHANGING = [
    name
    for name, posts in EXPECTED.items()
    if any({"collapsed", "expanded", "edited"} & set(post) for post in posts.values())
]


def name_asked(name: str, tap: Tap) -> dict[str, dict[str, Any]]:
    """What was asked, by the expected ids: where a page names no post, by its words."""
    unnamed = {post["text"]: each for each, post in EXPECTED[name].items() if each[0] == "~"}
    names = {
        post["id"]: unnamed.get(post["text"], post["id"])
        for post in tap.asked
        if post["id"][0] == "~"
    }
    return {
        names.get(post["id"], post["id"]): {
            "text": post["text"],
            **{
                way: names.get(post[way], post[way])
                for way in ("quotes", "replies_to")
                if way in post
            },
        }
        for post in tap.asked
    }


def find_strays(page: Page, name: str) -> int:
    """Notes that stand outside the posts of a site."""
    post = read_site(name).get("post", "*")
    count: int = page.evaluate(
        """(post) => [...document.querySelectorAll('mindful-feed-note')]
          .filter((note) => !note.closest(post)).length""",
        post,
    )
    return count


def find_in_closed(page: Page, name: str) -> int:
    """Notes in posts that the site itself keeps closed."""
    site = read_site(name)
    count: int = page.evaluate(
        """([post, closed]) => [...document.querySelectorAll('mindful-feed-note')].filter((one) => {
          const around = one.closest(post);
          const inside = [...around.querySelectorAll(closed)];
          return around.matches(closed) || inside.some((each) => each.closest(post) === around);
        }).length""",
        [site.get("post", "*"), site.get("collapsed", ":not(*)")],
    )
    return count


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_open_post_is_asked_once_with_its_words_and_what_it_answers(
    name: str, every_site: Reader, tap: Tap
) -> None:
    expected = {
        each: {key: post[key] for key in ("text", "quotes", "replies_to") if key in post}
        for each, post in EXPECTED[name].items()
        if not post.get("collapsed")
    }
    page = every_site.open(ADDRESSES[name])
    tap.wait_for(lambda tap: bool(tap.asked))
    page.evaluate(SCROLL, None)
    tap.wait_for(lambda tap: len(tap.asked) >= len(expected))
    assert name_asked(name, tap) == expected
    assert len(tap.asked) == len(expected)
    assert find_strays(page, name) == 0
    assert find_in_closed(page, name) == 0


@pytest.mark.parametrize("name", CHANGING)
def test_what_is_opened_or_edited_is_asked_with_its_new_words(
    name: str, every_site: Reader, tap: Tap
) -> None:
    posts = EXPECTED[name].items()
    opened = {post["text"] for _, post in posts if post.get("collapsed")}
    opened |= {post["expanded"]["text"] for _, post in posts if post.get("expanded")}
    edited = {each: post["edited"]["text"] for each, post in posts if post.get("edited")}
    page = every_site.open(ADDRESSES[name])
    tap.wait_for(lambda tap: bool(tap.asked))
    page.evaluate(SCROLL, None)
    for each in edited:
        page.evaluate("id => dispatchEvent(new CustomEvent('edit-post', {detail: {id}}))", each)
    page.evaluate(SCROLL, None)
    tap.wait_for(lambda tap: set(edited.values()) <= {post["text"] for post in tap.asked})
    page.evaluate(SCROLL, OPENERS.get(name))
    tap.wait_for(lambda tap: opened <= {post["text"] for post in tap.asked})
