"""What each category's score and notes are worth on the test split of the authored corpus."""

from dataclasses import replace

import numpy as np

from companion.categories import CATEGORIES, holds, settles
from companion.measures import (
    average,
    count_said,
    measure_auroc,
    measure_calibration_error,
    measure_precision,
    resample,
)
from companion.policy import decide
from companion.scorecard.bench import Bench, Reading
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs
from companion.settings import Settings


def measure_categories(bench: Bench, inputs: Inputs) -> Section:
    """Precision, recall and calibration of each category."""
    section, posts = Section(), inputs.authored
    readings = bench.read([post.text for post in posts])
    rows: list[dict[str, Cell]] = []
    errors = []
    for category in CATEGORIES:
        name = category.id
        sure = [
            (r, name in p.labels, holds(category, p.labels, p.stance))
            for p, r in zip(posts, readings, strict=True)
            if settles(category, p.labels, p.unsure, p.stance) and name in r.judgement.scores
        ]
        if not any(true for _, _, true in sure):
            continue
        scores = np.array([reading.judgement.scores[name] for reading, _, _ in sure])
        own = np.array([labelled for _, labelled, _ in sure], float)
        truth = np.array([true for _, _, true in sure], float)
        counts = count_said((scores >= bench.find_dial(name)).astype(float), truth)
        # Of a category that is off: the notes it would get, were it on.
        settings = replace(
            bench.settings, dials={**bench.settings.dials, name: bench.find_dial(name)}
        )
        noted = np.array([names(reading, settings, name) for reading, _, _ in sure], float)
        precision, notes = measure_precision(noted, truth), int(noted.sum())
        interval = resample(measure_precision, noted, truth)
        section.tell(f"precision_{name}", precision, notes, interval)
        errors.append(measure_calibration_error(scores, truth))
        rows.append(
            {
                "category": name,
                "dial": bench.find_dial(name),
                "notes": notes,
                "right": precision,
                "from": interval.low,
                "to": interval.high,
                "right by its own label": measure_precision(noted, own),
                "true": int(truth.sum()),
                "at the dial": counts.hit + counts.false_alarm,
                "precision": counts.precision,
                "recall": counts.recall,
                "F1": counts.f1,
                "AUROC": measure_auroc(scores, truth),
                "ECE": errors[-1],
                "precision at 2 %": counts.precision_at(0.02),
            }
        )
    section.tell("authored_ece", average(errors), len(posts))
    section.show(
        "Authored test posts, by category",
        rows,
        "A category is true of a post by its own label or by one that it covers (someone who tells "
        "of hurting themselves is struggling). First the notes that the whole policy gives at the "
        "default dial; then the score alone, before stance is asked and before the categories "
        "compete for the note.",
    )
    return section


def names(reading: Reading, settings: Settings, category: str) -> bool:
    """Whether the post gets a note of the category under these settings."""
    return reading.decision is not None and decide(reading.judgement, settings).category == category
