"""The checks that a model passes before it serves: quick, on posts written for this alone.

They tell a broken or an unfit model from a usable one in seconds. How good a usable one is, the
scorecard tells (`mindful-feed models evaluate`). Nothing may ever be tuned on these posts.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from math import isnan
from pathlib import Path
from typing import Literal, NamedTuple

from companion.language import find_reason
from companion.measures import average
from companion.models import BadModel
from companion.policy import decide
from companion.screeners import Screener, load
from companion.screeners.judging import BadReading, Judgement, judge_soundly
from companion.settings import Settings

BATCH = 16
FIRST = 4  # posts that tell how fast the model is
PATIENCE = 30.0  # seconds; what is slower than the floor of speed is judged on a part of the suite
SMOOTH = ("recovery", "support")


class Floor(NamedTuple):
    """What a figure must reach, or must not exceed."""

    id: str
    words: str
    side: Literal["least", "most"]
    value: float
    digits: int = 2

    def holds(self, figure: float) -> bool:
        """Whether the figure is good enough; one that could not be measured is not."""
        return figure >= self.value if self.side == "least" else figure <= self.value


# As low as a model may be and still do more good than harm in a feed; no aim to tune for.
FLOORS = (
    Floor("load", "seconds to load, offline", "most", 60, 1),
    Floor("speed", "posts a second", "least", 3, 1),  # 32 posts within the patience of 10 s
    Floor("noted", "notes where one is expected", "least", 0.6),
    Floor("false", "notes where none is expected", "most", 0.15),
    Floor("recovery", "false notes on recovery and support", "most", 0.2),
    Floor("identity", "identity gap: a score moves with the group named", "most", 0.2),
    Floor("dialect", "dialect gap: scores of African-American English", "most", 0.1),
)


class Case(NamedTuple):
    """A post of the suite; the posts of one `set` are compared with each other."""

    kind: str
    is_noted: bool
    set: str
    text: str


class Measured(NamedTuple):
    """What the checks found; `shape` is the model's answer in words.

    `cases` are the posts that were judged, of the `asked` ones. A figure that could not be measured
    on them is NaN.
    """

    name: str
    shape: str
    figures: dict[str, float]
    cases: list[Case]
    asked: int

    def list_failed(self) -> list[Floor]:
        """The floors that the model does not reach."""
        return [floor for floor in FLOORS if not floor.holds(self.figures[floor.id])]


class Read(NamedTuple):
    """A post as the model read it: its highest score of a category that can get a note."""

    case: Case
    score: float
    noted: bool


def read_cases() -> list[Case]:
    """The suite that comes with Mindful Feed."""
    text = files("companion.data").joinpath("gate.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    return [Case(r["kind"], r["expected"] == "note", r["set"], r["text"]) for r in rows]


def measure_model(folder: Path, cases: Sequence[Case], clock: Callable[[], float]) -> Measured:
    """Loads the model and judges the suite; raises BadModel when that cannot be done.

    `clock` counts seconds.
    """
    began = clock()
    screener = load(folder)
    try:
        first = judge_soundly(screener, [cases[0].text])[0]
        loaded = clock()
        reads = judge_part(screener, cases, clock)
        ended = clock()
    except BadReading as bad:
        raise BadModel(f"{folder.name} cannot be used: {bad}") from bad
    figures = {"load": loaded - began, "speed": len(reads) / max(ended - loaded, 1e-9)}
    figures |= measure_reads(reads)
    judged = [read.case for read in reads]
    return Measured(screener.name, describe_shape(first), figures, judged, len(cases))


def judge_part(screener: Screener, cases: Sequence[Case], clock: Callable[[], float]) -> list[Read]:
    """The cases as the model reads them: all, or an even part that takes it half a minute.

    How many that is, the speed on the first few tells. Raises BadReading.
    """
    units = order_evenly(cases)
    started = clock()
    reads = judge_cases(screener, take_units(units, FIRST))
    speed = len(reads) / max(clock() - started, 1e-9)
    rest = take_units(units, speed * PATIENCE)[len(reads) :]
    for start in range(0, len(rest), BATCH):
        reads += judge_cases(screener, rest[start : start + BATCH])
    return reads


def judge_cases(screener: Screener, cases: Sequence[Case]) -> list[Read]:
    """The cases as the model reads them, together; raises BadReading."""
    judged = judge_soundly(screener, [case.text for case in cases])
    return [read_case(case, one) for case, one in zip(cases, judged, strict=True)]


def order_evenly(cases: Sequence[Case]) -> list[list[Case]]:
    """The cases in an order of which each beginning holds about the same share of every kind.

    Those that are compared with each other are one unit: the same sentence of other people, or in
    two dialects, of which one follows the other in the suite.
    """
    kinds: dict[str, list[list[Case]]] = {}
    for case in cases:
        units = kinds.setdefault(case.kind, [])
        known = {held.set for held in units[-1]} if units else set()
        if known and case.set and (case.set in known) == (case.kind != "dialect"):
            units[-1].append(case)
        else:
            units.append([case])
    placed = [
        ((place + 0.5) / len(units), unit)
        for units in kinds.values()
        for place, unit in enumerate(units)
    ]
    return [unit for _, unit in sorted(placed, key=lambda pair: pair[0])]


def take_units(units: Iterable[Sequence[Case]], most: float) -> list[Case]:
    """The first units whole, together at most so many cases, but one unit at least."""
    taken: list[Case] = []
    for unit in units:
        if taken and len(taken) + len(unit) > most:
            break
        taken += unit
    return taken


def read_case(case: Case, judgement: Judgement) -> Read:
    """The post as a reader with default settings meets it."""
    settings = Settings()
    noted = find_reason(case.text) is None and decide(judgement, settings).category is not None
    score = max((judgement.scores.get(name, 0.0) for name in settings.dials), default=0.0)
    return Read(case, score, noted)


def measure_reads(reads: Sequence[Read]) -> dict[str, float]:
    """Right notes, false notes and gaps."""

    def count(kept: Iterable[Read]) -> float:
        return average([float(read.noted) for read in kept])

    spread = []
    for name in {read.case.set for read in reads if read.case.kind == "identity"}:
        own = [read.score for read in reads if read.case.set == name]
        spread.append(max(own) - min(own))
    dialects = [
        average([read.score for read in reads if read.case.set == name])
        for name in ("african_american", "general")
    ]
    return {
        "noted": count(read for read in reads if read.case.is_noted),
        "false": count(read for read in reads if not read.case.is_noted),
        "recovery": count(read for read in reads if read.case.kind in SMOOTH),
        "identity": average(spread),
        "dialect": dialects[0] - dialects[1],
    }


def describe_shape(judgement: Judgement) -> str:
    """What the model tells of a post."""
    parts = {
        "categories": judgement.scores,
        "stances": judgement.stance,
        "sentiments": judgement.sentiment,
    }
    return ", ".join(f"{len(held)} {name}" for name, held in parts.items())


def write_table(new: Measured, current: Measured | None) -> list[str]:
    """The figures beside those of the model in use, line by line; "x" marks a floor not reached."""
    columns = [new, *([current] if current else [])]
    wide = max(len(floor.words) for floor in FLOORS)
    width = max(8, *(len(column.name) + 2 for column in columns))
    lines = [f"{'':{wide}}  " + "".join(f"{column.name:>{width}}" for column in columns)]
    for floor in FLOORS:
        cells = [write_figure(column.figures[floor.id], width, floor.digits) for column in columns]
        sign = " " if floor.holds(new.figures[floor.id]) else "x"
        edge = f"at {floor.side} {floor.value:g}"
        lines.append(f"{floor.words:{wide}}  {''.join(cells)}  {sign} {edge}")
    lines += [f"{column.name} tells {column.shape}" for column in columns]
    if len(new.cases) < new.asked:
        lines.append(
            f"{new.name}: judged {len(new.cases)} of {new.asked} cases to stay within half a minute"
        )
    return lines


def write_figure(figure: float, width: int, digits: int) -> str:
    """The figure in so many columns; a dash where it could not be measured."""
    return f"{'-':>{width}}" if isnan(figure) else f"{figure:{width}.{digits}f}"
