"""Quiet hours: by the clock on the wall, over midnight, and when the clocks change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.choices.chosen import Chosen, change
from companion.choices.effect import is_within, number_phase, settle
from companion.settings import CAREFUL, Settings

ZONE = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)
NIGHT = {"days": ["mon"], "start": "22:00", "end": "07:00", "effect": "off"}
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
CLOCKS = some.times().map(lambda at: f"{at:%H:%M}")


@pytest.mark.parametrize(
    ("moment", "within"),
    [
        ("2026-06-01 21:59", False),
        ("2026-06-01 22:00", True),
        ("2026-06-01 23:59", True),
        ("2026-06-02 00:00", True),
        ("2026-06-02 06:59", True),
        ("2026-06-02 07:00", False),
        ("2026-06-02 22:00", False),
        ("2026-06-01 06:00", False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(moment: str, within: bool) -> None:
    assert is_within(NIGHT, datetime.fromisoformat(moment).replace(tzinfo=ZONE)) is within


def test_midnight_at_the_end_of_a_day_can_be_named() -> None:
    day = NIGHT | {"start": "00:00", "end": "24:00"}
    assert is_within(day, MONDAY.replace(hour=0)) and is_within(day, MONDAY.replace(hour=23))
    assert not is_within(day, MONDAY + timedelta(days=1))


def test_quiet_hours_turn_off_make_careful_or_fold() -> None:
    def settle_with(*effects: str) -> Settings:
        hours = [NIGHT | {"start": "11:00", "end": "13:00", "effect": effect} for effect in effects]
        return settle(change(Chosen(), {"quiet_hours": hours, "dial.hate": 0.1}), "", MONDAY)

    assert not settle_with("off").on
    careful = settle_with("careful")
    assert careful.on and careful.dials["despair"] == CAREFUL and careful.dials["hate"] == 0.1
    assert settle_with("fold").folded == set(settle_with("fold").dials)
    assert not settle_with("careful", "off").on


def test_quiet_hours_may_differ_on_a_site() -> None:
    chosen = change(Chosen(), {"quiet_hours": [NIGHT | {"start": "11:00", "end": "13:00"}]})
    chosen = change(chosen, {"quiet_hours": []}, site="work.example")
    assert not settle(chosen, "fun.example", MONDAY).on
    assert settle(chosen, "work.example", MONDAY).on


def test_an_hour_that_comes_twice_when_the_clocks_change_counts_twice() -> None:
    night = NIGHT | {"days": ["sun"], "start": "01:00", "end": "02:00"}
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=ZONE)
    assert is_within(night, twice) and is_within(night, twice.replace(fold=1))
    assert twice.utcoffset() != twice.replace(fold=1).utcoffset()


def test_the_phase_changes_when_quiet_hours_begin_and_end() -> None:
    chosen = change(Chosen(), {"quiet_hours": [NIGHT]})
    evening = MONDAY.replace(hour=21)
    assert number_phase(chosen, MONDAY) == number_phase(chosen, evening)
    assert number_phase(chosen, evening) != number_phase(chosen, MONDAY.replace(hour=22))
    assert number_phase(Chosen(), MONDAY) == 0


@given(some.lists(some.sampled_from(DAYS), min_size=1, max_size=7, unique=True), CLOCKS, CLOCKS)
@settings(database=None, deadline=None, max_examples=20)
def test_a_week_of_quiet_hours_is_as_long_as_its_entries(
    days: list[str], start: str, end: str
) -> None:
    if start == end:
        return
    entry = {"days": days, "start": start, "end": end, "effect": "off"}
    week = [MONDAY.replace(hour=0) + timedelta(minutes=minute) for minute in range(7 * 24 * 60)]
    minutes = [int(clock[:2]) * 60 + int(clock[3:]) for clock in (start, end)]
    length = (minutes[1] - minutes[0]) % 1440
    assert sum(is_within(entry, at) for at in week) == len(days) * length
