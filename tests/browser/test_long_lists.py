"""2,000 posts, down and up again: no note is left over, none stands on another post."""

import re
from typing import Any

import pytest
from authored import FEED, Texts
from companion_process import Companion
from feeds import write_feed
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import ADDRESSES, SiteServer, read_expected, read_site
from tap import Tap

STOPS = 8
# To places all over the list, down and then up, each drawn first; what stands wrong at each.
SCROLL_BOTH_WAYS = """async ({ post, stops, texts }) => {
  const frames = (n) => new Promise((done) => {
    const next = () => (n-- > 0 ? requestAnimationFrame(next) : done());
    next();
  });
  const words = (element) => element.textContent.replace(/\\s+/g, '');
  const wrong = [];
  let seen = 0;
  function check() {
    for (const note of document.querySelectorAll('mindful-feed-note')) {
      const around = note.closest(post);
      const own = around && words(around);
      if (!own) wrong.push('outside');
      else if (!texts.some((text) => own.includes(text))) wrong.push(own.slice(0, 120));
      const all = around ? [...around.querySelectorAll('mindful-feed-note')] : [];
      if (all.filter((each) => each.closest(post) === around).length > 1) wrong.push('two');
      seen += 1;
    }
  }
  const end = document.documentElement.scrollHeight;
  const places = Array.from({ length: stops }, (_, at) => (at / stops) * end);
  for (const place of [...places, ...places.toReversed()]) {
    scrollTo({ top: place, behavior: 'instant' });
    await frames(12);
    check();
    scrollBy({ top: 300, behavior: 'instant' });
    await frames(4);
    check();
  }
  return [wrong, seen];
}"""


def squeeze(text: str) -> str:
    """A part of a text as it is found in a page, which draws emoji as pictures."""
    plain = re.split("[^\x00-\u1fff]", "".join(text.split()))
    return max(plain, key=len)[:24]


@pytest.mark.parametrize("name", ["x", "youtube", "elk", "pinafore"])
def test_no_note_is_left_over_in_a_recycled_list(
    name: str, every_site: Reader, tap: Tap, companion: Companion
) -> None:
    posts = read_expected(name)
    told = companion.annotate([post["text"] for post in posts])
    noted = {each["post_id"] for each in told if each.get("note") or each.get("mark")}
    noted |= {each["post_id"] for each in told if each["status"] == "unjudged"}
    related = {place for place, post in enumerate(posts) if {"quotes", "replies_to"} & set(post)}
    texts = [
        squeeze(post["text"])
        for place, post in enumerate(posts)
        if str(place) in noted or place in related
    ]
    page = every_site.open(f"{ADDRESSES[name]}?posts=2000")
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    asked: dict[str, Any] = {"post": read_site(name)["post"], "stops": STOPS, "texts": texts}
    wrong, seen = page.evaluate(SCROLL_BOTH_WAYS, asked)
    assert seen > 0
    assert wrong == []
    asks = [(post["id"], post["text"]) for post in tap.asked]
    assert len(asks) == len(set(asks))


# All of them at once, and then a scroll of some screens, a frame at a time.
BURST = """async (html) => {
  const range = document.createRange();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  document.querySelector('main').append(range.createContextualFragment(html));
  await frame();
  for (let step = 0; step < 60; step++) {
    scrollBy({ top: 40, behavior: 'instant' });
    await frame();
  }
}"""


def open_burst(reader: Reader, site: SiteServer, texts: Texts) -> tuple[Page, str]:
    """A feed of one post, and the 2,000 that are about to come into it."""
    site.added["/feed"] = write_feed({"a": texts.noted[0]})
    page = reader.open(FEED)
    expect(page.locator("mindful-feed-note")).to_have_count(1)
    kinds = [texts.noted[0], texts.plain[0], texts.plain[1], texts.marked[0]]
    posts = {f"p{at}": f"{kinds[at % 4]} ({at})" for at in range(2000)}
    feed = write_feed(posts)
    return page, feed[feed.index("<article") : feed.index("</main>")]


def test_a_burst_of_posts_asks_about_the_nearest_first_and_nothing_twice(
    reader: Reader, site: SiteServer, tap: Tap, texts: Texts
) -> None:
    page, burst = open_burst(reader, site, texts)
    tap.forget()
    page.evaluate(BURST, burst)
    page.evaluate("scrollTo(0, 0)")
    tap.wait_for(lambda tap: "p0" in tap.find_ids())
    numbers = [int(each[1:]) for each in tap.find_ids()]
    assert len(numbers) == len(set(numbers))
    assert max(numbers) < 200
    first = [path for path, _, _ in tap.requests].count("/v1/annotate")
    assert first < 20


def test_a_plain_list_of_2000_keeps_its_notes_right_both_ways(
    reader: Reader, site: SiteServer, tap: Tap, texts: Texts
) -> None:
    page, burst = open_burst(reader, site, texts)
    page.evaluate(BURST, burst)
    asked = {
        "post": ".status",
        "stops": STOPS,
        "texts": [squeeze(texts.noted[0]), squeeze(texts.marked[0])],
    }
    wrong, seen = page.evaluate(SCROLL_BOTH_WAYS, asked)
    assert seen > 0
    assert wrong == []
    asks = [(post["id"], post["text"]) for post in tap.asked]
    assert len(asks) == len(set(asks))
