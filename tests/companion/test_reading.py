"""What the companion does with what pages tell: pauses, limits, visits and the calm view."""

from datetime import date, timedelta

from desk import SITE, Desk

from companion.protocol import ExposureRequest, Glance
from companion.reading import CUES

HEAVY = Glance(category="despair", sentiment="negative")
CALM = Glance(sentiment="positive")


def test_a_pause_is_told_once_an_hour_and_its_cue_is_another_each_time(desk: Desk) -> None:
    first = desk.read(seen=[HEAVY] * 7 + [CALM] * 5).pause
    assert first and (first.heavy, first.of, first.firm) == (7, 12, False)
    assert desk.read(seen=[HEAVY] * 20).pause is None
    desk.now += timedelta(hours=1)
    second = desk.read(seen=[HEAVY] * 7).pause
    assert second and second.cue != first.cue
    assert {first.cue, second.cue} <= set(CUES)


def test_posts_that_stayed_folded_are_no_reason_for_a_pause(desk: Desk) -> None:
    folded = Glance(category="despair", sentiment="negative", folded=True)
    assert desk.read(seen=[folded] * 20).pause is None


def test_a_reader_can_have_no_pause_on_one_site_and_a_firm_one_elsewhere(desk: Desk) -> None:
    desk.choose(pause="firm")
    desk.choose(pause="off", site="news.example")
    assert desk.read(site="news.example", seen=[HEAVY] * 20).pause is None
    pause = desk.read(site=SITE, seen=[HEAVY]).pause
    assert pause and pause.firm


def test_the_minutes_of_a_site_run_out_and_can_be_made_longer_or_turned_off(desk: Desk) -> None:
    desk.choose(minutes__site=2, own_words=["The tea is getting cold."])
    assert desk.read_minutes(1).minutes_left == 1
    assert desk.read_minutes(1).limit == desk.read().limit
    card = desk.read().limit
    assert card and (card.kind, card.words) == ("minutes", "The tea is getting cold.")
    assert desk.act("more").limit is None
    assert desk.read_minutes(4).minutes_left == 1
    assert desk.read_minutes(1).limit is not None
    assert desk.act("off_today").limit is None
    assert desk.read_minutes(10).limit is None
    desk.now += timedelta(days=1)
    assert desk.read().minutes_left == 2


def test_sites_of_a_group_share_its_minutes_and_all_sites_theirs(desk: Desk) -> None:
    desk.choose(minutes__social=3, minutes__all=5)
    for site in ("a.example", "b.example"):
        desk.choose(site_group="social", site=site)
    desk.read_minutes(2, "a.example")
    assert desk.read_minutes(1, "b.example").limit is not None
    assert desk.read_minutes(1, "c.example").limit is None
    assert desk.read_minutes(1, "c.example").limit is not None


def test_two_windows_at_once_are_counted_once(desk: Desk) -> None:
    for _ in range(8):
        desk.now += timedelta(seconds=15)
        for site in (SITE, SITE):
            desk.reading.take(ExposureRequest(site=site, seconds=15))
    assert desk.reading.mirror.of_day(date(2026, 5, 1))[SITE].seconds == 120


def test_leaving_after_some_posts_is_offered_once_they_are_seen(desk: Desk) -> None:
    desk.read(seen=[CALM] * 4)
    assert desk.act("leave_after", posts=3).posts_left == 3
    assert desk.read(seen=[CALM] * 2).posts_left == 1
    card = desk.read(seen=[CALM]).limit
    assert card and card.kind == "posts"
    assert desk.act("more").limit is None
    assert desk.read_minutes(4).limit is None
    assert desk.read_minutes(2).limit is not None
    desk.now += timedelta(hours=1)
    assert desk.read().posts_left is None


def test_a_number_of_posts_for_every_visit_holds_until_one_is_set_for_this_one(desk: Desk) -> None:
    desk.choose(leave_after=5)
    assert desk.read(seen=[CALM] * 3).posts_left == 2
    assert desk.act("leave_after", posts=4).posts_left == 4
    assert desk.read(seen=[CALM] * 3).limit is None
    assert desk.read(seen=[CALM]).limit is not None
    assert desk.act("off_today").limit is None
    desk.now += timedelta(hours=1)
    assert desk.read(seen=[CALM] * 9).limit is None
    desk.now += timedelta(days=1)
    assert desk.read(seen=[CALM] * 5).limit is not None


def test_an_intention_is_asked_where_it_is_wanted_at_the_start_of_a_visit(desk: Desk) -> None:
    assert desk.read().intention is None
    desk.choose(intention=True)
    desk.now += timedelta(hours=1)
    assert desk.read(0).intention == "ask"
    told = [desk.read().intention for _ in range(60)]
    assert [each for each in told if each] == ["remind"]
    assert told.index("remind") == 39


def test_the_calm_view_folds_what_was_chosen_until_midnight(desk: Desk) -> None:
    assert "grim" not in desk.choosing.settle(SITE).dials
    before = desk.choosing.number_phase()
    calm = desk.act("calm").calm
    assert calm and calm.how == "fold"
    assert {"grim", "despair"} <= desk.choosing.settle(SITE).folded
    assert desk.choosing.number_phase() != before
    desk.choose(calm="dim", calm__grim=False)
    assert desk.choosing.settle(SITE).folded == frozenset()
    again = desk.read().calm
    assert again and (again.how, again.opacity) == ("dim", 0.35)
    assert "grim" not in again.categories
    desk.now += timedelta(hours=5)
    assert desk.read().calm is None
    assert desk.choosing.number_phase() // 10_000 == desk.choosing.chosen.revision


def test_decisions_for_today_outlive_a_restart(desk: Desk) -> None:
    desk.choose(minutes__site=1)
    desk.read_minutes(2)
    desk.act("off_today")
    desk.act("calm")
    desk.reading.keep()
    again = Desk(desk.store)
    again.now = desk.now
    assert again.reading.is_calm()
    assert again.read_minutes(1).limit is None
    assert again.reading.mirror.of_day(date(2026, 5, 1))[SITE].seconds == 180
