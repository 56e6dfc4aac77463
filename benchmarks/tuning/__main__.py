"""What was tried to make the engine faster, one thing at a time: python benchmarks/tuning.

    python benchmarks/tuning [--model PATH] [--rounds 5] [--posts 128] [--only WORD]

Prints, for each thing tried, posts a second as a share of the engine as it is shipped, the
processor time of a post, and how far its scores are from the float network's. All are timed in
turn, round after round, in one process. Without --only it writes docs/speed-tried.md.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import paths
from feed import MEAN, SHIPPED, draw_posts
from graphs import GRAPHS, Weights
from results import describe_machine
from sessions import BATCHES, LENGTHS, SESSIONS, Batched, open_session

from companion.models import ModelFolder, read_model
from companion.screeners import load, onnx

TRIED = paths.ROOT / "docs" / "speed-tried.md"
AS_SHIPPED = "as shipped"
HEAD = f"""# What was tried to make the engine faster

Written by `python benchmarks/tuning`: one thing changed at a time, all timed in turn in one
process, {{posts}} posts of {MEAN:g} tokens on average, 32 at a time, {{rounds}} rounds. Speed is
the median of the rounds' ratios to the engine as it is shipped. The gap is between a post's scores
and those of the float network in torch, over all categories. Machine: {{machine}}.

| tried | speed | range | processor time a post | mean gap | 99th percentile |
| --- | --- | --- | --- | --- | --- |
"""


def make_all(model: ModelFolder, scratch: Path, only: str) -> dict[str, Any]:
    """Everything to be timed, by what was changed."""
    made: dict[str, Any] = {AS_SHIPPED: onnx.load(model)}

    def is_wanted(name: str) -> bool:
        return only in name

    graphs = {name: make for name, make in GRAPHS.items() if is_wanted(name)}
    weights = Weights(model.path, scratch) if graphs else None
    for name, make in graphs.items():
        folder = scratch / name.replace(" ", "-")
        folder.mkdir()
        (folder / "tokenizer.json").write_bytes((model.path / "tokenizer.json").read_bytes())
        try:
            make(weights, folder / "model.onnx")
            made[name] = onnx.load(model.model_copy(update={"path": folder}))
        except Exception as failed:  # noqa: BLE001 - what cannot be made is told in the table
            print(f"{name}: cannot be made here ({type(failed).__name__})", file=sys.stderr)
    made |= {n: open_session(model, change) for n, change in SESSIONS.items() if is_wanted(n)}
    made |= {n: Batched(onnx.load(model), size) for n, size in BATCHES.items() if is_wanted(n)}
    for name, size in LENGTHS.items():
        if is_wanted(name):
            about = model.about.model_copy(update={"max_tokens": size})
            made[name] = onnx.load(model.model_copy(update={"about": about}))
    return made


def find_gaps(screener: Any, wanted: list[Any], posts: list[str]) -> tuple[float, float]:
    """The mean and the 99th percentile of the distance between scores."""
    gaps = [
        abs(one.scores[name] - other.scores[name])
        for one, other in zip(screener.judge(posts), wanted, strict=True)
        for name in other.scores
    ]
    return float(np.mean(gaps)), float(np.quantile(gaps, 0.99))


def main() -> None:
    """Make, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--posts", type=int, default=128)
    parser.add_argument("--only", default="", help="only what has this word in its name")
    asked = parser.parse_args()
    model, posts = read_model(asked.model.resolve()), draw_posts(asked.posts)
    wanted = load(model.path, "torch").judge(posts)
    clock: dict[str, list[float]] = {}
    work: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        made = make_all(model, Path(name), asked.only)
        gaps = {name: find_gaps(screener, wanted, posts) for name, screener in made.items()}
        for _ in range(asked.rounds):
            for name, screener in made.items():
                worked, began = process_time(), perf_counter()
                for start in range(0, len(posts), 32):
                    screener.judge(posts[start : start + 32])
                clock.setdefault(name, []).append(perf_counter() - began)
                work.setdefault(name, []).append(1_000 * (process_time() - worked) / len(posts))
    words = {"posts": len(posts), "rounds": asked.rounds, "machine": describe_machine()}
    table = HEAD.format(**words)
    for name in made:
        speeds = [a / b for a, b in zip(clock[AS_SHIPPED], clock[name], strict=True)]
        mean, most = gaps[name]
        table += (
            f"| {name} | {median(speeds):.2f} | {min(speeds):.2f} to {max(speeds):.2f} |"
            f" {median(work[name]):.2f} ms | {mean:.4f} | {most:.3f} |\n"
        )
    print(table)
    if not asked.only:
        TRIED.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
