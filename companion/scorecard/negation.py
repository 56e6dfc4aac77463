"""Pairs of posts of which one denies what the other says."""

from companion.measures import average, resample
from companion.scorecard.bench import Bench
from companion.scorecard.card import Section
from companion.scorecard.sources import Inputs


def measure_negation(bench: Bench, inputs: Inputs) -> Section:
    """How many posts, and how many whole pairs, get a note just where one is expected."""
    section, cases = Section(), inputs.suites.get("negation", [])
    if not cases:
        return section
    readings = bench.read([case["text"] for case in cases])
    pairs: dict[str, list[bool]] = {}
    kinds: dict[str, list[bool]] = {}
    for case, reading in zip(cases, readings, strict=True):
        right = reading.noted == (case["expected"] == "note")
        pairs.setdefault(case["pair"], []).append(right)
        kinds.setdefault(case["expected"], []).append(right)
    single = [one for own in pairs.values() for one in own]
    whole = [all(own) for own in pairs.values() if len(own) > 1]
    section.tell("negation", average(single), len(single), resample(average, single))
    section.tell("negation_pairs", average(whole), len(whole), resample(average, whole))
    section.show(
        "Negation",
        [
            {"expected": kind, "posts": len(own), "right": average(own)}
            for kind, own in kinds.items()
        ],
    )
    return section
