"""Choices carried in and out: exact, whole or not at all, and never a word of a post."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from settings_reader import refuse

from companion.choices.carry import export_file, import_file, write_content
from companion.choices.choosing import MOST_BYTES, Choosing
from companion.choices.chosen import MOST_SITES, Chosen, change
from companion.choices.kept import KEY, bring_up, read_file, read_kept, write_file, write_kept
from companion.choices.table import ROW
from companion.clock import tell_time
from companion.protocol import MAX_BODY, ExportReply
from companion.refusal import Refusal
from companion.store import VERSION, open_store

FILES = Path(__file__).parent / "data"
EVENING = {"days": ["fri", "sat"], "start": "22:00", "end": "07:00", "effect": "fold"}
CHOICES = {
    "dial.despair": 0.25,
    "action.grim": "fold",
    "always_show": ["#recovery", "espérance"],
    "always_note": [
        {"phrase": "house fire", "whole_word": True, "level": "note", "until": "2026-12-31"},
        {"phrase": "地震", "whole_word": False, "level": "fold", "until": None},
    ],
    "quiet_hours": [EVENING],
    "marks": "none",
    "country": "GB",
}


@pytest.fixture
def choosing(tmp_path: Path) -> Iterator[Choosing]:
    with open_store(tmp_path / "home") as store:
        made = Choosing(store, tell_time)
        made.change(CHOICES)
        made.change({"on": False}, site="forum.example")
        for verdict in ("not_this", "not_this", "helpful"):
            made.learn("hate", verdict, 0.456)
        yield made


def test_export_erase_and_import_is_exact(choosing: Choosing) -> None:
    before = write_file(choosing.chosen)
    content = export_file(choosing.chosen, "settings").content
    choosing.forget()
    assert write_file(choosing.chosen)["values"] == {}
    reply = import_file(choosing, content)
    assert (reply.kind, reply.left_out) == ("settings", [])
    assert write_file(choosing.chosen) == before
    assert set(reply.changed) == {*CHOICES, "on"}


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        choosing = Choosing(store, tell_time)
        choosing.change(CHOICES)
        choosing.learn("hate", "not_this", 0.4)
        before = choosing.chosen
    with open_store(tmp_path / "home") as store:
        assert Choosing(store, tell_time).chosen == before


def test_of_many_windows_that_save_at_once_one_does(choosing: Choosing) -> None:
    before = choosing.chosen

    def save(number: int) -> bool:
        try:
            choosing.change({"dial.hate": 0.5 + number / 100}, revision=before.revision)
        except Refusal as refusal:
            assert refusal.code == "changed_elsewhere"
            return False
        return True

    with ThreadPoolExecutor(8) as windows:
        assert sum(windows.map(save, range(16))) == 1
    assert choosing.chosen.revision == before.revision + 1
    assert {**choosing.chosen.values, "dial.hate": 0} == {**before.values, "dial.hate": 0}


def test_a_trial_changes_nothing(choosing: Choosing) -> None:
    before = choosing.chosen
    reply = import_file(choosing, json.dumps({KEY: 1}), trial=True)
    assert "dial.despair" in reply.changed and reply.revision == before.revision
    assert choosing.chosen == before


def test_a_file_made_for_other_choices_is_not_taken_over(choosing: Choosing) -> None:
    before = choosing.chosen
    with pytest.raises(Refusal, match="changed_elsewhere"):
        import_file(choosing, json.dumps({KEY: 1}), revision=before.revision - 1)
    assert choosing.chosen == before


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nothing",
        "{",
        "[",
        "null",
        "7",
        "{}",
        '{"a": 1, "a": 2}',
        "[" * 5_000,
        '[{"phrase": "dogs"}]',
        '{"mindful_feed_settings": 0}',
        '{"mindful_feed_settings": "1"}',
        '{"mindful_feed_settings": true}',
        '{"mindful_feed_settings": 1, "more": 1}',
        '{"mindful_feed_settings": 1, "values": []}',
        '{"mindful_feed_settings": 1, "sites": {"a.example": 1}}',
        '{"mindful_feed_settings": 1, "shifts": [{"category": "hate"}]}',
        '{"mindful_feed_settings": 1, "values": {"dial.hate": 1e999}}',
        json.dumps(
            {KEY: 1, "shifts": [{"category": "hate", "verdict": "missed", "on": "2026-02-30"}]}
        ),
        json.dumps(
            {KEY: 1, "shifts": [{"category": "hate", "verdict": "missed", "on": "2026-02-03"}] * 4}
        ),
    ],
)
def test_a_file_that_is_damaged_is_refused(content: str) -> None:
    assert refuse(content).code == "bad_file"


def test_a_file_with_one_wrong_value_changes_nothing(choosing: Choosing) -> None:
    before = choosing.chosen
    for values in ({"dial.hate": 0.3, "dial.threat": 7}, {"on": True, "secret.row": 1}):
        with pytest.raises(Refusal) as caught:
            import_file(choosing, json.dumps({KEY: 1, "values": values}))
        assert caught.value.field in ("dial.threat", "secret.row")
        assert choosing.chosen == before


def test_a_file_of_a_later_version_is_refused_as_such() -> None:
    assert refuse({KEY: 2}).code == "too_new"


def test_an_older_file_is_brought_up_step_by_step() -> None:
    def rename(old: dict[str, Any]) -> dict[str, Any]:
        return {KEY: 2, "values": {"dial.hate": old["hate"]}}

    def halve(old: dict[str, Any]) -> dict[str, Any]:
        return {KEY: 3, "values": {"dial.hate": old["values"]["dial.hate"] / 2}}

    steps = (rename, halve)
    assert read_file({KEY: 1, "hate": 0.5}, steps).values == {"dial.hate": 0.25}
    assert read_file({KEY: 2, "values": {"dial.hate": 0.6}}, steps).values == {"dial.hate": 0.3}
    with pytest.raises(Refusal, match="too_new"):
        bring_up({KEY: 4}, steps)


def test_a_store_of_the_first_version_opens_and_is_marked_when_settings_are_kept(
    tmp_path: Path,
) -> None:
    old = (FILES / "store-1.json").read_bytes()
    (tmp_path / "store.json").write_bytes(old)
    with open_store(tmp_path) as store:
        assert [client.label for client in store.clients()] == ["Chromium"]
        choosing = Choosing(store, tell_time)
        assert choosing.chosen == Chosen()
        assert (tmp_path / "store.json").read_bytes() == old
        choosing.change({"on": False})
    kept = json.loads((tmp_path / "store.json").read_bytes())
    assert [row["version"] for row in kept["about"].values()] == [VERSION]
    with open_store(tmp_path) as store:
        assert not Choosing(store, tell_time).chosen.read("on")
        assert [client.label for client in store.clients()] == ["Chromium"]


def test_a_kept_value_that_fits_no_longer_is_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    topics = {"always_note": CHOICES["always_note"]}
    kept = write_kept(change(Chosen(), {"dial.hate": 0.3, **topics}))
    kept["values"]["dial.hate"] = 7
    kept["values"]["row.of_old"] = "fire"
    assert read_kept(kept).values == topics
    assert "dial.hate" in caplog.text and "fire" not in caplog.text


def test_the_largest_settings_fit_into_one_message(tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        choosing = Choosing(store, tell_time)
        choosing.change({"always_show": [f"語{number:03}" * 20 for number in range(200)]})
        dials = {name: 0.55 for name in ROW if name.startswith("dial.")}
        with pytest.raises(Refusal, match="too_much"):
            for number in range(MOST_SITES):
                site = {**dials, "quiet_hours": [EVENING] * 21}
                choosing.change(site, site=f"{number}.example")
        assert choosing.chosen.sites
        content = write_content(choosing.chosen, "settings")
        assert MOST_BYTES - 6_000 < len(content.encode()) <= MOST_BYTES + 1
        message = ExportReply(name="x", content=content).model_dump_json()
        assert len(message.encode()) < MAX_BODY
        before = write_file(choosing.chosen)
        import_file(choosing, content)
        assert write_file(choosing.chosen) == before


def test_a_full_disk_leaves_the_choices_as_they_were(
    choosing: Choosing, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = choosing.chosen

    def fill(path: Path, value: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("companion.store.write_whole", fill)
    with pytest.raises(OSError, match="No space"):
        choosing.change({"on": False})
    assert choosing.chosen == before


def test_feedback_is_exported_as_category_score_verdict_and_day(choosing: Choosing) -> None:
    lines = export_file(choosing.chosen, "feedback").content.splitlines()
    today = datetime.now().astimezone().date().isoformat()
    assert json.loads(lines[0]) == {
        "category": "hate",
        "score": 0.46,
        "verdict": "not_this",
        "day": today,
    }
    assert [json.loads(line)["verdict"] for line in lines] == ["not_this", "not_this", "helpful"]
