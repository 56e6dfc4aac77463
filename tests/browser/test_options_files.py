"""Settings as files, and the options page without its companion."""

import json
from collections.abc import Callable
from pathlib import Path

from companion_process import Companion
from keyboard import press
from options_page import find_bar, go
from playwright.sync_api import FileChooser, Page, expect
from reader import Reader
from tuned import OPTIONS, Tuned, read_all

PART = "Settings as a file"
CHOSEN = {
    "dial.despair": 0.31,
    "action.hate": "fold",
    "always_show": ["#recovery", "сад"],
    "always_note": [{"phrase": "moving house", "whole_word": False, "level": "fold"}],
    "quiet_hours": [{"days": ["mon"], "start": "22:00", "end": "24:00", "effect": "off"}],
    "discreet": "unnamed",
    "country": "AT",
}


def save(page: Page, name: str, folder: Path) -> Path:
    """A file of the settings, as the browser saves it."""
    with page.expect_download() as download:
        press(page, page.get_by_role("button", name=f"Save: {name}"))
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def choose(page: Page, file: Path) -> None:
    """Open a file with the keyboard."""
    with page.expect_file_chooser() as chooser:
        press(page, page.get_by_label("Read a file"))
    found: FileChooser = chooser.value
    found.set_files(file)


def test_settings_saved_erased_and_read_back_are_exactly_the_same(
    tuned: Tuned, tmp_path: Path
) -> None:
    tuned.change(set=CHOSEN)
    tuned.change(set={"action.eating": "off", "discreet": "popup"}, site="mastodon.social")
    before = read_all(tuned.companion)
    page = tuned.open_options()
    go(page, PART)
    file = save(page, "All settings", tmp_path)
    assert file.name == "mindful-feed-settings.json"

    tuned.companion.erase()
    tuned.reader.pair(tuned.companion.make_code(), tuned.tap.port)
    assert tuned.read_value("action.hate") == "note"
    page = tuned.open_options()
    go(page, PART)
    choose(page, file)
    trial = page.get_by_role("group", name="What the file would change")
    expect(trial).to_contain_text("Settings of Mindful Feed.")
    expect(trial).to_contain_text("Quiet hours")
    assert tuned.read_value("action.hate") == "note"
    press(page, trial.get_by_role("button", name="Take it over"))
    expect(trial).to_have_count(0)
    assert read_all(tuned.companion) == before
    again = save(page, "All settings", tmp_path / "again")
    assert again.read_bytes() == file.read_bytes()

    press(page, find_bar(page).get_by_role("button", name="Undo"))
    expect(find_bar(page)).to_contain_text("Undone.")
    assert tuned.read_value("action.hate") == "note"


def test_mastodon_filters_come_in_and_what_does_not_fit_is_named(
    tuned: Tuned, tmp_path: Path
) -> None:
    words = [
        {"keyword": "election", "whole_word": True},
        {"keyword": "(a+)+" * 40, "whole_word": False},
    ]
    filters = [
        {
            "id": "1",
            "title": "Politics",
            "context": ["home"],
            "filter_action": "hide",
            "expires_at": None,
            "keywords": words,
            "statuses": [],
        }
    ]
    file = tmp_path / "filters.json"
    file.write_text(json.dumps(filters), encoding="utf-8")
    page = tuned.open_options()
    go(page, PART)
    choose(page, file)
    trial = page.get_by_role("group", name="What the file would change")
    expect(trial).to_contain_text("Mastodon filters.")
    expect(trial).to_contain_text("Left out")
    press(page, trial.get_by_role("button", name="Take it over"))
    expect(page.get_by_role("button", name="Remove: election")).to_be_visible()
    (topic,) = tuned.read_value("always_note")
    assert (topic["phrase"], topic["level"]) == ("election", "fold")
    out = json.loads(save(page, "Mastodon filters", tmp_path).read_text(encoding="utf-8"))
    assert [each["keyword"] for each in out[0]["keywords"]] == ["election"]


def test_label_preferences_and_verdicts_go_out_without_a_word_of_text(
    tuned: Tuned, tmp_path: Path
) -> None:
    tuned.change(set={"action.sexual": "fold"})
    feedback = {"category": "hate", "verdict": "not_this", "score": 0.5}
    tuned.companion.ask("/v1/feedback", feedback)
    page = tuned.open_options()
    go(page, PART)
    assert "sexual" in save(page, "Label preferences", tmp_path).read_text(encoding="utf-8")
    lines = save(page, "What you said", tmp_path).read_text(encoding="utf-8").splitlines()
    assert set(json.loads(lines[-1])) == {"category", "score", "verdict", "day"}


def test_a_file_that_does_not_fit_changes_nothing_and_says_why(
    tuned: Tuned, tmp_path: Path
) -> None:
    page = tuned.open_options()
    before = tuned.read()
    go(page, PART)
    wrong = {
        "not.json": ("{", "That file was not taken"),
        "empty.json": ("", "That file is empty."),
        "large.json": ("[" + "1," * 500_000 + "1]", "too large"),
        "other.json": ('{"a": 1}', "That file was not taken"),
    }
    for name, (content, words) in wrong.items():
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        choose(page, file)
        expect(page.locator("#files").get_by_role("alert").last).to_contain_text(words)
    assert tuned.read() == before


def test_without_its_companion_the_page_shows_the_last_settings_and_how_to_start_it(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    own_companion.ask("/v1/settings", {"set": {"action.hate": "fold"}})
    page = reader.open(f"chrome-extension://{reader.id}/{OPTIONS}")
    hate = page.locator('[data-category="hate"]')
    expect(hate.get_by_role("radio", name="Fold")).to_be_checked()
    own_companion.kill()
    page.reload()
    expect(page.get_by_text("The companion is not running")).to_be_visible()
    expect(page.get_by_text("Start it with: mindful-feed serve")).to_be_visible()
    expect(hate.get_by_role("radio", name="Fold")).to_be_checked()
    for control in hate.locator("input").all():
        expect(control).to_be_disabled()
    own_companion.start()
    expect(hate.get_by_role("radio", name="Fold")).to_be_enabled()
