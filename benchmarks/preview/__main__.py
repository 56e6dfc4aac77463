"""How long a reader waits for a preview: python benchmarks/preview [runs].

A companion in a process of its own, asked over HTTP as the options page asks it, about the 200
posts last read and the 40 samples, with 300 words of the reader's own. Prints the median and the
range of what the clock on the wall says, so the machine must have nothing else to do.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "companion"))
sys.path.insert(1, str(Path(__file__).parents[1]))

from live import Live
from results import Row, finish
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
            values = [measure(reader) for _ in range(runs)]
        finally:
            live.stop()
    name = f"preview of {POSTS} posts over HTTP"
    finish("preview", [Row(name, values, "ms", "<=", REACH)])


if __name__ == "__main__":
    main()
