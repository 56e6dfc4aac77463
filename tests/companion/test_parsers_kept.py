"""What readers carry in and what was kept: taken, or refused by name."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from any_values import VALUES
from desk import SITE, Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.atomic import Damaged
from companion.choices.carry import read_content
from companion.choices.chosen import Chosen, change
from companion.choices.kept import KEY, read_file, write_file, write_kept
from companion.choices.labels import CATEGORY_OF, TYPE
from companion.choices.table import ROW
from companion.ledger import list_bytes
from companion.protocol import LaterRequest, NewLink
from companion.refusal import Refusal
from companion.store import TooNew, open_store
from companion.wellbeing.packing import unpack

few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.text(max_size=12)
DAY = st.dates(date(1, 1, 1)).map(str) | WORDS | VALUES
CATEGORY = st.sampled_from(["hate", "despair", "own"]) | VALUES
SHIFT = st.fixed_dictionaries(
    {"category": CATEGORY, "verdict": st.sampled_from(["missed", "not_this"]) | VALUES, "on": DAY}
)
CHOICES = st.dictionaries(st.sampled_from([*ROW, "old.row"]), VALUES, max_size=3)
SITES = st.dictionaries(st.sampled_from([SITE, "", "a b"]), CHOICES | VALUES, max_size=2)


def spoil(
    good: dict[str, Any], others: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    """Something good of which one part, or none, is another."""
    changes = [st.fixed_dictionaries({name: other}) for name, other in others.items()]
    return st.one_of(st.just({}), *changes).map(lambda change: {**good, **change})


FILE = {"values": CHOICES | VALUES, "sites": SITES | VALUES}
FILE |= {"shifts": st.lists(SHIFT | VALUES, max_size=3) | VALUES}
KEPT = {
    KEY: st.just(1) | VALUES,
    "ids": VALUES,
    "verdicts": VALUES,
    "revision": st.integers(0, 9) | VALUES,
}
KEYWORD = st.fixed_dictionaries({"keyword": WORDS | VALUES}, optional={"whole_word": VALUES})
FILTER = st.fixed_dictionaries(
    {"keywords": st.lists(KEYWORD | VALUES, max_size=3) | VALUES},
    optional={"expires_at": DAY, "filter_action": WORDS | VALUES, "title": VALUES},
)
PREFERENCE = st.fixed_dictionaries(
    {"$type": st.just(TYPE) | VALUES},
    optional={
        "label": st.sampled_from(sorted(CATEGORY_OF)) | VALUES,
        "visibility": st.sampled_from(["ignore", "show", "warn", "hide"]) | VALUES,
        "labelerDid": VALUES,
    },
)
FILES = (
    spoil(write_file(change(Chosen(), {"dial.hate": 0.3})), FILE)
    | st.lists(FILTER | VALUES, max_size=3)
    | st.fixed_dictionaries({"preferences": st.lists(PREFERENCE | VALUES, max_size=3) | VALUES})
    | VALUES
)
LINK = st.fixed_dictionaries(
    {},
    optional={
        "id": st.integers(0, 9) | VALUES,
        "link": st.just(f"https://{SITE}/1") | VALUES,
        "site": st.just(SITE) | VALUES,
        "category": CATEGORY,
        "on": DAY,
        "more": VALUES,
    },
)
NUMBERS = st.from_regex(r"[0-3] [0-9]+( [0-9]+){0,7}( [a-z]{1,5}[0-9]+,[0-9]+,[0-9]+)?")
SUMS = st.fixed_dictionaries(
    {},
    optional={
        "sites": st.just([SITE]) | VALUES,
        "days": st.dictionaries(DAY.filter(lambda day: isinstance(day, str)), NUMBERS | VALUES),
    },
)
TODAY = st.fixed_dictionaries(
    {}, optional={"day": DAY, "off": VALUES, "more": VALUES, "calm": VALUES}
)
TABLES = {
    "choices": spoil(write_kept(change(Chosen(), {"dial.hate": 0.3})), {**FILE, **KEPT}),
    "sums": SUMS,
    "today": TODAY,
    "later": st.fixed_dictionaries({}, optional={"links": st.lists(LINK | VALUES) | VALUES}),
}
STORES = st.fixed_dictionaries(
    {}, optional={name: st.fixed_dictionaries({"1": part}) for name, part in TABLES.items()}
)


@settings(few, max_examples=150)
@given(FILES)
def test_any_file_brings_choices_or_is_refused(content: object) -> None:
    try:
        brought = read_content(Chosen(), json.dumps(content))
    except Refusal as refusal:
        assert refusal.status == 400
    else:
        assert read_file(write_file(brought.chosen)) == brought.chosen


@few
@given(st.text(max_size=80))
def test_text_that_is_no_file_is_refused(content: str) -> None:
    with pytest.raises(Refusal):
        read_content(Chosen(), content)


@few
@given(st.sampled_from(sorted(ROW)), st.text(max_size=40) | VALUES.map(json.dumps))
def test_whatever_is_typed_for_a_setting_is_taken_or_refused(name: str, typed: str) -> None:
    try:
        chosen = change(Chosen(), {name: ROW[name].kind.read(typed)})
    except Refusal as refusal:
        assert refusal.code == "bad_value"
    else:
        said = ROW[name].kind.say(chosen.read(name))
        assert isinstance(said, str)


@settings(few, max_examples=40)
@given(STORES)
def test_parts_that_somebody_wrote_by_hand_are_read_or_said_to_be_damaged(
    tmp_path: Path, tables: dict[str, Any]
) -> None:
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "store.json").write_text(json.dumps(tables))
    try:
        with open_store(tmp_path) as store:
            desk = Desk(store)
            desk.read()
            desk.act("more")
            desk.later.expire()
            added = NewLink(link=f"https://{SITE}/2", site=SITE)
            assert desk.later.answer(LaterRequest(add=added)).links
            assert desk.choosing.settle(SITE)
            desk.reading.keep()
            desk.choosing.change({"on": False})
    except (Damaged, TooNew) as trouble:
        assert str(trouble)
    assert list_bytes(tmp_path).bytes > 0


@few
@given(VALUES | SUMS)
def test_anything_is_packed_sums_or_refused(kept: Any) -> None:
    try:
        days = unpack(kept)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return
    assert all(isinstance(sites, dict) for sites in days.values())
