"""Why a note stands there: whether the words that are pointed at are the right ones."""

from companion.measures import average, resample
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import Inputs
from companion.why import rank_spans, read_category

Place = tuple[int, int]


def measure_whys(bench: Bench, inputs: Inputs) -> Section:
    """The share of cases whose strongest span lies on the words that carry the harm."""
    section, cases = Section(), inputs.suites.get("why", [])
    right: list[bool] = []
    rows: list[dict[str, Cell]] = []
    for case in cases:
        spans = rank_spans(read_category(bench.screener, case["category"]), case["text"])
        wanted = find_places(case["text"], case["words"])
        top = (spans[0].start, spans[0].end) if spans else None
        right.append(top is not None and any(overlap(top, place) for place in wanted))
        rows.append(
            {
                "case": case["id"],
                "category": case["category"],
                "top words right": int(right[-1]),
                "of the letters pointed at, right": measure_share(
                    [(span.start, span.end) for span in spans], wanted
                ),
            }
        )
    section.tell("why", average(right), len(right), resample(average, right))
    section.show("Why", rows, "No share where no words stood out.")
    return section


def find_places(text: str, words: str) -> list[Place]:
    """Where the words (parted by "|") stand in a text."""
    starts = [(text.lower().find(part.lower()), len(part)) for part in words.split("|")]
    return [(start, start + length) for start, length in starts if start >= 0]


def overlap(one: Place, other: Place) -> int:
    """How many letters two places share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def measure_share(found: list[Place], wanted: list[Place]) -> float:
    """The share of the letters found that were wanted; NaN when none were found."""
    shared = sum(overlap(one, other) for one in found for other in wanted)
    total = sum(end - start for start, end in found)
    return shared / total if total else float("nan")
