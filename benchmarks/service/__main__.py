"""The companion as it serves: python benchmarks/service [--model PATH] [--posts 320] [--runs 5].

A companion in a process of its own, asked over HTTP with 32 posts at a time as the extension asks
it, in turn with the engine alone on the same posts. Then: how soon it answers after its start, how
much memory it holds, how fast a post is that it remembers, and what it does while nobody asks.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

import paths  # noqa: F401
from asking import Asker, read_processor, read_resident
from feed import SHIPPED, draw_posts
from live import Live
from results import Row, find_share, finish
from timing import begin, time_batches

from companion.config import keep_choice

A_REQUEST, CACHED, IDLE = 32, 200, 3.0


@contextmanager
def start_companion(folder: Path, model: Path) -> Any:
    """A companion that serves the model, and the seconds from nothing to its first answer."""
    home = folder / "home"
    if model.resolve() != SHIPPED:
        shutil.copytree(model, home / "models" / model.name, dirs_exist_ok=True)
        keep_choice(home, model.name)
    began = perf_counter()
    live = Live(home, folder / "logs")
    try:
        asker = Asker(live.port, live.pair(code=live.code))
        asker.annotate(["The oak sapling put out six new leaves this morning."])
        yield live, asker, perf_counter() - began
    finally:
        live.stop()


def measure_rates(asker: Asker, model: Path, posts: list[str], runs: int) -> list[Row]:
    """Posts a second over HTTP and by the engine alone, in turn."""
    shares, served, alone = [], [], []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        worker.submit(begin, "onnx", model, posts[:A_REQUEST]).result()
        for run in range(runs):
            taken = sum(worker.submit(time_batches, "onnx", posts, A_REQUEST).result())
            began = perf_counter()
            for start in range(0, len(posts), A_REQUEST):
                # A number more, so that nothing is remembered from the run before.
                asker.annotate([f"{text} {run}" for text in posts[start : start + A_REQUEST]])
            asked = perf_counter() - began
            shares.append(taken / asked)
            served.append(len(posts) / asked)
            alone.append(len(posts) / taken)
    outside = [max(0.0, 1 - share) for share in shares]
    return [
        Row("over HTTP, as a share of the engine alone", shares, "share", ">=", 0.6, True),
        Row("time outside the model", outside, "share", ratio=True),
        Row("posts/s over HTTP, 32 at a time", served, "posts/s"),
        Row("posts/s of the engine alone, 32 at a time", alone, "posts/s"),
    ]


def measure_remembered(asker: Asker, text: str) -> list[Row]:
    """Milliseconds of a request about remembered posts, 32 of them (a post) and one alone."""
    asker.annotate([text])
    taken = []
    for _ in range(CACHED):
        began = perf_counter()
        asker.annotate([text])
        taken.append(1_000 * (perf_counter() - began))
    many = [f"{text} {number}" for number in range(A_REQUEST)]
    asker.annotate(many)
    shares = []
    for _ in range(CACHED // 10):
        began = perf_counter()
        asker.annotate(many)
        shares.append(1_000 * (perf_counter() - began) / A_REQUEST)
    return [
        Row("a remembered post among 32, over HTTP", shares, "ms", "<=", 1.0),
        Row("a remembered post alone, over HTTP", taken, "ms", "<=", 1.0),
        Row("a remembered post alone, over HTTP, p95", [find_share(taken, 0.95)], "ms"),
    ]


def measure_idle(process: "subprocess.Popen[bytes]") -> Row:
    """The share of one core that a companion uses which nobody asks."""
    before = read_processor(process.pid)
    try:
        process.wait(IDLE)
    except subprocess.TimeoutExpired:
        used = read_processor(process.pid) - before
        return Row("processor time of an idle companion", [used / IDLE], "cores", "<=", 0.01)
    raise SystemExit("the companion ended by itself")


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--posts", type=int, default=320)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    posts = draw_posts(asked.posts)
    starts, fresh = [], []
    with tempfile.TemporaryDirectory() as name:
        for run in range(asked.runs):
            with start_companion(Path(name) / str(run), asked.model) as (live, _, seconds):
                starts.append(seconds)
                fresh.append(read_resident(live.process.pid))
        with start_companion(Path(name) / "serving", asked.model) as (live, asker, _):
            rows = measure_rates(asker, asked.model.resolve(), posts, asked.runs)
            rows += measure_remembered(asker, posts[0])
            held = read_resident(live.process.pid)
            rows.append(measure_idle(live.process))
    rows += [
        Row("start to first answer, pairing too", starts, "s", "<=", 1.5),
        Row("resident memory after the first answer", fresh, "MB"),
        Row("resident memory after all of this", [held], "MB", "<=", 220.0),
    ]
    finish("service", rows, [f"Model: {asked.model.name}; {asked.posts} posts a run."])


if __name__ == "__main__":
    main()
