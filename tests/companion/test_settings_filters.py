"""Mastodon filters and label preferences, in and out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from settings_reader import refuse

from companion.choices.carry import import_file
from companion.choices.choosing import Choosing
from companion.choices.chosen import Chosen, change
from companion.choices.labels import LABELS, read_preferences, write_preferences
from companion.choices.mastodon import read_filters, write_filters
from companion.choices.table import DEFAULTS
from companion.clock import tell_time
from companion.store import open_store

FILES = Path(__file__).parent / "data"
OWN = [{"phrase": "house fire"}, {"phrase": "地震", "whole_word": False, "level": "fold"}]


@pytest.fixture
def choosing(tmp_path: Path) -> Iterator[Choosing]:
    with open_store(tmp_path / "home") as store:
        made = Choosing(store, tell_time)
        made.change({"always_note": OWN, "marks": "none"})
        yield made


TOPICS = some.lists(
    some.fixed_dictionaries(
        {
            "phrase": some.from_regex(r"[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True),
            "whole_word": some.booleans(),
            "level": some.sampled_from(["note", "fold"]),
            "until": some.none() | some.dates().map(lambda day: day.isoformat()),
        }
    ),
    max_size=20,
)


def test_filters_of_mastodon_become_topics() -> None:
    listed = json.loads((FILES / "mastodon-filters.json").read_bytes())
    topics, left_out = read_filters(listed)
    assert topics == [
        {"phrase": "election", "whole_word": True, "level": "note", "until": "2026-11-30"},
        {"phrase": "spider", "whole_word": False, "level": "fold", "until": None},
        {"phrase": "(a+)+$", "whole_word": True, "level": "fold", "until": None},
        {"phrase": "eclipse", "whole_word": True, "level": "note", "until": None},
    ]
    assert len(left_out) == 2 and "someone" not in "".join(left_out)


def test_imported_filters_are_added_to_the_topics(choosing: Choosing) -> None:
    reply = import_file(choosing, (FILES / "mastodon-filters.json").read_text())
    assert (reply.kind, reply.changed, len(reply.left_out)) == ("mastodon", ["always_note"], 2)
    phrases = [topic["phrase"] for topic in choosing.chosen.read("always_note")]
    assert phrases == ["house fire", "地震", "election", "spider", "(a+)+$", "eclipse"]


@pytest.mark.parametrize(
    "entry",
    [
        {"keywords": "spider"},
        {"keywords": [{"keyword": 1}]},
        {"keywords": [{}]},
        {"keywords": [], "expires_at": "soon"},
        {"keywords": [], "filter_action": 1},
    ],
)
def test_a_filter_that_is_none_is_refused(entry: dict[str, Any]) -> None:
    assert refuse([{"keywords": [{"keyword": "spider"}]}, entry]).code == "bad_file"


def test_too_many_filters_are_refused() -> None:
    assert refuse([{"keywords": []}] * 201).code == "bad_file"
    many = [{"keyword": f"word {number}"} for number in range(101)]
    assert refuse([{"keywords": many}]).code == "bad_value"


@given(TOPICS)
@settings(database=None, deadline=None, max_examples=50)
def test_topics_written_as_filters_come_back_the_same(topics: list[dict[str, Any]]) -> None:
    kept = change(Chosen(), {"always_note": topics}).read("always_note")
    back, left_out = read_filters(json.loads(json.dumps(write_filters(kept))))
    assert not left_out
    assert sorted(back, key=lambda t: t["phrase"]) == sorted(kept, key=lambda t: t["phrase"])


def test_label_preferences_become_actions() -> None:
    listed = json.loads((FILES / "label-preferences.json").read_bytes())
    actions, left_out = read_preferences(listed)
    assert actions == {
        "action.self_harm": "fold",
        "action.sexual": "fold",
        "action.hate": "note",
        "action.harassment": "off",
    }
    assert len(left_out) == 1


def test_imported_preferences_set_only_what_they_name(choosing: Choosing) -> None:
    reply = import_file(choosing, (FILES / "label-preferences.json").read_text())
    assert reply.kind == "labels"
    assert set(reply.changed) == {"action.self_harm", "action.sexual", "action.harassment"}
    assert choosing.chosen.read("marks") == "none"


def test_a_damaged_preference_is_refused() -> None:
    for entry in (7, {}, {"$type": "app.bsky.actor.defs#contentLabelPref", "label": "rude"}):
        assert refuse({"preferences": [entry]}).code == "bad_file"


def test_actions_written_as_preferences_come_back_the_same() -> None:
    actions = {category: ("off", "note", "fold")[n % 3] for n, category in enumerate(LABELS)}
    back, left_out = read_preferences(write_preferences(actions))
    assert back == {f"action.{category}": action for category, action in actions.items()}
    assert not left_out
    assert set(LABELS) == {name.split(".")[1] for name in DEFAULTS if name.startswith("action.")}
