"""What a reader gets at each position of the dials."""

import numpy as np

from companion.choices.kinds import POSITIONS
from companion.measures import count_said
from companion.policy import decide
from companion.scorecard.authored import expects
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs
from companion.settings import Settings


def measure_dials(bench: Bench, inputs: Inputs) -> Section:
    """Notes at the three positions. It describes; to choose by it would be tuning on test posts."""
    section = Section()
    care = inputs.suites.get("carecheck", [])
    sure = [post for post in inputs.authored if expects(post) is not None]
    sets = {
        "authored test posts": ([p.text for p in sure], [bool(expects(p)) for p in sure]),
        "functional suite": ([c["text"] for c in care], [c["expected"] == "note" for c in care]),
    }
    rows: list[dict[str, Cell]] = []
    for name, (texts, truth) in sets.items():
        if not texts:
            continue
        readings = bench.read(texts)
        for position, dial in POSITIONS.items():
            settings = Settings(dials=dict.fromkeys(bench.settings.dials, dial))
            noted = [
                r.decision is not None and decide(r.judgement, settings).category is not None
                for r in readings
            ]
            counts = count_said(np.array(noted), np.array(truth))
            rows.append(
                {
                    "posts": name,
                    "dial": position,
                    "from": dial,
                    "noted, where wanted": counts.recall,
                    "falsely noted": counts.false_rate,
                    "mean of both groups": counts.balance,
                }
            )
    section.show("Positions of the dials", rows)
    return section
