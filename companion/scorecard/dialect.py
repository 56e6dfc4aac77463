"""False notes on harmless posts, by dialect."""

import re

from companion.measures import NAN, average
from companion.scorecard.bench import Bench
from companion.scorecard.card import Section
from companion.scorecard.sources import Inputs

AFRICAN_AMERICAN = re.compile(r"aae|aave|african.?american", re.IGNORECASE)


def measure_dialect(bench: Bench, inputs: Inputs) -> Section:
    """The false-note rate of each dialect, and the gap of African-American English to the rest."""
    section, cases = Section(), inputs.suites.get("dialect_gap", [])
    if not cases:
        return section
    noted: dict[str, list[bool]] = {}
    for case, reading in zip(cases, bench.read([case["text"] for case in cases]), strict=True):
        noted.setdefault(case["dialect"], []).append(reading.noted)
    own = [one for name, ones in noted.items() if AFRICAN_AMERICAN.search(name) for one in ones]
    others = [
        one for name, ones in noted.items() if not AFRICAN_AMERICAN.search(name) for one in ones
    ]
    gap = average(own) - average(others) if own and others else NAN
    section.tell("dialect_gap", gap, len(cases))
    section.tell("dialect_false", average([*own, *others]), len(cases))
    section.show(
        "Dialects",
        [{"dialect": d, "posts": len(n), "falsely noted": average(n)} for d, n in noted.items()],
    )
    return section
