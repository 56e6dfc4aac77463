"""Step 3: fits each category's probability on dev posts, read by the int8 network that is served.

    python -m models.training.calibrate [--variant clean]

Platt scaling (Platt 1999) on gold public and authored dev posts, both halves of equal weight; then
each category's curve is moved to what its default dial promises (models/training/promise.py).
"""

import json
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from tqdm import tqdm

from companion.models import Curve, read_model
from companion.screeners.onnx import load
from models.training.batches import Rows
from models.training.corpus import read_corpus
from models.training.labels import BINARY, SERVED
from models.training.prepare import BUILD, CORPUS, RECIPE
from models.training.promise import find_shifts
from models.training.variants import SHIPPED, find_barred, find_curves, find_folder

MOST_ROWS = 2500
Floats = npt.NDArray[np.float64]


def pick_rows(
    rows: Rows, gold: float, seed: int, barred: frozenset[str] = frozenset()
) -> npt.NDArray[np.int64]:
    """For each served label up to MOST_ROWS rows that a person labelled, of allowed sources."""
    rng = np.random.default_rng(seed)
    allowed = np.zeros(len(rows), bool)
    for members in rows.find_sources(barred).values():
        allowed[members] = True
    picked: set[int] = set()
    for place in range(len(SERVED)):
        known = (rows.columns["weight"][:, place] >= gold) & allowed
        positive = rng.permutation(np.flatnonzero(known & (rows.columns["target"][:, place] == 1)))
        negative = rng.permutation(np.flatnonzero(known & (rows.columns["target"][:, place] == 0)))
        # Thinned evenly, so that the share of positives stays what it is.
        keep = min(1.0, MOST_ROWS / max(1, len(positive) + len(negative)))
        picked.update(int(i) for i in positive[: round(len(positive) * keep)])
        picked.update(int(i) for i in negative[: round(len(negative) * keep)])
    return np.array(sorted(picked), np.int64)


def fit_curve(logits: Floats, target: Floats, weight: Floats) -> dict[str, float]:
    """Slope and shift that make sigmoid(slope * logit + shift) likeliest, held near (1, 0)."""

    def measure(curve: Floats) -> float:
        slope, shift = np.exp(curve[0]), curve[1]
        value = slope * logits + shift
        loss = weight * (np.logaddexp(0, value) - target * value)
        return float(loss.sum() / weight.sum() + 1e-3 * (curve**2).sum())

    best = minimize(measure, np.zeros(2), method="L-BFGS-B").x
    return {"slope": round(float(np.exp(best[0])), 4), "shift": round(float(best[1]), 4)}


def read_logits(folder: Path, rows: Rows, picked: npt.NDArray[np.int64]) -> Floats:
    """Logits (rows, labels) of the picked rows."""
    screener = load(read_model(folder))
    windows = [[int(token) for token in rows.read_ids(int(index))] for index in picked]
    parts = [
        screener.read_windows(windows[start : start + 256])
        for start in tqdm(range(0, len(windows), 256), "calibrate")
    ]
    return np.concatenate(parts).astype(np.float64)


@click.command()
@click.option("--variant", default=SHIPPED, type=click.Choice(list(RECIPE["variants"])))
def calibrate(variant: str) -> None:
    """Writes the curves into build/; export then puts them into model.toml."""
    folder = find_folder(variant)
    sets = []
    for path, gold in (
        (BUILD / "public_dev.npz", RECIPE["weights"]["gold"]),
        (BUILD / "authored_dev.npz", RECIPE["weights"]["authored"]),
    ):
        rows = Rows(path)
        picked = pick_rows(rows, gold, RECIPE["seed"], find_barred(variant))
        known = rows.columns["weight"][picked, : len(BINARY)] >= gold
        target = np.nan_to_num(rows.columns["target"][picked]).astype(np.float64)
        sets.append((read_logits(folder, rows, picked), target, known))
    curves = {}
    for place, label in enumerate(SERVED):
        parts = [
            (logits[known[:, place], place], target[known[:, place], place])
            for logits, target, known in sets
        ]
        parts = [(values, wanted) for values, wanted in parts if len(values)]
        if not parts:
            continue
        weight = np.concatenate([np.full(len(values), 1 / len(values)) for values, _ in parts])
        curves[label] = fit_curve(
            np.concatenate([values for values, _ in parts]),
            np.concatenate([wanted for _, wanted in parts]),
            weight,
        )
        click.echo(f"{label}: {curves[label]} on {[len(values) for values, _ in parts]} posts")
    screener = load(read_model(folder))
    screener.about = screener.about.model_copy(
        update={"calibration": {label: Curve(**curve) for label, curve in curves.items()}}
    )
    posts = list(read_corpus(CORPUS / "dev"))
    judged = screener.judge([post.text for post in posts])
    for category, shift in find_shifts(judged, posts).items():
        label = screener.about.categories[category]
        curves[label]["shift"] = round(curves[label]["shift"] + shift, 4)
        click.echo(f"{label}: moved by {shift:.1f}")
    find_curves(variant).write_text(json.dumps(curves, indent=1), encoding="utf-8")


if __name__ == "__main__":
    calibrate()
