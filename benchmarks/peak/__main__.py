"""How far the engine is from what the machine can multiply: python benchmarks/peak [--model PATH].

The multiply-adds of the network are counted for a batch of posts, and its matrix products are made
alone, by onnxruntime in float32 and in int8 and by numpy, in turn with the network. The distance is
the time of those products as a share of the network's own time: what is left is not multiplied.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import paths  # noqa: F401
from feed import MEAN, SHIPPED
from products import KINDS, Shape, make_product, time_call
from results import Row, finish

from companion.models import read_model
from companion.screeners.onnx import load

BATCH, TOKENS, SQUARE = 16, round(MEAN), 1_024
ALL = [*KINDS, "numpy, float32"]


def read_shape(folder: Path) -> Shape:
    """The encoder's shape, from the folder's config.json."""
    about = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Shape(about["num_hidden_layers"], about["hidden_size"], about["intermediate_size"])


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    folder = asked.model.resolve()
    shape, screener = read_shape(folder), load(read_model(folder))
    windows = np.random.default_rng(7).integers(1_000, 20_000, (BATCH, TOKENS)).tolist()
    operations = BATCH * shape.count(TOKENS)
    products = {
        kind: [
            (make_product(kind, *sizes), times)
            for sizes, times in shape.list_products(BATCH * TOKENS).items()
        ]
        for kind in ALL
    }
    squares = {kind: make_product(kind, SQUARE, SQUARE, SQUARE) for kind in ALL}
    network: list[float] = []
    alone: dict[str, list[float]] = {kind: [] for kind in ALL}
    peaks: dict[str, list[float]] = {kind: [] for kind in ALL}
    for _ in range(asked.runs):
        network.append(time_call(lambda: screener.read_windows(windows)))
        for kind in ALL:
            alone[kind].append(sum(times * time_call(call) for call, times in products[kind]))
            peaks[kind].append(SQUARE**3 / time_call(squares[kind]) / 1e9)
    rows = [Row("multiply-adds of a post", [shape.count(TOKENS) / 1e6], "million")]
    rows.append(Row("the network", [operations / one / 1e9 for one in network], "G/s"))
    for kind in ALL:
        shares = [a / b for a, b in zip(alone[kind], network, strict=True)]
        name = f"its products alone by {kind}: share of its time"
        rows.append(Row(name, shares, "share", ratio=True))
        rates = [operations / one / 1e9 for one in alone[kind]]
        rows.append(Row(f"its products alone by {kind}", rates, "G/s"))
        rows.append(Row(f"{SQUARE} x {SQUARE} by {kind}", peaks[kind], "G/s"))
    finish(
        "peak",
        rows,
        [
            f"Model: {folder.name}; {BATCH} posts of {TOKENS} tokens; G/s: 10^9"
            " multiply-adds a second."
        ],
    )


if __name__ == "__main__":
    main()
