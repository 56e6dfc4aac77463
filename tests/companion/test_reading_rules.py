"""The pure rules of time: no second twice, none lost to a zone, a sleep or a clock that is set."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.wellbeing.credit import credit, split_days
from companion.wellbeing.limits import (
    Limit,
    Today,
    allow_more,
    find_reached,
    is_put_off,
    list_limits,
    tell_left,
    turn_day,
    turn_off,
)
from companion.wellbeing.pause import APART, NEEDED, WINDOW, Recent, begin_pause, is_due, see
from companion.wellbeing.visit import Visit, find_asking, go_on, note_asking

few = settings(max_examples=40, deadline=None)
ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Havana",
        "America/Asuncion",
        "Africa/Cairo",
        "Asia/Kathmandu",
        "Asia/Tehran",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "America/St_Johns",
    ]
).map(ZoneInfo)
STARTS = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
# A page tells every few seconds; a machine may sleep in between, or its clock may be set back.
STEPS = st.lists(st.tuples(st.floats(0, 40), st.integers(0, 60)), min_size=1, max_size=40)
EVENING = datetime(2026, 3, 28, 22, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def walk(
    start: datetime, zone: ZoneInfo, steps: list[tuple[float, int]]
) -> Iterator[tuple[datetime, int]]:
    for gap, seconds in steps:
        start += timedelta(seconds=gap)
        yield start.astimezone(zone), seconds


@few
@given(start=STARTS, zone=ZONES, steps=STEPS)
def test_windows_together_never_count_more_than_the_time_there_is(
    start: datetime, zone: ZoneInfo, steps: list[tuple[float, int]]
) -> None:
    told = list(walk(start, zone, steps))
    counted, total = None, 0
    for now, seconds in told:
        got = credit(counted, now, seconds)
        assert 0 <= got.seconds <= seconds
        counted, total = got.counted_to, total + got.seconds
    passed = (told[-1][0].astimezone(UTC) - told[0][0].astimezone(UTC)).total_seconds()
    assert total <= passed + told[0][1] + 1


@few
@given(start=STARTS, zone=ZONES, jitter=st.lists(st.floats(-0.4, 0.4), min_size=2, max_size=60))
def test_one_window_that_tells_every_fifteen_seconds_is_counted_in_full(
    start: datetime, zone: ZoneInfo, jitter: list[float]
) -> None:
    counted, total = None, 0
    for place, late in enumerate(jitter):
        now = (start + timedelta(seconds=15 * (place + 1) + late)).astimezone(zone)
        got = credit(counted, now, 15)
        counted, total = got.counted_to, total + got.seconds
    assert abs(total - 15 * len(jitter)) <= 1


@few
@given(start=STARTS, zone=ZONES, back=st.integers(10, 10**7))
def test_after_a_clock_was_set_back_time_counts_again_at_once(
    start: datetime, zone: ZoneInfo, back: int
) -> None:
    first = credit(None, start.astimezone(zone), 15)
    later = (start - timedelta(seconds=back)).astimezone(zone)
    assert credit(first.counted_to, later, 15).seconds == 15


@few
@given(now=STARTS, zone=ZONES, seconds=st.integers(0, 60))
def test_every_second_belongs_to_one_day_of_the_readers_own(
    now: datetime, zone: ZoneInfo, seconds: int
) -> None:
    local = now.astimezone(zone)
    days = split_days(local, seconds)
    assert sum(days.values()) == seconds
    since = (now - timedelta(seconds=seconds)).astimezone(zone).date()
    assert all(min(since, local.date()) <= day <= max(since, local.date()) for day in days)


def test_midnight_parts_a_minute_between_two_days() -> None:
    now = datetime(2026, 5, 2, 0, 0, 20, tzinfo=ZoneInfo("Europe/Berlin"))
    assert split_days(now, 60) == {date(2026, 5, 1): 40, date(2026, 5, 2): 20}


def test_a_day_that_a_zone_left_out_gets_no_second() -> None:
    # Samoa went from the 29th to the 31st of December 2011.
    now = datetime(2011, 12, 31, 0, 0, 30, tzinfo=ZoneInfo("Pacific/Apia"))
    assert split_days(now, 60) == {date(2011, 12, 29): 30, date(2011, 12, 31): 30}


@few
@given(
    start=STARTS,
    zone=ZONES,
    steps=st.lists(
        st.tuples(st.integers(-7200, 7200), st.lists(st.booleans(), max_size=12)),
        min_size=1,
        max_size=60,
    ),
    strength=st.sampled_from(["gentle", "firm"]),
)
def test_pauses_are_an_hour_apart_however_the_clock_is_set(
    start: datetime,
    zone: ZoneInfo,
    steps: list[tuple[int, list[bool]]],
    strength: str,
) -> None:
    recent, wall = Recent(), start
    lived = 0  # seconds as they really pass; a step back is the clock's, not the reader's
    paused: int | None = None
    for step, heavy in steps:
        wall += timedelta(seconds=step)
        lived += max(step, 0)
        recent = see(recent, wall.astimezone(zone), heavy)
        assert len(recent.posts) <= WINDOW
        if is_due(recent, wall.astimezone(zone), strength):  # type: ignore[arg-type]
            assert recent.heavy >= NEEDED[strength]
            assert paused is None or lived - paused >= APART.total_seconds()
            recent, paused = begin_pause(recent, wall.astimezone(zone)), lived


def test_a_pause_comes_with_the_seventh_heavy_post_of_twenty_and_only_once() -> None:
    recent, told = Recent(), []
    for minute in range(60):
        now = EVENING + timedelta(minutes=minute)
        recent = see(recent, now, [minute % 2 == 0])
        if is_due(recent, now, "gentle"):
            told.append((minute, recent.heavy, len(recent.posts)))
            recent = begin_pause(recent, now)
    assert told == [(12, 7, 13)]


def test_what_was_read_over_an_hour_ago_is_no_reason_for_a_pause() -> None:
    recent = see(Recent(), EVENING, [True] * 6)
    recent = see(recent, EVENING + timedelta(minutes=61), [True])
    assert not is_due(recent, EVENING + timedelta(minutes=61), "gentle")


def test_no_pause_is_due_where_the_reader_wants_none() -> None:
    assert not is_due(see(Recent(), EVENING, [True] * 20), EVENING, "off")


def test_a_pause_across_the_change_to_summer_time_keeps_its_real_hour() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC).astimezone(berlin)
    recent = begin_pause(Recent(), before)
    half_an_hour = datetime(2026, 3, 29, 1, 5, tzinfo=UTC).astimezone(berlin)
    assert (half_an_hour.hour, before.hour) == (3, 1)
    assert not is_due(see(recent, half_an_hour, [True] * 20), half_an_hour, "gentle")


@few
@given(start=STARTS, zone=ZONES, gaps=st.lists(st.integers(-5000, 5000), max_size=30))
def test_a_visit_asks_once_and_reminds_once(
    start: datetime, zone: ZoneInfo, gaps: list[int]
) -> None:
    visit: Visit | None = None
    asked: list[str] = []
    now = start
    for gap in gaps:
        now += timedelta(seconds=gap)
        visit = go_on(visit, now.astimezone(zone), 60, 1)
        if visit.posts == 1:
            asked.clear()
        asking = find_asking(visit, True)
        visit = note_asking(visit, asking)
        asked += [asking] if asking else []
        assert asked in (["ask"], ["ask", "remind"])
        assert find_asking(visit, False) is None


def test_a_limit_counts_what_was_added_and_what_is_off() -> None:
    minutes, day = {"site a": 10, "all": 0, "group social": 30}, date(2026, 5, 1)
    limits = list_limits(minutes, {"site a": 599, "group social": 1700}, Today(day))
    assert tell_left(limits) == (1, None)
    assert find_reached(limits) == []
    limits = list_limits(minutes, {"site a": 700, "group social": 1700}, Today(day))
    reached = find_reached(limits)
    assert [limit.name for limit in reached] == ["site a"]
    more = allow_more(Today(day), reached)
    assert list_limits(minutes, {"site a": 700}, more)[0].left == 300
    off = turn_off(Today(day), reached)
    assert [limit.name for limit in list_limits(minutes, {"site a": 700}, off)] == ["group social"]


def test_decisions_end_with_their_day() -> None:
    friday = Today(date(2026, 5, 1), frozenset({"all"}), {"all": 300}, calm=True)
    assert turn_day(friday, date(2026, 5, 1)) is friday
    assert turn_day(friday, date(2026, 5, 2)) == Today(date(2026, 5, 2))
    assert turn_day(friday, date(2026, 4, 30)) == Today(date(2026, 4, 30))


def test_posts_are_told_beside_minutes() -> None:
    limits = [Limit("posts a", 4, is_time=False), Limit("all", 61)]
    assert tell_left(limits) == (2, 4)
    assert tell_left([]) == (None, None)


def test_five_minutes_more_end_after_five_minutes_or_a_clock_set_back() -> None:
    until = EVENING + timedelta(minutes=5)
    assert is_put_off(until, EVENING)
    assert not is_put_off(until, until)
    assert not is_put_off(until, EVENING - timedelta(hours=1))
    assert not is_put_off(None, EVENING)
