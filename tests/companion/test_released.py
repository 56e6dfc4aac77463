"""What released versions kept still loads, and what their extensions say is still understood."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from package import read_version
from protocol_examples import list_exchanges

from companion.choices.kept import read_file
from companion.protocol import PROTOCOL_VERSION, LaterRequest
from companion.store import FILE, TooNew, open_store

RELEASED = Path(__file__).parents[1] / "released"
VERSIONS = sorted(path for path in RELEASED.iterdir() if path.is_dir())
by_version = pytest.mark.parametrize("folder", VERSIONS, ids=[path.name for path in VERSIONS])


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def list_keys(value: Any, place: str = "") -> Iterator[str]:
    """Where in a message each field stands that has a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{place}/{key}"
            yield from list_keys(inner, f"{place}/{key}")
    for inner in value if isinstance(value, list) else ():
        yield from list_keys(inner, f"{place}[]")


def test_this_version_keeps_what_it_will_be_held_to() -> None:
    assert read_version() in [path.name for path in VERSIONS]


@by_version
def test_a_store_of_a_released_version_loads_whole(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / FILE, tmp_path)
    held = read(folder / FILE)
    with open_store(tmp_path) as store:
        desk = Desk(store)
        desk.now = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
        assert len(store.clients()) == len(held["clients"])
        assert len(store.programs()) == len(held["programs"])
        chosen, kept = desk.choosing.chosen, held["choices"]["1"]
        assert chosen.values == kept["values"]
        assert chosen.sites == kept["sites"]
        assert len(chosen.steps) == len(kept["shifts"])
        assert len(chosen.verdicts) == len(kept["verdicts"])
        days = {date.fromisoformat(day).isoformat() for day in held["sums"]["1"]["days"]}
        assert {str(day) for day in desk.reading.mirror.days} == days
        assert all(map(desk.choosing.settle, ("", *kept["sites"])))
        asked = desk.later.answer(LaterRequest())
        assert {link.link for link in asked.links} <= {
            link["link"] for link in held["later"]["1"]["links"]
        }


@by_version
def test_a_settings_file_of_a_released_version_is_taken_over_whole(folder: Path) -> None:
    content = read(folder / "settings.json")
    chosen = read_file(content)
    assert chosen.values == content["values"]
    assert chosen.sites == content["sites"]
    assert len(chosen.steps) == len(content["shifts"])


@by_version
def test_what_a_released_extension_asks_is_understood_and_answered_in_its_words(
    folder: Path,
) -> None:
    """As long as it speaks the same protocol; else both say which one to update."""
    now = {(each.path, type(each.request)): each for each in list_exchanges()}
    shapes = {each.path: type(each.request) for each in now.values()}
    for old in read(folder / "messages.json"):
        shapes[old["path"]].model_validate_json(json.dumps(old["request"]))
        answers = [each.reply for (path, _), each in now.items() if path == old["path"]]
        keys = {key for reply in answers for key in list_keys(reply.model_dump(mode="json"))}
        assert set(list_keys(old["reply"])) <= keys, old["path"]
    assert PROTOCOL_VERSION == 1


def test_a_later_versions_values_and_parts_do_not_stop_an_older_companion(tmp_path: Path) -> None:
    """The downgrade: of the same shape of store, what is unknown is left alone."""
    held = read(VERSIONS[-1] / FILE)
    held["choices"]["1"]["values"]["dial.of_tomorrow"] = 0.5
    held["choices"]["1"]["of_tomorrow"] = True
    held["of_tomorrow"] = {"1": {"some": "thing"}}
    (tmp_path / FILE).write_text(json.dumps(held))
    with open_store(tmp_path) as store:
        desk = Desk(store)
        assert desk.choosing.chosen.values == read(VERSIONS[-1] / FILE)["choices"]["1"]["values"]
        desk.choose(discreet="unnamed")
    assert read(tmp_path / FILE)["of_tomorrow"] == held["of_tomorrow"]


def test_a_store_of_another_shape_is_refused_in_words_and_left_as_it_is(tmp_path: Path) -> None:
    held = read(VERSIONS[-1] / FILE)
    held["about"]["1"]["version"] += 1
    (tmp_path / FILE).write_text(json.dumps(held))
    with pytest.raises(TooNew, match="Update"), open_store(tmp_path):
        raise AssertionError("the version was not seen")
    assert read(tmp_path / FILE) == held
