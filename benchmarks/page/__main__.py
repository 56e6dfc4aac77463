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
    "longest task, ms of ours, 2,000 posts come at once": (50.0, "most"),
    "longest task, ms of ours, 2,000 posts scrolled both ways": (50.0, "most"),
    "layout shift, worst of the authored pages": (0.01, "most"),
    "layout shift with every note a fold, worst": (0.01, "most"),
    "posts found, precision": (1.0, "least"),
    "posts found, recall": (1.0, "least"),
}


def print_table(runs: list[dict[str, float]], of_pages: dict[str, float]) -> None:
    """One line a figure: what it is, the median of the runs, their range, what is to be reached."""
    print(f"{'figure':58} {'median':>8} {'range':>17} {'reach':>8}")
    for name, (limit, way) in REACH.items():
        values = sorted(run[name] for run in runs) if name in runs[0] else [of_pages[name]]
        span = f"{values[0]:.4g} to {values[-1]:.4g}" if len(values) > 1 else "one run"
        sign = "<" if way == "most" else "="
        print(f"{name:58} {median(values):8.3g} {span:>17} {sign + f'{limit:g}':>8}")


def main() -> None:
    """All of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder, Bench(Path(folder)) as bench:
        of_posts = [posts.measure(bench) for _ in range(runs)]
        of_pages = pages.measure(bench)
    print_table(of_posts, of_pages)


if __name__ == "__main__":
    main()
