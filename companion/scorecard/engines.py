"""The served int8 network against the float weights it was made from."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np

from companion.categories import CATEGORIES, holds, settles
from companion.measures import NAN, average, measure_auroc
from companion.policy import decide
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.public import TASKS
from companion.scorecard.sources import Inputs, thin
from companion.screeners import Judgement, load

POSTS = 3000
LEAST = 30


def measure_engines(bench: Bench, folder: Path, inputs: Inputs) -> Section:
    """Differences of scores, decisions and AUROC; nothing without torch or float weights."""
    section = Section()
    if not (folder / "model.safetensors").exists() or find_spec("torch") is None:
        return section
    public, authored = thin(inputs.public, POSTS), inputs.authored
    texts = [*(post.text for post in authored), *(post.text for post in public)]
    if not texts:
        return section
    served = [reading.judgement for reading in bench.read(texts)]
    exact = load(folder, "torch").judge(texts)
    pairs = list(zip(served, exact, strict=True))
    rows: list[dict[str, Cell]] = []
    worst = []
    for name in served[0].scores:
        gap = np.array([abs(a.scores[name] - b.scores[name]) for a, b in pairs])
        points = compare(name, pairs, inputs, len(authored))
        worst.extend(points)
        rows.append(
            {
                "category": name,
                "mean score difference": float(gap.mean()),
                "95th percentile": float(np.quantile(gap, 0.95)),
                "AUROC difference, points": max(points, default=None),
            }
        )
    same = [decide(a, bench.settings)[:2] == decide(b, bench.settings)[:2] for a, b in pairs]
    section.tell("int8_notes", float(np.mean(same)), len(texts))
    section.tell("int8_points", average(worst), len(texts))
    section.tell("int8_worst", max(worst, default=NAN), len(texts))
    section.show("int8 against float", rows)
    return section


def compare(
    name: str, pairs: list[tuple[Judgement, Judgement]], inputs: Inputs, authored: int
) -> list[float]:
    """How far AUROC falls from float to int8, in points, on authored and on public posts."""
    found = []
    category = next(category for category in CATEGORIES if category.id == name)
    sure = [
        (pair, int(holds(category, post.labels, post.stance)))
        for pair, post in zip(pairs, inputs.authored, strict=False)
        if settles(category, post.labels, post.unsure, post.stance)
    ]
    sets = [([pair for pair, _ in sure], [truth for _, truth in sure])]
    task = next((task for task in TASKS if task.category == name), None)
    if task:
        public = thin(inputs.public, POSTS)
        places = [i for i, post in enumerate(public) if task.label in post.labels]
        truth = [public[i].labels[task.label] for i in places]
        sets.append(([pairs[authored + i] for i in places], truth))
    for judged, truth in sets:
        if min(sum(truth), len(truth) - sum(truth)) >= LEAST:
            served = measure_auroc([pair[0].scores[name] for pair in judged], truth)
            exact = measure_auroc([pair[1].scores[name] for pair in judged], truth)
            found.append(100 * (exact - served))
    return found
