"""What Mindful Feed costs a page in a real Chromium: python benchmarks/page [runs].

Prints one table: the extension's time on the page's main thread, its longest task, what it moves on
the screen, and how many posts it finds. A run takes about a minute and a half.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "browser"))
sys.path.insert(1, str(Path(__file__).parents[1]))

import pages
import posts
from bench import Bench
from results import Row, finish

REACH: dict[str, tuple[str, float | None]] = {
    "ordinary feed, first batch, script of ours, ms": ("", None),
    "ordinary feed, script of ours, ms per 50 new posts": ("<=", 4.0),
    "ordinary feed, whole main thread, ms more than without, per 50": ("", None),
    "heavy feed, first batch, script of ours, ms": ("", None),
    "heavy feed, script of ours, ms per 50 new posts": ("<=", 4.0),
    "heavy feed, whole main thread, ms more than without, per 50": ("", None),
    "longest task, ms of ours, 2,000 posts come at once": ("<=", 50.0),
    "longest task, ms of ours, 2,000 posts scrolled both ways": ("<=", 50.0),
    "layout shift, worst of the authored pages": ("<=", 0.01),
    "layout shift with every note a fold, worst": ("<=", 0.01),
    "posts found, precision": (">=", 1.0),
    "posts found, recall": (">=", 1.0),
}


def make_rows(figures: dict[str, list[float]]) -> list[Row]:
    """One row a figure, with what is to be reached."""
    return [Row(name, figures[name], "", way, limit) for name, (way, limit) in REACH.items()]


def main() -> None:
    """All of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder, Bench(Path(folder)) as bench:
        of_posts = [posts.measure(bench) for _ in range(runs)]
        of_pages = pages.measure(bench)
    figures = {name: [each] for name, each in of_pages.items()}
    for name in of_posts[0]:
        figures[name] = [value for run in of_posts for value in run[name]]
    finish("page", make_rows(figures))


if __name__ == "__main__":
    main()
