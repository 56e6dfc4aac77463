"""What each category's score and notes are worth on the test split of the authored corpus."""

import numpy as np

from companion.categories import CATEGORIES
from companion.measures import (
    average,
    count_said,
    measure_auroc,
    measure_calibration_error,
    measure_precision,
    resample,
)
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs


def measure_categories(bench: Bench, inputs: Inputs) -> Section:
    """Precision, recall and calibration of each category."""
    section, posts = Section(), inputs.authored
    readings = bench.read([post.text for post in posts])
    rows: list[dict[str, Cell]] = []
    errors = []
    for name in (category.id for category in CATEGORIES):
        sure = [
            (r, name in p.labels)
            for p, r in zip(posts, readings, strict=True)
            if name not in p.unsure and name in r.judgement.scores
        ]
        if not any(true for _, true in sure):
            continue
        scores = np.array([reading.judgement.scores[name] for reading, _ in sure])
        truth = np.array([true for _, true in sure], float)
        said = (scores >= bench.find_dial(name)).astype(float)
        counts = count_said(said, truth)
        named = [t for r, t in sure if r.decision and r.decision.category == name]
        interval = resample(measure_precision, said, truth)
        said_count = counts.hit + counts.false_alarm
        section.tell(f"precision_{name}", counts.precision, said_count, interval)
        errors.append(measure_calibration_error(scores, truth))
        rows.append(
            {
                "category": name,
                "true": int(truth.sum()),
                "dial": bench.find_dial(name),
                "at the dial": said_count,
                "precision": counts.precision,
                "from": interval.low,
                "to": interval.high,
                "recall": counts.recall,
                "F1": counts.f1,
                "AUROC": measure_auroc(scores, truth),
                "ECE": errors[-1],
                "precision at 2 %": counts.precision_at(0.02),
                "notes": len(named),
                "right notes": average(named),
            }
        )
    section.tell("authored_ece", average(errors), len(posts))
    section.show(
        "Authored test posts, by category",
        rows,
        "Precision and recall of the score at the default dial, before stance is asked; the last "
        "columns are the notes that the whole policy gives, and whether they name what is there.",
    )
    return section
