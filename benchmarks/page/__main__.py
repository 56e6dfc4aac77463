"""What Mindful Feed costs a page in a real Chromium: python benchmarks/page [runs].

Prints one table: the extension's time on the page's main thread, its longest task, what it moves on
the screen, and how many posts it finds. A run takes about a minute and a half.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "browser"))

import pages
import posts
from bench import Bench

REACH = {
    "main thread, ms per 50 new posts": (4.0, "most"),
    "whole main thread, ms more than without, per 50": (None, "most"),
    "longest task, ms of ours, 2,000 posts come at once": (50.0, "most"),
    "longest task, ms of ours, 2,000 posts scrolled both ways": (50.0, "most"),
    "layout shift, worst of the authored pages": (0.01, "most"),
    "layout shift with every note a fold, worst": (0.01, "most"),
    "posts found, precision": (1.0, "least"),
    "posts found, recall": (1.0, "least"),
}


def print_table(figures: dict[str, list[float]]) -> None:
    """One line a figure: what it is, the median, the range, how often measured, what to reach."""
    print(f"{'figure':58} {'median':>8} {'range':>17} {'of':>3} {'reach':>8}")
    for name, (limit, way) in REACH.items():
        values = sorted(figures[name])
        span = f"{values[0]:.4g} to {values[-1]:.4g}" if len(values) > 1 else ""
        reach = "" if limit is None else f"{'<' if way == 'most' else '='}{limit:g}"
        print(f"{name:58} {median(values):8.3g} {span:>17} {len(values):3} {reach:>8}")


def main() -> None:
    """All of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder, Bench(Path(folder)) as bench:
        of_posts = [posts.measure(bench) for _ in range(runs)]
        of_pages = pages.measure(bench)
    figures = {name: [each] for name, each in of_pages.items()}
    for name in of_posts[0]:
        figures[name] = [value for run in of_posts for value in run[name]]
    print_table(figures)


if __name__ == "__main__":
    main()
