"""The functional suite carecheck.csv: one kind of post a functionality, as HateCheck does it."""

import numpy as np

from companion.measures import average, measure_balance, resample
from companion.policy import pick_likeliest
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import COARSE, Inputs


def measure_care(bench: Bench, inputs: Inputs) -> Section:
    """Right notes and silences by functionality, and as the mean of the two groups."""
    section, cases = Section(), inputs.suites.get("carecheck", [])
    if not cases:
        return section
    readings = bench.read([case["text"] for case in cases])
    expected = np.array([case["expected"] == "note" for case in cases], float)
    noted = np.array([reading.noted for reading in readings], float)
    names = [case["functionality"] for case in cases]
    rows: list[dict[str, Cell]] = []
    for name in dict.fromkeys(names):
        own = np.array([one == name for one in names])
        right = (noted == expected)[own]
        wanted = "note" if expected[own].mean() > 0.5 else "none"
        rows.append(
            {
                "functionality": name,
                "expected": wanted,
                "cases": len(right),
                "right": average(right),
            }
        )
    shares = [float(row["right"] or 0.0) for row in rows]
    section.tell(
        "care_balance",
        measure_balance(noted, expected),
        len(cases),
        resample(measure_balance, noted, expected),
    )
    section.tell("care_worst", min(shares), len(cases))
    kinds = [COARSE.get(case["stance"], case["stance"]) for case in cases]
    for figure, held in (
        ("care_false", None),
        ("care_false_help", {"recovery_or_support", "education_or_news"}),
        ("care_false_none", {"none"}),
    ):
        own = np.array([held is None or kind in held for kind in kinds]) & (expected == 0)
        section.tell(figure, average(noted[own]), int(own.sum()), resample(average, noted[own]))
    stances = [
        pick_likeliest(r.judgement.stance) == kind
        for kind, r in zip(kinds, readings, strict=True)
        if r.judgement.stance
    ]
    section.tell("care_stance", average(stances), len(stances), resample(average, stances))
    section.show("Functional suite", sorted(rows, key=lambda row: str(row["expected"])))
    named = [
        r.decision.category == case["category"]
        for case, r in zip(cases, readings, strict=True)
        if case["expected"] == "note" and r.noted and r.decision
    ]
    section.show(
        "Functional suite, which note",
        [{"notes rightly given": len(named), "of the category expected": average(named)}],
    )
    return section
