"""Opening hours."""

from datetime import UTC, datetime

import pytest

from companion.hours import is_open

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spec", "zone", "day", "clock", "open_then"),
    [
        ("24/7", None, 5, "03:00", True),
        ("Mo-Fr 09:00-18:00", "Europe/London", 5, "08:59", False),
        ("Mo-Fr 09:00-18:00", "Europe/London", 5, "09:00", True),
        ("Mo-Fr 09:00-18:00", "Europe/London", 5, "18:00", False),
        ("Mo-Fr 09:00-18:00", "Europe/London", 10, "12:00", False),
        ("Mo-Su 17:00-24:00", "Europe/London", 5, "23:59", True),
        ("Mo-Su 17:00-24:00", "Europe/London", 6, "00:00", False),
        ("Mo-Su 19:00-07:00", "Europe/London", 6, "06:59", True),
        ("Mo-Su 19:00-07:00", "Europe/London", 6, "07:00", False),
        ("Mo-Th,Su 11:00-23:00; Fr-Sa 11:00-03:00", "Europe/London", 10, "02:00", True),
        ("Mo-Th,Su 11:00-23:00; Fr-Sa 11:00-03:00", "Europe/London", 9, "02:00", False),
        ("Sa-Mo 10:00-12:00", "Europe/London", 5, "11:00", True),
        ("Sa-Mo 10:00-12:00", "Europe/London", 6, "11:00", False),
        ("Mo-Su 09:00-10:00", "Asia/Tokyo", 5, "00:30", True),
        ("Mo-Su 09:00-10:00", "Asia/Tokyo", 5, "09:30", False),
    ],
)
def test_a_service_is_open_by_its_own_clock(spec, zone, day, clock, open_then):
    hour, minute = map(int, clock.split(":"))
    assert is_open(spec, zone, MONDAY.replace(day=day, hour=hour, minute=minute)) is open_then


def test_a_summer_hour_is_counted():
    summer = datetime(2026, 7, 6, 8, 30, tzinfo=UTC)
    assert is_open("Mo-Su 09:00-10:00", "Europe/London", summer) is True


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../etc/passwd"])
def test_hours_of_an_unknown_place_claim_nothing(zone):
    assert is_open("Mo-Su 09:00-10:00", zone, MONDAY) is None
