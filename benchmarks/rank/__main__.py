"""How long a program waits for a ranked feed: python benchmarks/rank [--feeds 60] [--items 40]

A companion in a process of its own with the shipped model, asked over HTTP by one program and then
by several at a time. Every feed is new, then the same ones are asked again, as by a page that is
opened twice. All of the clock on the wall, retries after a 503 included, so the machine must have
nothing else to do.
"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "benchmarks" / "archive")]
os.environ["PYTHONPATH"] = str(ROOT)  # for the companion

import paths  # noqa: E402, F401
from live import Live  # noqa: E402
from posts import HEAVY, LIGHT  # noqa: E402
from results import Row, find_share, finish  # noqa: E402
from tools import add_program, ask  # noqa: E402

TEXTS = [*LIGHT, *HEAVY[:1]]
AT_ONCE = 4


def write_feed(number: int, items: int) -> dict[str, Any]:
    """A feed of its own, one post in seven of it heavy."""
    texts = [f"{TEXTS[n % len(TEXTS)]}, {number} and {n}" for n in range(items)]
    return {"items": [{"id": str(n), "text": text} for n, text in enumerate(texts)]}


def measure(live: Live, key: str, feeds: list[dict[str, Any]], programs: int) -> list[float]:
    """Milliseconds of each feed."""

    def time_feed(feed: dict[str, Any]) -> float:
        start = perf_counter()
        reply = ask(live, "/rank", feed, key)
        took = (perf_counter() - start) * 1_000
        if reply.status != 200 or len(reply.json["ranked_ids"]) != len(feed["items"]):
            raise SystemExit(f"/rank answered {reply.status} {reply.code}")
        return took

    with ThreadPoolExecutor(programs) as pool:
        return list(pool.map(time_feed, feeds))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=60)
    parser.add_argument("--items", type=int, default=40)
    asked = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        live = Live(Path(folder) / "home", Path(folder) / "logs")
        try:
            key = add_program(live, "research", "rank")
            measure(live, key, [write_feed(-1, asked.items)], 1)  # the model is loaded now
            for programs in (1, AT_ONCE):
                first = programs * asked.feeds
                feeds = [write_feed(first + n, asked.items) for n in range(asked.feeds)]
                for kind in ("new", "again"):
                    took = measure(live, key, feeds, programs)
                    name = f"{asked.items} posts, {kind}, {programs} asking"
                    rows.append(Row(f"{name}: p50", took, "ms"))
                    rows.append(Row(f"{name}: p95", [find_share(took, 0.95)], "ms", "<=", 500))
        finally:
            live.stop()
    finish("rank", rows)


if __name__ == "__main__":
    main()
