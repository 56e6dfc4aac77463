"""Each category on the public test split, by label, by source, and on gold labels alone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from companion.measures import (
    NAN,
    average,
    count_said,
    measure_auroc,
    measure_average_precision,
    measure_calibration_error,
    resample,
)
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs, PublicPost
from companion.screeners import Judgement

ABUSE = ("hate", "harassment", "threat")
LEAST = 20  # posts of each kind that a source must have for a row of its own


class Task(NamedTuple):
    """A public label, and the score that should answer it."""

    title: str
    label: str
    category: str
    figure: str
    read: Callable[[Judgement], float]
    calibrated: bool = True


def read_category(category: str) -> Callable[[Judgement], float]:
    """A reader of that category's score; NaN where a model has none."""
    return lambda judgement: judgement.scores.get(category, NAN)


def read_abuse(judgement: Judgement) -> float:
    """The highest score of the categories that toxicity is made of."""
    return max(judgement.scores.get(category, 0.0) for category in ABUSE)


def read_toxicity(judgement: Judgement) -> float:
    """The toxicity score of models that have one."""
    return judgement.extra.get("toxicity", NAN)


TASKS = (
    Task("self_harm", "self_harm", "self_harm", "self_harm_auroc", read_category("self_harm")),
    Task("despair", "distress", "despair", "despair_auroc", read_category("despair")),
    Task("eating (weak)", "eating_disorder", "eating", "eating_auroc", read_category("eating")),
    Task("threat", "threat_violence", "threat", "threat_auroc", read_category("threat")),
    Task("hate", "identity_hate", "hate", "hate_auroc", read_category("hate")),
    Task("harassment", "insult", "harassment", "harassment_auroc", read_category("harassment")),
    Task("toxicity", "toxicity", "", "toxicity_auroc", read_toxicity),
    Task("highest of hate, harassment, threat", "toxicity", "", "abuse_auroc", read_abuse, False),
)


def measure_public(bench: Bench, inputs: Inputs) -> Section:
    """The figures and tables of the public test split."""
    section, errors = Section(), []
    all_rows: list[dict[str, Cell]] = []
    source_rows: list[dict[str, Cell]] = []
    for task in TASKS:
        posts = [post for post in inputs.public if task.label in post.labels]
        gold = [post for post in posts if not post.weak]
        row = measure_task(bench, task, posts)
        if not row:
            continue
        all_rows.append({"label": task.title, "on": "all", **row})
        gold_row = measure_task(bench, task, gold) if len(gold) < len(posts) else {}
        if gold_row:
            all_rows.append({"label": task.title, "on": "gold", **gold_row})
        best = gold_row or row
        if task.calibrated and (gold or not posts[0].weak):
            errors.append(best["ECE"])
        scores, truth = read_scores(bench, task, posts)
        interval = resample(measure_auroc, scores, truth, rounds=100)
        section.tell(task.figure, measure_auroc(scores, truth), len(posts), interval)
        source_rows += measure_sources(bench, task, posts)
    known = [error for error in errors if isinstance(error, float)]
    section.tell("public_ece", average(known), len(inputs.public))
    section.show(
        "Public test split, by label",
        all_rows,
        "Shares of true posts are those of the data sets, not of a feed; the last column says what "
        "the precision would be, were 2 % of posts of this kind. Labels of weak sources follow "
        "from where a post stood.",
    )
    section.show("Public test split, by source", source_rows)
    return section


def read_scores(bench: Bench, task: Task, posts: list[PublicPost]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and truth of the posts; the score counts even where a reader would see none."""
    readings = bench.read([post.text for post in posts])
    scores = np.array([task.read(reading.judgement) for reading in readings])
    return scores, np.array([post.labels[task.label] for post in posts])


def measure_sources(bench: Bench, task: Task, posts: list[PublicPost]) -> list[dict[str, Cell]]:
    """A row a source with enough posts of both kinds."""
    rows: list[dict[str, Cell]] = []
    for source in sorted({post.source for post in posts}):
        own = [post for post in posts if post.source == source]
        true = sum(post.labels[task.label] for post in own)
        if min(true, len(own) - true) >= LEAST:
            weak = "weak" if own[0].weak else "gold"
            named = {"label": task.title, "source": source, "kind": weak}
            rows.append({**named, **measure_task(bench, task, own)})
    return rows


def measure_task(bench: Bench, task: Task, posts: list[PublicPost]) -> dict[str, Cell]:
    """One row of numbers, or none where there is nothing to tell apart."""
    scores, truth = read_scores(bench, task, posts)
    if not len(truth) or truth.all() or not truth.any() or np.isnan(scores).any():
        return {}
    counts = count_said(scores >= bench.find_dial(task.category), truth)
    return {
        "posts": len(truth),
        "true": int(truth.sum()),
        "AUROC": measure_auroc(scores, truth),
        "AP": measure_average_precision(scores, truth),
        "precision": counts.precision,
        "recall": counts.recall,
        "F1": counts.f1,
        "ECE": measure_calibration_error(scores, truth) if task.calibrated else None,
        "precision at 2 %": counts.precision_at(0.02),
    }
