"""Daily sums: what is added is there, packed small, and old days become months."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.categories import CATEGORY_IDS
from companion.insights import tell, write_csv
from companion.mirror import Mirror
from companion.protocol import InsightsRequest
from companion.store import open_store
from companion.wellbeing.packing import LETTERS, make_room, pack, unpack
from companion.wellbeing.sums import (
    ELSEWHERE,
    MOST_SITES,
    Days,
    Kind,
    Sum,
    add,
    add_to,
    merge_old,
)

COUNT = st.integers(0, 10**6)
KINDS = st.dictionaries(
    st.sampled_from([*CATEGORY_IDS, "own", "some_new_kind"]), st.builds(Kind, COUNT, COUNT, COUNT)
)
SUMS = st.builds(Sum, COUNT, COUNT, COUNT, COUNT, COUNT, COUNT, COUNT, KINDS)
DAYS = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(str),
    st.dictionaries(st.sampled_from(["a.example", "b.example", "127.0.0.1"]), SUMS, min_size=1),
)
TODAY = date(2026, 5, 1)


def sum_all(days: Days) -> Sum:
    return reduce(add, (each for sites in days.values() for each in sites.values()), Sum())


@settings(max_examples=40, deadline=None)
@given(days=DAYS)
def test_packed_sums_are_read_again_as_they_were(days: Days) -> None:
    assert unpack(json.loads(json.dumps(pack(days)))) == days


@settings(max_examples=40, deadline=None)
@given(days=DAYS)
def test_merging_old_days_into_months_loses_no_number(days: Days) -> None:
    merged = merge_old(days, TODAY)
    assert sum_all(merged) == sum_all(days)
    first = (TODAY - timedelta(days=399)).isoformat()
    assert all(day >= first for day in merged if len(day) == 10)
    assert merge_old(merged, TODAY) == merged


@settings(max_examples=20, deadline=None)
@given(days=DAYS, most=st.integers(200, 2_000))
def test_sums_find_room_by_becoming_months_before_their_time(days: Days, most: int) -> None:
    roomy = make_room(days, most)
    assert len(roomy) <= 1 or len(json.dumps(pack(roomy))) <= most
    assert not days or max(day[:7] for day in roomy) == max(day[:7] for day in days)


def test_every_category_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == {*CATEGORY_IDS, "own"}
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_a_day_of_very_many_sites_stays_small() -> None:
    days: Days = {}
    for number in range(200):
        days = add_to(days, "2026-05-01", f"site-{number}.example", Sum(seconds=1))
    assert len(days["2026-05-01"]) == MOST_SITES + 1
    assert sum_all(days).seconds == 200
    assert days["2026-05-01"][ELSEWHERE].seconds == 200 - MOST_SITES


def test_400_days_of_reading_take_less_than_300_kilobytes(tmp_path: Path) -> None:
    random, sites = Random(7), [f"community-{number}.social.example" for number in range(9)]  # noqa: S311
    with open_store(tmp_path) as store:
        days: Days = {}
        for back in range(450):
            day = TODAY - timedelta(days=449 - back)
            for site in random.sample(sites, 5):
                kinds = {name: Kind(random.randint(1, 40), 9, 12) for name in CATEGORY_IDS[:7]}
                whole = Sum(random.randint(600, 7200), 312, 120, 140, 52, 2, 1, kinds)
                days = add_to(days, day.isoformat(), site, whole)
        store.keep_part("sums", pack(make_room(days)))
        mirror = Mirror(store, lambda: True)
        for day in range(3):  # the last evenings, as they are kept while they are read
            mirror.add(TODAY + timedelta(days=day), sites[0], Sum(seconds=900, seen=60))
            mirror.keep(_at(TODAY + timedelta(days=day)))
        assert sum_all(mirror.days).seconds == sum_all(days).seconds + 2700
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert size < 300_000, size
    with open_store(tmp_path) as store:
        assert Mirror(store, lambda: True).days[(TODAY + timedelta(days=2)).isoformat()]


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 21, tzinfo=UTC)


def test_sums_that_are_not_to_be_kept_are_in_memory_for_their_day_alone(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        mirror = Mirror(store, lambda: False)
        mirror.add(TODAY, "a.example", Sum(seconds=60))
        mirror.keep(_at(TODAY))
        assert mirror.of_day(TODAY)["a.example"].seconds == 60
        assert store.read_part("sums") is None
        mirror.add(TODAY + timedelta(days=1), "a.example", Sum(seconds=30))
        assert list(mirror.days) == [(TODAY + timedelta(days=1)).isoformat()]


def test_sums_that_were_changed_by_hand_begin_anew(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.keep_part("sums", {"sites": [], "days": {"2026-05-01": "7 nonsense"}})
        assert Mirror(store, lambda: True).days == {}


def test_a_spreadsheet_takes_no_site_for_a_formula() -> None:
    days = {"2026-05-01": {"=cmd.example": Sum(seconds=60, seen=3)}}
    rows = tell(days, InsightsRequest(), TODAY).sums
    assert write_csv(rows).splitlines()[1].startswith("2026-05-01,'=cmd.example,1.0,3,")


def test_insights_reach_back_as_far_as_asked() -> None:
    days = {
        "2026-03": {"a.example": Sum(seen=1)},
        "2026-04-29": {"a.example": Sum(seen=2)},
        "2026-05-01": {"a.example": Sum(seen=3)},
    }
    assert [row.seen for row in tell(days, InsightsRequest(days=2), TODAY).sums] == [3]
    assert [row.seen for row in tell(days, InsightsRequest(days=3), TODAY).sums] == [2, 3]
    assert [row.seen for row in tell(days, InsightsRequest(days=40), TODAY).sums] == [1, 2, 3]
