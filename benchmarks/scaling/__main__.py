"""What a post costs, from 10 posts to many: python benchmarks/scaling [--most 1000] [--runs 3].

The sizes are tenfold each, up to --most; `--most 100000 --runs 1` takes about as long as 200,000
posts do. All go through the screening in requests of 32, so what it remembers and forgets is
measured too. The cost is processor time, which other programs on the machine change little; the
clock is told beside it. The slope is that of a straight line through cost by the logarithm of size,
over the whole range.
"""

import argparse
import sys
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import paths  # noqa: F401
from feed import SHIPPED, stream_posts
from results import Row, finish

from companion.screeners import load
from companion.screening import Screening

A_REQUEST, LEAST = 32, 10


def measure(screening: Screening, count: int, seed: int) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock that a post of `count` costs."""
    posts = list(islice(stream_posts(seed), count))
    worked, began = process_time(), perf_counter()
    for start in range(0, count, A_REQUEST):
        screening.judge(posts[start : start + A_REQUEST])
    each = 1_000 / count
    return (process_time() - worked) * each, (perf_counter() - began) * each


def find_slope(costs: dict[int, float]) -> float:
    """How much more a post costs at the largest size than at the smallest: a share of the mean."""
    sizes = np.log10(list(costs))
    rise = np.polyfit(sizes, list(costs.values()), 1)[0]
    return float(rise * (sizes[-1] - sizes[0]) / np.mean(list(costs.values())))


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--most", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    screener = load(asked.model.resolve())
    screening = Screening(lambda: screener, screener.name, patience=60)
    measure(screening, 2 * A_REQUEST, 1)
    sizes = [10**power for power in range(1, 7) if LEAST <= 10**power <= asked.most]
    work: dict[int, list[float]] = {size: [] for size in sizes}
    clock: dict[int, list[float]] = {size: [] for size in sizes}
    for run in range(asked.runs):
        for size in sizes:
            # A few posts say little of what one costs: the small sizes are measured more often.
            for again in range(max(1, min(30, sizes[-1] // size // 4))):
                screening.forget()
                worked, took = measure(screening, size, 100 * run + again + 2)
                work[size].append(worked)
                clock[size].append(took)
    costs = {size: median(values) for size, values in work.items()}
    figure = f"cost of a post, {sizes[0]:,} to {sizes[-1]:,} posts: rise of the line"
    rows = [Row(figure, [abs(find_slope(costs))], "share", "<=", 0.05, True)]
    for size in sizes:
        rows.append(Row(f"{size:,} posts: processor time a post", work[size], "ms"))
        rows.append(Row(f"{size:,} posts: time a post", clock[size], "ms"))
    screening.close()
    finish("scaling", rows, [f"Model: {asked.model.name}; a request holds {A_REQUEST} posts."])


if __name__ == "__main__":
    main()
