"""Windows of like length are read together, so that little of what is multiplied is padding."""

from collections.abc import Sequence

MOST_WINDOWS = 16
# What a batch costs beside its tokens, in tokens: measured, see docs/speed-tried.md.
COST = 40


def cut_batches(lengths: Sequence[int], most: int = MOST_WINDOWS) -> list[slice]:
    """Where to cut windows of rising lengths into batches, so that the whole costs least.

    A batch costs its windows times the longest of them, and COST. Found for the first window, the
    first two, and so on, each from those before (Bellman 1957).
    """
    cheapest = [0.0]
    starts = [0]
    for end in range(1, len(lengths) + 1):
        costs = {
            start: cheapest[start] + COST + (end - start) * lengths[end - 1]
            for start in range(max(0, end - most), end)
        }
        start = min(costs, key=lambda start: costs[start])
        cheapest.append(costs[start])
        starts.append(start)
    batches: list[slice] = []
    end = len(lengths)
    while end:
        batches.insert(0, slice(starts[end], end))
        end = starts[end]
    return batches
