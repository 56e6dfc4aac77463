"""Windows are cut into batches so that little is padding, and none is lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.screeners.batches import COST, MOST_WINDOWS, cut_batches

lengths = st.lists(st.integers(2, 128), max_size=60).map(sorted)


def find_cost(batches: list[slice], rising: list[int]) -> int:
    return sum(COST + len(rising[batch]) * rising[batch][-1] for batch in batches)


@settings(deadline=None)
@given(lengths)
def test_every_window_is_in_one_batch_and_in_its_order(rising: list[int]) -> None:
    batches = cut_batches(rising)
    assert [length for batch in batches for length in rising[batch]] == rising
    assert all(one.stop == other.start for one, other in pairwise(batches))
    assert all(0 < len(rising[batch]) <= MOST_WINDOWS for batch in batches)


@settings(deadline=None)
@given(lengths, st.integers(1, MOST_WINDOWS))
def test_no_even_cut_is_cheaper(rising: list[int], size: int) -> None:
    even = [slice(at, at + size) for at in range(0, len(rising), size)]
    assert find_cost(cut_batches(rising), rising) <= find_cost(even, rising)


@pytest.mark.parametrize(
    ("rising", "sizes"),
    [
        ([], []),
        ([9], [1]),
        ([20] * 8, [8]),
        ([20] * 20, [4, 16]),
        ([10] * 4 + [120] * 3, [4, 3]),
        ([20, 21, 22, 23], [4]),
    ],
)
def test_what_is_alike_is_read_together(rising: list[int], sizes: list[int]) -> None:
    found = [len(rising[batch]) for batch in cut_batches(rising)]
    assert sorted(found) == sorted(sizes)
