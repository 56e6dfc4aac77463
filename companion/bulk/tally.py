"""What an archive's report counts: numbers only, which add up over shares."""

from collections import Counter

from companion.protocol import Annotation

Counts = Counter[tuple[str, str]]
"""How often: the keys are a kind ("posts", "category", "month" ...) and a name in it."""


def count_row(counts: Counts, month: str, annotation: Annotation) -> None:
    """Add what is said of one post."""
    note, judged = annotation.note, annotation.status == "judged"
    counts["posts", annotation.status] += 1
    counts["month", month] += 1
    if note:
        counts["category", note.category] += 1
        counts["noted_month", month] += 1
    if annotation.mark:
        counts["mark", annotation.mark] += 1
    if not judged:
        counts["reason", annotation.reason or ""] += 1
        return
    counts["stance", annotation.stance or ""] += 1
    counts["sentiment", annotation.sentiment or ""] += 1


def pick_counts(counts: Counts, kind: str) -> dict[str, int]:
    """The counts of a kind by name, those that were never seen left out."""
    return {name: count for (each, name), count in counts.items() if each == kind and count}
