"""New posts, 50 at a time and 2,000 at once: what reading and noting them costs."""

import json

from authored import DEMO, FEED
from bench import Bench
from feeds import write_feed, write_post
from playwright.sync_api import Page
from tracing import trace

BATCH = 50
BATCHES = 6
MANY = 2000
SETTLED = """() => new Promise((done) => {
  let left = 10;
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
  next();
})"""
ADD = """(html) => {
  const range = document.createRange();
  document.querySelector('main').append(range.createContextualFragment(html));
}"""
SCROLL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const end = document.documentElement.scrollHeight;
  for (const way of [1, -1]) {
    for (let step = 0; step < 60; step++) {
      scrollBy({ top: (way * end) / 60, behavior: 'instant' });
      await frame();
      await frame();
    }
  }
}"""
TEXTS: list[str] = [post["text"] for post in json.loads(DEMO.read_text(encoding="utf-8"))]


def write_posts(first: int, count: int) -> str:
    """Posts whose texts differ, about as many of them noted as in the demo feed."""
    numbers = range(first, first + count)
    return "".join(write_post(f"p{at}", f"{TEXTS[at % len(TEXTS)]} ({at})") for at in numbers)


def open_feed(bench: Bench) -> Page:
    """A feed of 20 posts, all answered."""
    bench.tap.forget()
    bench.site.added["/feed"] = write_feed({f"s{at}": text for at, text in enumerate(TEXTS[:20])})
    page = bench.reader.open(FEED)
    page.locator("mindful-feed-note").first.wait_for(state="attached")
    return page


def read_batch(page: Page, first: int) -> None:
    """50 posts come, and the reader scrolls past all of them."""
    page.evaluate(ADD, write_posts(first, BATCH))
    for at in range(first, first + BATCH, 4):
        page.evaluate(f"document.querySelector('[data-id=p{at}]').scrollIntoView()")
        page.evaluate(SETTLED)


def measure_batches(bench: Bench) -> tuple[list[float], list[float]]:
    """For each batch, milliseconds of the extension and milliseconds of the page in all."""
    page = open_feed(bench)
    ours, everything = [], []
    for first in range(100, 100 + BATCHES * BATCH, BATCH):
        last = f"p{first + BATCH - 1}"
        with trace(page) as traced:
            read_batch(page, first)
            bench.tap.wait_for(lambda tap, last=last: last in tap.find_ids())  # type: ignore[misc]
            page.evaluate(SETTLED)
        ours.append(traced.total)
        everything.append(traced.all)
    page.close()
    return ours, everything


def measure_plain(bench: Bench) -> list[float]:
    """For each batch, milliseconds of the same page in a browser without the extension."""
    page = bench.plain.new_page()
    page.goto(FEED)
    everything = []
    for first in range(100, 100 + BATCHES * BATCH, BATCH):
        with trace(page) as traced:
            read_batch(page, first)
            page.evaluate(SETTLED)
        everything.append(traced.all)
    page.close()
    return everything


def measure(bench: Bench) -> dict[str, list[float]]:
    """Milliseconds by figure, as often as each was measured."""
    ours, everything = measure_batches(bench)
    plain = measure_plain(bench)
    page = open_feed(bench)
    with trace(page) as burst:
        page.evaluate(ADD, write_posts(1000, MANY))
        page.evaluate(SETTLED)
    with trace(page) as scrolled:
        page.evaluate(SCROLL)
        page.evaluate(SETTLED)
    page.close()
    return {
        "main thread, ms per 50 new posts": ours,
        "whole main thread, ms more than without, per 50": [
            sum(everything) / BATCHES - sum(plain) / BATCHES
        ],
        "longest task, ms of ours, 2,000 posts come at once": [burst.longest],
        "longest task, ms of ours, 2,000 posts scrolled both ways": [scrolled.longest],
    }
