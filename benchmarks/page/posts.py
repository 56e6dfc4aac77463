"""New posts, 50 at a time and 2,000 at once: what reading and noting them costs.

A batch is 50 posts put at the end of a feed at once, then brought to the top of the screen by every
fourth one, ten frames each (about two seconds), until the companion was asked about the last. The
same is done right after in a browser without the extension; each figure is the difference. A post
with a note costs more than one without, so there are two kinds of feed: an ordinary one, in which
one post in 25 has a note, and a heavy one, with the demo feed's share of notes and marks (half).

- script of ours: CPU time of the page's main thread in functions of the extension's files, in what
  follows from their answers, and in the style and layout that those made the browser do at once.
- whole main thread: CPU time of all its tasks. What the extension has the browser do is in it too:
  its notes' style, layout and paint, finding where posts are, messages. The strictest figure.

The first batch compiles the script; it is printed apart.
"""

import json

from authored import DEMO, FEED
from bench import Bench
from feeds import write_feed, write_post
from playwright.sync_api import Page
from tracing import Trace, trace

BATCH = 50
ONE_IN = 25
BATCHES = 6
MANY = 2000
SETTLED = """() => new Promise((done) => {
  let left = 10;
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
  next();
})"""
READ = """async ([html, first, count]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const range = document.createRange();
  document.querySelector('main').append(range.createContextualFragment(html));
  for (let at = first; at < first + count; at += 4) {
    document.querySelector(`[data-id=p${at}]`).scrollIntoView();
    for (let left = 10; left > 0; left--) await frame();
  }
}"""
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


def write_posts(texts: list[str], first: int, count: int) -> str:
    """Posts of these texts in turn, each with its number, so that no two are the same."""
    numbers = range(first, first + count)
    return "".join(write_post(f"p{at}", f"{texts[at % len(texts)]} ({at})") for at in numbers)


def list_ordinary(bench: Bench) -> list[str]:
    """Texts of the demo feed in another share: in every 25 there is one with a note."""
    told = bench.companion.annotate(TEXTS)
    noted = [text for text, each in zip(TEXTS, told, strict=True) if each["note"]]
    plain = [
        text
        for text, each in zip(TEXTS, told, strict=True)
        if each["status"] == "judged" and not (each["note"] or each["mark"])
    ]
    return [
        noted[at // ONE_IN % len(noted)] if at % ONE_IN == 0 else plain[at % len(plain)]
        for at in range(ONE_IN * len(noted))
    ]


def open_feed(bench: Bench) -> Page:
    """A feed of 20 posts, all answered."""
    bench.tap.forget()
    bench.site.added["/feed"] = write_feed({f"s{at}": text for at, text in enumerate(TEXTS[:20])})
    page = bench.reader.open(FEED)
    page.locator("mindful-feed-note").first.wait_for(state="attached")
    return page


def read_batch(bench: Bench, page: Page, texts: list[str], first: int, asked: bool) -> Trace:
    """What 50 posts cost that come and are scrolled past, until all are `asked` about."""
    last = f"p{first + BATCH - 1}"
    with trace(page) as traced:
        page.evaluate(READ, [write_posts(texts, first, BATCH), first, BATCH])
        if asked:
            bench.tap.wait_for(lambda tap: last in tap.find_ids())
        page.evaluate(SETTLED)
    return traced


def measure_batches(bench: Bench, kind: str, texts: list[str]) -> dict[str, list[float]]:
    """Milliseconds by figure; each batch is read with the extension and then without it."""
    page = open_feed(bench)
    plain = bench.plain.new_page()
    plain.goto(FEED)
    ours, whole = [], []
    for first in range(100, 100 + BATCHES * BATCH, BATCH):
        with_it = read_batch(bench, page, texts, first, asked=True)
        without = read_batch(bench, plain, texts, first, asked=False)
        ours.append(with_it.total - without.total)
        whole.append(with_it.all - without.all)
    page.close()
    plain.close()
    return {
        f"{kind} feed, first batch, script of ours, ms": ours[:1],
        f"{kind} feed, script of ours, ms per 50 new posts": ours[1:],
        f"{kind} feed, whole main thread, ms more than without, per 50": whole[1:],
    }


def measure(bench: Bench) -> dict[str, list[float]]:
    """Milliseconds by figure, as often as each was measured."""
    ordinary = measure_batches(bench, "ordinary", list_ordinary(bench))
    heavy = measure_batches(bench, "heavy", TEXTS)
    page = open_feed(bench)
    with trace(page) as burst:
        page.evaluate(ADD, write_posts(TEXTS, 1000, MANY))
        page.evaluate(SETTLED)
    with trace(page) as scrolled:
        page.evaluate(SCROLL)
        page.evaluate(SETTLED)
    page.close()
    return {
        **ordinary,
        **heavy,
        "longest task, ms of ours, 2,000 posts come at once": [burst.longest],
        "longest task, ms of ours, 2,000 posts scrolled both ways": [scrolled.longest],
    }
