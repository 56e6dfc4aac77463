"""A reader's browser reads, changes, tries and carries settings: a real companion and model."""

import json
from typing import Any

import pytest
from desk import holds
from live import ORIGIN, OTHER_ORIGIN, Live, run, write_request
from settings_reader import GERMAN, GREEN, LOW, PRIVATE, Reader

from companion.choices.kept import KEY
from companion.choices.table import DEFAULTS
from companion.services import open_shelf


def value_of(reply: dict[str, Any], name: str) -> Any:
    return {setting["name"]: setting["value"] for setting in reply["settings"]}[name]


def test_all_settings_are_read_with_what_they_are(reader: Reader) -> None:
    reply = reader.settings()
    assert {setting["name"]: setting["value"] for setting in reply["settings"]} == DEFAULTS
    groups = [group["id"] for group in reply["groups"]]
    for setting in reply["settings"]:
        assert setting["group"] in groups and setting["title"] and setting["help"]
        if setting["kind"] == "choice":
            assert setting["default"] in [choice["value"] for choice in setting["choices"]]
        if setting["kind"] == "dial":
            assert (setting["least"], setting["most"]) == (0.05, 0.95)
            names = [position["name"] for position in setting["positions"]]
            assert names == ["gentle", "balanced", "careful"]


def test_help_that_was_put_away_comes_with_its_name(reader: Reader) -> None:
    line = open_shelf().countries["AT"].lines[0]
    told = reader.settings(set={"hidden_help": [line.id, "gone-since"]})["settings"]
    (setting,) = [each for each in told if each["name"] == "hidden_help"]
    assert setting["value"] == [line.id, "gone-since"]
    assert setting["choices"] == [{"value": line.id, "title": line.name}]


@pytest.mark.model
def test_a_change_counts_from_the_next_post_on(reader: Reader) -> None:
    assert reader.levels(LOW, GREEN) == ["note", None]
    reader.settings(set={"action.despair": "fold"})
    assert reader.levels(LOW, GREEN) == ["fold", None]
    reader.settings(set={"action.despair": "off"})
    assert reader.levels(LOW, GREEN) == [None, None]
    reader.settings(unset=["action.despair"])
    assert reader.levels(LOW, GREEN) == ["note", None]


@pytest.mark.model
def test_a_site_can_differ_from_the_others(reader: Reader) -> None:
    reader.settings(set={"action.despair": "fold"}, site="B.example")
    assert reader.levels(LOW) == ["note"]
    assert reader.levels(LOW, site="b.example") == ["fold"]
    assert reader.settings(unset=["action.despair"], site="b.example")["sites"] == {}
    assert reader.levels(LOW, site="b.example") == ["note"]


@pytest.mark.model
def test_off_means_off_for_all_or_one_site(reader: Reader) -> None:
    reader.settings(set={"on": False}, site="b.example")
    assert reader.levels(LOW) == ["note"]
    said = reader.annotate(LOW, site="b.example")[0]
    assert (said["status"], said["reason"], said["scores"]) == ("unjudged", "off", {})
    reader.settings(set={"on": False})
    assert reader.annotate(LOW)[0]["reason"] == "off"


@pytest.mark.model
def test_own_topics_and_words_count_in_any_language(reader: Reader) -> None:
    reader.settings(set={"always_note": [{"phrase": "Hund", "level": "fold"}]})
    said = reader.annotate(GERMAN, GREEN)
    assert (said[0]["status"], said[0]["reason"]) == ("unjudged", "language")
    assert (said[0]["note"]["category"], said[0]["note"]["level"]) == ("own", "fold")
    assert said[1]["note"] is None
    reader.settings(set={"always_show": ["grey"]}, unset=["always_note"])
    assert reader.levels(LOW, GERMAN) == [None, None]


def test_why_a_note_stands_for_a_topic_is_told(reader: Reader) -> None:
    reader.settings(set={"always_note": [{"phrase": "house fire"}]})
    text = "🌱 A House  Fire was here"
    why = reader.ask("/v1/why", {"text": text, "category": "own"}).json["why"]
    assert why == [{"start": 5, "end": 16}]
    units = text.encode("utf-16-le")[2 * why[0]["start"] : 2 * why[0]["end"]]
    assert units.decode("utf-16-le") == "House  Fire"


def test_the_greeting_tells_whether_anything_changed(reader: Reader) -> None:
    first = reader.hello()
    assert reader.hello() == first
    reader.settings(set={"dial.despair": 0.3})
    second = reader.hello()
    assert second != first
    reader.settings(set={"dial.despair": 0.3})
    assert reader.hello() == second


def test_two_windows_do_not_overwrite_each_other(reader: Reader) -> None:
    seen = reader.settings()["revision"]
    first = reader.settings(set={"dial.despair": 0.3}, revision=seen)
    assert first["revision"] > seen
    second = reader.ask("/v1/settings", {"set": {"dial.hate": 0.3}, "revision": seen})
    assert (second.status, second.code) == (409, "changed_elsewhere")
    now = reader.settings()
    assert (value_of(now, "dial.despair"), value_of(now, "dial.hate")) == (
        0.3,
        DEFAULTS["dial.hate"],
    )
    assert now["revision"] == first["revision"]


