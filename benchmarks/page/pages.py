"""Every authored page: what the extension moves on the screen, and which posts it finds."""

import json
from typing import Any

from bench import Bench
from playwright.sync_api import Page
from site_server import ADDRESSES, PAGES
from test_every_page import SCROLL, name_asked

# As web.dev/articles/cls: the worst window of at most five seconds with no second between shifts.
WATCH = """
globalThis.worst = 0;
let [sum, first, last] = [0, 0, 0];
new PerformanceObserver((list) => {
  for (const { value, startTime } of list.getEntries()) {
    if (startTime - last > 1000 || startTime - first > 5000) [sum, first] = [0, startTime];
    last = startTime;
    sum += value;
    globalThis.worst = Math.max(globalThis.worst, sum);
  }
}).observe({ type: 'layout-shift', buffered: true });
"""


def fold_all(reply: dict[str, Any]) -> None:
    """Makes every note of a reply a fold, as a reader may choose."""
    for annotation in reply["annotations"]:
        if annotation.get("note"):
            annotation["note"]["level"] = "fold"


def read_shift(bench: Bench, name: str) -> tuple[float, Page]:
    """The layout shift of a page scrolled through once, with whatever extension is on."""
    bench.tap.forget()
    page = bench.reader.open(ADDRESSES[name], lambda page: page.add_init_script(WATCH))
    bench.tap.wait_for(lambda tap: bool(tap.asked))
    page.evaluate(SCROLL, None)
    return page.evaluate("worst"), page


def read_own_shift(bench: Bench, name: str) -> float:
    """The layout shift that the page has by itself."""
    page = bench.plain.new_page()
    page.add_init_script(WATCH)
    page.goto(ADDRESSES[name])
    page.evaluate(SCROLL, None)
    shift: float = page.evaluate("worst")
    page.close()
    return shift


def measure(bench: Bench) -> dict[str, float]:
    """Layout shift beyond the page's own, and precision and recall over all pages, by figure."""
    shifts: dict[str, float] = {}
    folds: dict[str, float] = {}
    right = asked = there = 0
    for name in ADDRESSES:
        own = read_own_shift(bench, name)
        text = (PAGES / f"{name}.expected.json").read_text(encoding="utf-8")
        expected = {
            post["id"]: post["text"]
            for post in json.loads(text)["posts"]
            if not post.get("collapsed")
        }
        shift, page = read_shift(bench, name)
        shifts[name] = max(0.0, shift - own)
        count = len(expected)
        bench.tap.wait_for(lambda tap, count=count: len(tap.asked) >= count)  # type: ignore[misc]
        found = {each: post["text"] for each, post in name_asked(name, bench.tap).items()}
        right += sum(expected.get(each) == words for each, words in found.items())
        asked += len(found)
        there += len(expected)
        page.close()
        bench.tap.change = fold_all
        shift, page = read_shift(bench, name)
        bench.tap.change = None
        folds[name] = max(0.0, shift - own)
        page.close()
        if max(shifts[name], folds[name]) > 0:
            print(f"  {name}: shift {shifts[name]:.4f}, folded {folds[name]:.4f}, own {own:.4f}")
    return {
        "layout shift, worst of the authored pages": max(shifts.values()),
        "layout shift with every note a fold, worst": max(folds.values()),
        "posts found, precision": right / asked,
        "posts found, recall": right / there,
    }
