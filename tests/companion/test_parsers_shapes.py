"""Every message, and the files that ship or are added: taken, or refused by name."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from any_values import VALUES, few
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion import owner, protocol, rank
from companion.dropins import moderation_shapes, perspective_shapes
from companion.hours import read_rules
from companion.models import BadModel, read_model
from companion.parse import read_message
from companion.protocol import Message
from companion.refusal import Refusal
from companion.resources import pick_resources
from companion.services import Country, International, Pages, read_entry

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
WORDS = st.text(max_size=12)
MESSAGES = [
    kind
    for module in (protocol, owner, perspective_shapes, moderation_shapes, rank)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Message) and name.endswith("Request")
]
MODEL = {
    "title": st.text(max_size=5),
    "version": st.just("1"),
    "licence": st.just("MIT"),
    "engine": st.sampled_from(["bert_onnx", "../x", "Os"]),
    "labels": st.lists(st.sampled_from(["a", "b", "hate"]), max_size=3),
    "categories": st.dictionaries(st.sampled_from(["hate", "people"]), st.just("a")),
    "files": st.dictionaries(st.sampled_from(["a", "../b"]), st.sampled_from(["0" * 64, "x"])),
}


def test_every_message_that_is_read_is_tried_here() -> None:
    assert len(MESSAGES) > 15


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@settings(few, max_examples=30)
@given(data=st.data())
def test_any_json_is_a_message_or_refused(kind: type[Message], data: st.DataObject) -> None:
    fields = st.sampled_from([*kind.model_fields, "other"])
    value = data.draw(st.dictionaries(fields, VALUES, max_size=4) | VALUES)
    try:
        message = read_message(kind, json.dumps(value).encode())
    except Refusal as refusal:
        assert refusal.status == 400
    else:
        assert read_message(kind, message.model_dump_json().encode()) == message


@few
@given(st.from_regex(r"[MoTuWeThFrSa,-]{2,8} [0-9:]{4,6}-[0-9:]{4,6}") | st.text(max_size=30))
@example("Mo-Fr 09:00-18:00; Sa 22:00-24:00")
def test_any_opening_hours_are_read_or_refused(spec: str) -> None:
    try:
        rules = read_rules(spec)
    except ValueError:
        return
    assert all(days <= set(range(7)) and 0 <= start < end for days, start, end in rules)


@few
@given(st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_a_reviewed_file_that_is_none_is_left_out(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.json"
    file.write_bytes(content)
    for shape in (Country, International, Pages):
        assert read_entry(file, shape) is None


@few
@given(st.sampled_from(["suicide", "despair", "x"]), st.none() | WORDS, st.lists(WORDS, max_size=3))
def test_any_place_gets_three_ways_to_help_at_most(
    topic: str, country: str | None, languages: list[str]
) -> None:
    assert len(pick_resources(topic, country, languages, NOW)) <= 3


@few
@given(st.fixed_dictionaries({}, optional=MODEL))
def test_any_table_is_a_model_or_no_model(tmp_path: Path, content: dict[str, Any]) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir(exist_ok=True)
    lines = [f"{name} = {write_toml(value)}" for name, value in content.items()]
    (folder / "model.toml").write_text("\n".join(lines), encoding="utf-8")
    try:
        model = read_model(folder)
    except BadModel as bad:
        assert str(bad)
    else:
        assert set(model.about.categories.values()) <= set(model.about.labels)


def write_toml(value: Any) -> str:
    if isinstance(value, dict):
        inner = (f"{json.dumps(key)} = {write_toml(each)}" for key, each in value.items())
        return f"{{ {', '.join(inner)} }}"
    return json.dumps(value)
