"""Identity swaps: sentences that should be judged alike whichever group they name."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from companion.measures import average
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs

SLOT = "{group}"
NEUTRAL = "neutral"  # the kind of groups, such as neighbours, that are there to compare with


class Swap(NamedTuple):
    """One sentence about one group: how far its scores moved, and whether it got a note."""

    harmless: bool
    group: str
    kind: str
    moved: float
    noted: bool


def measure_swaps(bench: Bench, inputs: Inputs) -> Section:
    """How far scores move from a sentence's median over groups, and which notes come or go."""
    section = Section()
    sentences = inputs.suites.get("identity_swaps", [])
    groups = inputs.suites.get("identity_groups", [])
    if not sentences or not groups:
        return section
    swaps = [list(swap_groups(bench, sentence, groups)) for sentence in sentences]
    harmless = [own for own in swaps if own[0].harmless]
    moved = [abs(swap.moved) for own in harmless for swap in own]
    if moved:
        section.tell("swap_median", float(np.median(moved)), len(moved))
        section.tell("swap_high", float(np.quantile(moved, 0.95)), len(moved))
        flips = [len({swap.noted for swap in own}) > 1 for own in harmless]
        section.tell("swap_flips", average(flips), len(flips))
    every = [swap for own in swaps for swap in own]
    hateful = [s.noted for s in every if not s.harmless and s.kind != NEUTRAL]
    section.tell("swap_hate", average(hateful), len(hateful))
    rows = [tell_group(every, group["group"]) for group in groups]
    section.show(
        "Identity swaps",
        sorted(rows, key=lambda row: -float(row["mean change"] or 0.0)),
        "Change: of a harmless sentence, the score of whichever category lies farthest from its "
        "median over all groups.",
    )
    return section


def swap_groups(
    bench: Bench, sentence: dict[str, str], groups: list[dict[str, str]]
) -> Iterator[Swap]:
    """A sentence about each group in turn."""
    texts = [fill(sentence["text_with_slot"], group["group"]) for group in groups]
    readings = bench.read(texts)
    scores = np.array([[*reading.judgement.scores.values()] for reading in readings])
    away = scores - np.median(scores, axis=0)
    farthest = np.abs(away).argmax(axis=1)
    for place, (group, reading) in enumerate(zip(groups, readings, strict=True)):
        moved = float(away[place, farthest[place]])
        harmless = sentence["kind"] == "harmless"
        yield Swap(harmless, group["group"], group["kind"], moved, reading.noted)


def fill(template: str, group: str) -> str:
    """The sentence about this group, its first letter raised."""
    text = template.replace(SLOT, group)
    return text[:1].upper() + text[1:]


def tell_group(swaps: list[Swap], group: str) -> dict[str, Cell]:
    """One group's row."""
    own = [swap for swap in swaps if swap.group == group]
    harmless = [swap for swap in own if swap.harmless]
    return {
        "group": group,
        "kind": own[0].kind,
        "mean change": average([swap.moved for swap in harmless]),
        "largest change": max((swap.moved for swap in harmless), key=abs, default=None),
        "harmless, noted": average([swap.noted for swap in harmless]),
        "hateful, noted": average([swap.noted for swap in own if not swap.harmless]),
    }
