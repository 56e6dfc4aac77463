"""How fast posts are read, beside what else a reader could pick: python benchmarks/engines.

    python benchmarks/engines [--model PATH] [--beside PATH] [--posts 64] [--rounds 5] [--only X]

Every engine has a process of its own and the same number of threads; they read the same posts in
turn, round after round, so that whatever else the machine does costs all of them alike. A ratio is
of one round. BERT-base is the architecture of a well-known toxicity package, DistilBERT that of a
well-known sentiment package: speed follows from the architecture, so their weights are random.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import paths  # noqa: F401
from feed import MEAN, SHIPPED, draw_posts
from racers import PEERS, SENTIMENT, WORDS
from results import Row, find_share, finish
from timing import begin, time_batches

SIZES, SINGLES = (1, 10, 32), 16
OURS, TORCH, OTHER = "onnx", "torch", "beside"
RATE = {"BERT-base": 20.0, "DistilBERT": 10.0}
NAMES = {OURS: "ours (int8 ONNX)", TORCH: "the same in torch float32"}


def race(
    folders: dict[str, Path], posts: list[str], rounds: int
) -> tuple[dict[tuple[str, int], list[list[float]]], dict[str, tuple[float, float]]]:
    """Seconds a batch, by engine and size of batch, round by round; and each engine's start."""
    taken: dict[tuple[str, int], list[list[float]]] = {}
    with ExitStack() as stack:
        workers = {}
        for name in folders:
            pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            workers[name] = stack.enter_context(pool)
        starts = {}
        for name, folder in folders.items():
            engine = OURS if name == OTHER else name
            starts[name] = workers[name].submit(begin, engine, folder, posts[:32]).result()
        for _ in range(rounds):
            for size in SIZES:
                asked = posts[:SINGLES] if size == 1 else posts
                for name, worker in workers.items():
                    engine = OURS if name == OTHER else name
                    found = worker.submit(time_batches, engine, asked, size).result()
                    taken.setdefault((name, size), []).append(found)
    return taken, starts


def make_rows(
    taken: dict[tuple[str, int], list[list[float]]],
    starts: dict[str, tuple[float, float]],
    posts: int,
) -> list[Row]:
    """The ratios, then each engine's own figures."""
    rows = []
    rates = {
        key: [(min(SINGLES, posts) if key[1] == 1 else posts) / sum(one) for one in rounds]
        for key, rounds in taken.items()
    }
    middles = {key: [find_share(batches, 0.5) for batches in of] for key, of in taken.items()}
    for name in starts:
        if name == OURS:
            continue
        said, limit = NAMES.get(name, name), RATE.get(name)
        for size in SIZES:
            times = [a / b for a, b in zip(rates[OURS, size], rates[name, size], strict=True)]
            way = (">=", limit) if limit and size == 32 else ("", None)
            figure = f"posts/s, times {said}, batches of {size}"
            rows.append(Row(figure, times, "times", *way, True))
        share = [a / b for a, b in zip(middles[OURS, 1], middles[name, 1], strict=True)]
        way = ("<=", 1 / 20) if name == "BERT-base" else ("", None)
        rows.append(Row(f"one post's p50, as a share of {said}'s", share, "share", *way, True))
    for name, start in starts.items():
        said = NAMES.get(name, name)
        for size in SIZES:
            rows.append(Row(f"{said}: posts/s, batches of {size}", rates[name, size], "posts/s"))
        for size in SIZES:
            for share in (0.5, 0.95):
                values = [1_000 * find_share(batches, share) for batches in taken[name, size]]
                rows.append(Row(f"{said}: p{100 * share:.0f}, batches of {size}", values, "ms"))
        rows.append(Row(f"{said}: start to first answer", [start[0]], "s"))
        rows.append(Row(f"{said}: resident memory of its process", [start[1]], "MB"))
    return rows


def main() -> None:
    """Race, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED, help="the model folder that is ours")
    parser.add_argument("--beside", type=Path, help="another model folder, raced beside it")
    parser.add_argument("--posts", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="append", help="race these beside ours; all if not given")
    asked = parser.parse_args()
    names = asked.only or [TORCH, *PEERS, SENTIMENT, WORDS]
    folders = dict.fromkeys([OURS, *names], asked.model.resolve())
    if asked.beside:
        folders[OTHER] = asked.beside.resolve()
        NAMES[OTHER] = asked.beside.name
    taken, starts = race(folders, draw_posts(asked.posts), asked.rounds)
    notes = [
        f"Model: {asked.model.name}; {asked.posts} posts of {MEAN:g} tokens on average.",
        f"{' and '.join(PEERS)}: the architecture in transformers, float32, random weights.",
        "The linear word model: hashed words and word pairs as models/training/baselines has them,"
        " random weights.",
    ]
    finish("engines", make_rows(taken, starts, asked.posts), notes)


if __name__ == "__main__":
    main()
