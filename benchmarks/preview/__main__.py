"""How long a reader waits for a preview: python benchmarks/preview [runs].

A companion in a process of its own, asked over HTTP as the options page asks it, about the 200
posts last read and the 40 samples, with 300 words of the reader's own. Prints the median and the
range of what the clock on the wall says, so the machine must have nothing else to do.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "companion"))

from live import Live
from settings_reader import GREEN, LOW, Reader

POSTS, A_PAGE, REACH = 200, 20, 150.0
CHANGE = {
    "dial.despair": 0.1,
    "always_note": [{"phrase": f"topic {number}"} for number in range(100)],
    "always_show": [f"word{number}" for number in range(200)],
}


def read_posts(reader: Reader) -> None:
    """Have the posts judged, as pages would that a reader scrolls through."""
    for start in range(0, POSTS, A_PAGE):
        numbers = range(start, start + A_PAGE)
        reader.annotate(*[f"{number}. {LOW} Number {number}. {GREEN * 2}" for number in numbers])


def measure(reader: Reader) -> float:
    """Milliseconds from the question to the whole answer."""
    start = perf_counter()
    reply = reader.ask("/v1/preview", {"set": CHANGE})
    took = (perf_counter() - start) * 1_000
    counts = reply.json["seen"]["count"], reply.json["samples"]["count"]
    if counts != (POSTS, 40):
        raise SystemExit(f"the preview was of {counts} posts")
    return took


def main() -> None:
    """Measure and print it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        live = Live(Path(folder) / "home", Path(folder) / "logs")
        try:
            reader = Reader(live)
            read_posts(reader)
            measure(reader)
            values = sorted(measure(reader) for _ in range(runs))
        finally:
            live.stop()
    span = f"{values[0]:.0f} to {values[-1]:.0f}"
    print(f"{'figure':58} {'median':>8} {'range':>17} {'reach':>8}")
    name = f"preview of {POSTS} posts over HTTP, ms, {runs} times"
    print(f"{name:58} {median(values):8.0f} {span:>17} {f'<{REACH:g}':>8}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
