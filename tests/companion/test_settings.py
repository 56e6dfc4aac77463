"""The one table of settings, and what a reader's choices come to at a place and time."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from write_settings import PAGE, write_page

from companion.categories import CATEGORIES, CATEGORY_IDS
from companion.choices.chosen import MOST_SITES, Chosen, change
from companion.choices.effect import number_phase, settle
from companion.choices.kinds import POSITIONS, Number, Switch
from companion.choices.reply import describe
from companion.choices.table import DEFAULTS, GROUPS, ROW, ROWS
from companion.refusal import CODES, Refusal
from companion.settings import BALANCED, CAREFUL, GENTLE, OwnTopic, Settings

ZONE = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)
NIGHT = {"days": ["mon"], "start": "22:00", "end": "07:00", "effect": "off"}


def refuse(name: str, value: Any) -> Refusal:
    """The refusal of a value."""
    with pytest.raises(Refusal) as caught:
        change(Chosen(), {name: value})
    return caught.value


def test_the_page_of_settings_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run: python scripts/write_settings.py"


def test_every_row_can_be_told_and_has_a_default_that_fits() -> None:
    assert len(ROW) == len(ROWS)
    for row in ROWS:
        assert row.kind.check(row.default) == row.default, row.name
        assert row.group in GROUPS and row.title and row.help
        said = row.kind.say(row.default).split(" (")[0]
        assert row.kind.check(row.kind.read(said)) == row.default
    assert [setting.name for setting in describe(Chosen()).settings] == list(ROW)


def test_without_choices_everyone_has_the_default_settings() -> None:
    assert settle(Chosen(), "any.example", MONDAY) == Settings()
    on = [category.id for category in CATEGORIES if category.on]
    assert [c for c in CATEGORY_IDS if DEFAULTS[f"action.{c}"] != "off"] == on


def test_the_named_positions_are_those_of_the_settings() -> None:
    assert POSITIONS == {"gentle": GENTLE, "balanced": BALANCED, "careful": CAREFUL}
    assert ROW["dial.hate"].kind.read("Careful") == CAREFUL


def test_a_site_of_its_own_differs_only_in_what_was_set_there() -> None:
    chosen = change(Chosen(), {"action.hate": "fold", "dial.hate": 0.3})
    chosen = change(chosen, {"action.hate": "off", "marks": "none"}, site="Forum.Example")
    here, elsewhere = (settle(chosen, site, MONDAY) for site in ("forum.example", "b.example"))
    assert "hate" not in here.dials and here.marks == "none"
    assert elsewhere.dials["hate"] == 0.3 and elsewhere.folded == {"hate"}
    back = change(chosen, {}, ["action.hate", "marks"], "forum.example")
    assert back.sites == {}
    assert settle(back, "forum.example", MONDAY) == elsewhere


def test_a_category_that_is_off_by_default_can_be_turned_on() -> None:
    assert settle(change(Chosen(), {"action.grim": "note"}), "", MONDAY).dials["grim"] == BALANCED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dial.hate", 0.04),
        ("dial.hate", 0.96),
        ("dial.hate", 2),
        ("dial.hate", "careful"),
        ("dial.hate", True),
        ("dial.hate", None),
        ("dial.hate", float("nan")),
        ("dial.hate", [0.4]),
        ("action.hate", "hide"),
        ("action.hate", ["note"]),
        ("on", "off"),
        ("on", 0),
        ("marks", ""),
        ("country", "Germany"),
        ("country", "de"),
        ("language", "tlh"),
        ("always_show", "recovery"),
        ("always_show", [1]),
        ("always_show", [""]),
        ("always_show", ["#"]),
        ("always_show", ["@friend"]),
        ("always_show", ["friend@social.example"]),
        ("always_show", ["u/friend"]),
        ("always_show", ["https://social.example/friend"]),
        ("always_show", ["two\nlines"]),
        ("always_show", ["x" * 81]),
        ("always_show", [f"word{number}" for number in range(201)]),
        ("always_note", "dogs"),
        ("always_note", ["dogs"]),
        ("always_note", [{}]),
        ("always_note", [{"phrase": ""}]),
        ("always_note", [{"phrase": "  "}]),
        ("always_note", [{"phrase": "@friend"}]),
        ("always_note", [{"phrase": "x" * 81}]),
        ("always_note", [{"phrase": "dogs", "until": "tomorrow"}]),
        ("always_note", [{"phrase": "dogs", "until": "2026-02-30"}]),
        ("always_note", [{"phrase": "dogs", "level": "hide"}]),
        ("always_note", [{"phrase": "dogs", "regex": True}]),
        ("always_note", [{"phrase": f"word {number}"} for number in range(101)]),
        ("quiet_hours", {}),
        ("quiet_hours", [{}]),
        ("quiet_hours", [NIGHT | {"days": []}]),
        ("quiet_hours", [NIGHT | {"days": ["Monday"]}]),
        ("quiet_hours", [NIGHT | {"start": "25:00"}]),
        ("quiet_hours", [NIGHT | {"start": "24:00"}]),
        ("quiet_hours", [NIGHT | {"end": "22:00"}]),
        ("quiet_hours", [NIGHT | {"effect": "loud"}]),
        ("quiet_hours", [NIGHT] * 22),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_a_sentence(name: str, value: Any) -> None:
    refusal = refuse(name, value)
    assert (refusal.code, refusal.field, refusal.status) == ("bad_value", name, 400)
    assert refusal.message not in ("", CODES["bad_value"].message)
    assert "friend" not in refusal.message  # what was typed may be private


def test_an_unknown_name_and_a_name_that_has_no_sites_are_refused() -> None:
    assert refuse("dial.people", 0.4).code == "unknown_setting"
    assert refuse("dial.people\n", 0.4).field is None
    with pytest.raises(Refusal, match="not_per_site"):
        change(Chosen(), {"always_show": ["hope"]}, site="forum.example")
    with pytest.raises(Refusal, match="bad_value"):
        change(Chosen(), {"on": False}, site="forum.example/path")


def test_nothing_is_changed_when_one_of_several_does_not_fit() -> None:
    chosen = Chosen()
    with pytest.raises(Refusal):
        change(chosen, {"dial.hate": 0.3, "dial.threat": 9})
    assert chosen == Chosen()


def test_so_many_sites_and_no_more() -> None:
    chosen = Chosen()
    for number in range(MOST_SITES):
        chosen = change(chosen, {"on": False}, site=f"s{number}.example")
    with pytest.raises(Refusal, match="too_many_sites"):
        change(chosen, {"on": False}, site="one.more")
    assert len(change(chosen, {"on": True}, site="s1.example").sites) == MOST_SITES


def test_words_are_kept_once_as_they_were_written() -> None:
    kept = change(Chosen(), {"always_show": [" #Recovery ", "#recovery", "hope"]})
    assert kept.read("always_show") == ["#recovery", "hope"]


def test_of_two_topics_with_the_same_words_the_later_counts() -> None:
    topics = [{"phrase": "Dogs"}, {"phrase": "dogs", "level": "fold"}]
    kept = change(Chosen(), {"always_note": topics}).read("always_note")
    assert kept == [{"phrase": "dogs", "whole_word": True, "level": "fold", "until": None}]


def test_a_topic_lasts_to_the_end_of_its_last_day() -> None:
    topics = [{"phrase": "Dogs", "until": "2026-06-01"}, {"phrase": "cats"}]
    chosen = change(Chosen(), {"always_note": topics})
    assert settle(chosen, "", MONDAY).topics == (OwnTopic("dogs"), OwnTopic("cats"))
    later = MONDAY + timedelta(days=1)
    assert settle(chosen, "", later).topics == (OwnTopic("cats"),)
    assert number_phase(chosen, MONDAY) != number_phase(chosen, later)


def test_kinds_read_what_people_type() -> None:
    assert Switch().read("Yes") is True and Switch().read("off") is False
    assert Number(0, 9).check(Number(0, 9).read("7")) == 7
    assert ROW["always_show"].kind.read(" #recovery, hope ,") == ["#recovery", "hope"]
    assert ROW["always_note"].kind.read("dogs, house fire until 2026-12-31") == [
        {"phrase": "dogs"},
        {"phrase": "house fire", "until": "2026-12-31"},
    ]


@pytest.mark.parametrize("value", [-1, 10, 1.5, True, "7", float("inf"), float("nan")])
def test_a_number_outside_its_bounds_is_refused(value: Any) -> None:
    with pytest.raises(Refusal, match="bad_value"):
        Number(0, 9).check(value)


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=90),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=8,
)


@given(some.sampled_from(sorted(ROW)), JSON)
@settings(database=None, deadline=None, max_examples=300)
def test_whatever_is_sent_is_kept_as_it_will_be_read_or_refused(name: str, value: Any) -> None:
    try:
        chosen = change(Chosen(), {name: value})
    except Refusal as refusal:
        assert refusal.code == "bad_value"
        return
    kept = chosen.read(name)
    assert ROW[name].kind.check(kept) == kept
    assert change(chosen, {}, [name]) == Chosen()
    settle(chosen, "any.example", MONDAY)