@pytest.mark.parametrize(
    ("message", "code", "field"),
    [
        ({"set": {"dial.hate": 3}}, "bad_value", "dial.hate"),
        ({"set": {"dial.hate": {"$gt": 0}}}, "bad_value", "dial.hate"),
        ({"set": {"dial.people": 0.3}}, "unknown_setting", "dial.people"),
        ({"set": {"dial.despair": 0.3, "on": "maybe"}}, "bad_value", "on"),
        ({"set": {PRIVATE + " jam": 1}}, "unknown_setting", None),
        ({"set": {"always_show": [f"@{PRIVATE}"]}}, "bad_value", "always_show"),
        ({"set": {"country": "DE"}, "site": "a.example"}, "not_per_site", "country"),
        ({"unset": ["nothing"]}, "unknown_setting", "nothing"),
        ({"unset": ["No Name"]}, "schema", "unset.0"),
        ({"unshift": [999_999]}, "unknown_shift", "unshift"),
        ({"site": "https://a.example/"}, "schema", "site"),
        ({"set": []}, "schema", "set"),
        ({"revision": -1}, "schema", "revision"),
        ({"more": 1}, "schema", None),
    ],
)
def test_a_wrong_change_is_refused_and_changes_nothing(
    reader: Reader, message: dict[str, Any], code: str, field: str | None
) -> None:
    before = reader.settings()
    reply = reader.ask("/v1/settings", message)
    assert (reply.status, reply.code) == (400, code)
    error = reply.json["error"]
    assert error.get("field") == field and PRIVATE not in reply.body.decode()
    assert reader.settings() == before


def test_an_import_of_a_megabyte_is_refused_plainly(reader: Reader) -> None:
    before = reader.settings()
    file = json.dumps({KEY: 1, "values": {"always_show": ["x" * 1_000_000]}})
    reply = reader.ask("/v1/settings/import", {"content": file})
    assert (reply.status, reply.code) == (413, "too_large")
    assert "256 KiB" in reply.json["error"]["message"]
    assert reader.settings() == before


def test_export_and_import_are_exact_over_the_wire(reader: Reader) -> None:
    reader.settings(set={"dial.despair": 0.3, "always_note": [{"phrase": PRIVATE}]})
    reader.settings(set={"on": False}, site="b.example")
    reader.ask("/v1/feedback", {"category": "hate", "verdict": "missed", "score": 0.3})
    before = reader.settings()
    file = reader.ask("/v1/settings/export", {"kind": "settings"}).json
    assert file["name"].endswith(".json")
    reader.ask("/v1/settings/import", {"content": json.dumps({KEY: 1})})
    assert reader.settings()["shifts"] == []
    trial = reader.ask("/v1/settings/import", {"content": file["content"], "trial": True}).json
    assert reader.settings()["shifts"] == []
    reply = reader.ask("/v1/settings/import", {"content": file["content"]}).json
    assert set(reply["changed"]) == set(trial["changed"]) == {"dial.despair", "always_note", "on"}
    after = reader.settings()
    assert (after["settings"], after["sites"]) == (before["settings"], before["sites"])
    assert [{**s, "id": 0} for s in after["shifts"]] == [{**s, "id": 0} for s in before["shifts"]]


def test_feedback_is_listed_and_taken_back(reader: Reader) -> None:
    said = {"category": "hate", "verdict": "not_this", "score": 0.4}
    reply = reader.ask("/v1/feedback", said).json
    assert reply["cut"] == 0.45 and reply["shift"]["by"] == 0.05
    assert reader.settings()["shifts"] == [reply["shift"]]
    back = reader.settings(unshift=[reply["shift"]["id"]])
    assert back["shifts"] == [] and back["revision"] > reply["revision"]
    for _ in range(3):
        assert reader.ask("/v1/feedback", said).json["shift"]
    assert reader.ask("/v1/feedback", said).json["shift"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"category": "own"},
        {"verdict": "great"},
        {"score": 1.1},
        {"score": None},
        {"text": LOW},
    ],
)
def test_feedback_holds_no_more_than_it_should(reader: Reader, change: dict[str, Any]) -> None:
    said = {"category": "hate", "verdict": "not_this", "score": 0.4} | change
    assert reader.ask("/v1/feedback", said).status == 400
    assert reader.settings()["shifts"] == []


@pytest.mark.parametrize(
    "path", ["settings", "preview", "feedback", "settings/export", "settings/import"]
)
def test_no_page_and_no_stranger_reaches_the_settings(reader: Reader, path: str) -> None:
    live = reader.live
    asked = f"/v1/{path}"
    assert live.ask(asked, {}).status == 401
    assert live.ask(asked, {}, "x" * 43).status == 401
    assert live.ask(asked, {}, reader.token, origin=OTHER_ORIGIN).status == 403
    assert live.ask(asked, {}, reader.token, origin="https://a.example").status == 403
    headers = {"Authorization": f"Bearer {reader.token}", "Origin": ORIGIN}
    assert live.send(write_request(live.port, "GET", asked, headers)).status == 405


def test_erase_takes_settings_feedback_and_seen_posts(own: Live) -> None:
    reader = Reader(own)
    reader.settings(set={"always_note": [{"phrase": PRIVATE}]})
    reader.ask("/v1/feedback", {"category": "hate", "verdict": "missed", "score": 0.3})
    reader.annotate(GERMAN)
    assert holds(own.folder, PRIVATE)
    assert run(own.folder, "erase", "--yes").returncode == 0
    assert not holds(own.folder, PRIVATE)
    after = Reader(own)
    assert value_of(after.settings(), "always_note") == [] and after.settings()["shifts"] == []
    assert after.ask("/v1/preview", {}).json["seen"]["count"] == 0
    assert after.ask("/v1/settings/export", {"kind": "feedback"}).json["content"] == ""
