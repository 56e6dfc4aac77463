"""From a post's appearing to its note drawn, in a real Chromium.

    python benchmarks/chromium [pages] [--model PATH]

Pages of 20 new posts come into an open feed, one page after the other, with nothing remembered of
them. The page itself notes when it puts posts in, and when the frame is drawn that shows each note;
the companion is a process of its own, as a reader has it. Posts without a note count too, as far as
is seen: each is given the note of the page's first. A wire tap stands between the extension and the
companion for that, and what it takes is in the figures.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "page"))

import paths  # noqa: F401
from authored import FEED
from bench import Bench
from feed import SHIPPED, draw_posts
from feeds import write_feed, write_post
from playwright.sync_api import Page
from results import Row, find_share, finish

from companion.config import keep_choice

PAGE, LOW = 20, "I feel so low and hopeless, I just cannot stop crying tonight. "
LOOK = ".status { padding: 4px 16px; max-height: 32px; overflow: clip; font-size: 11px }"
# A note is drawn in the frame after the one in which it is put in: two callbacks on, it is there.
WATCH = """
globalThis.drawn = new Map();
globalThis.came = new Map();
const seen = new Set();
new MutationObserver(() => {
  for (const note of document.querySelectorAll('mindful-feed-note')) {
    const id = note.closest('[data-id]')?.dataset.id;
    if (!id || seen.has(id)) continue;
    seen.add(id);
    requestAnimationFrame(() => requestAnimationFrame(() => drawn.set(id, performance.now())));
  }
}).observe(document, { childList: true, subtree: true });
"""
ADD = """([html, ids]) => {
  const main = document.querySelector('main');
  main.replaceChildren(document.createRange().createContextualFragment(html));
  for (const id of ids) came.set(id, performance.now());
}"""
IS_DONE = "(ids) => ids.every((id) => drawn.has(id))"
TAKE = "(ids) => ids.map((id) => drawn.get(id) - came.get(id))"


def read_page(page: Page, texts: list[str], first: int) -> list[float]:
    """20 new posts come; milliseconds from then until each note is drawn."""
    ids = [f"n{first + place}" for place in range(PAGE)]
    posts = [write_post(post, text) for post, text in zip(ids, texts, strict=True)]
    page.evaluate(ADD, ["".join(posts), ids])
    page.wait_for_function(IS_DONE, arg=ids)
    taken: list[float] = page.evaluate(TAKE, ids)
    return taken


def annotate_all(reply: dict[str, Any]) -> None:
    """Gives every post of a reply the note of its first, so that each is seen to be done."""
    notes = [each["note"] for each in reply["annotations"] if each.get("note")]
    for annotation in reply["annotations"]:
        if notes and not annotation.get("note"):
            annotation.update(status="judged", note=notes[0], mark=None)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=30)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    texts = draw_posts((asked.pages + 1) * PAGE)
    taken: list[list[float]] = []
    with tempfile.TemporaryDirectory() as name:
        if asked.model.resolve() != SHIPPED:
            home = Path(name) / "companion"
            shutil.copytree(asked.model, home / "models" / asked.model.name)
            keep_choice(home, asked.model.name)
        with Bench(Path(name)) as bench:
            bench.tap.change = annotate_all
            bench.site.added["/feed"] = write_feed({"s0": LOW}, look=LOOK)
            page = bench.reader.open(FEED, lambda page: page.add_init_script(WATCH))
            page.locator("mindful-feed-note").first.wait_for(state="attached")
            for start in range(0, len(texts), PAGE):
                some = [LOW + texts[start], *texts[start + 1 : start + PAGE]]
                taken.append(read_page(page, some, start))
    values = [one for page_taken in taken[1:] for one in page_taken]  # the first warms up
    lasts = [max(page_taken) for page_taken in taken[1:]]
    rows = [
        Row("post appears to note drawn", values, "ms"),
        Row("post appears to note drawn, p95", [find_share(values, 0.95)], "ms", "<=", 200),
        Row("page of 20 new posts, all noted", lasts, "ms"),
        Row("page of 20 new posts, all noted, p95", [find_share(lasts, 0.95)], "ms", "<=", 200),
    ]
    finish("chromium", rows, [f"Model: {asked.model.name}; {asked.pages} pages of {PAGE} posts."])


if __name__ == "__main__":
    main()
