"""The options page, by keyboard alone: lists, quiet hours, feedback and the way back."""

import json
from datetime import date, timedelta

from keyboard import press, press_until_focused
from options_page import find_bar, go
from playwright.sync_api import expect
from tuned import Tuned

from companion.services import open_shelf


def test_words_and_topics_are_added_removed_and_undone(tuned: Tuned) -> None:
    page = tuned.open_options()
    go(page, "Words of your own")
    press_until_focused(page, page.get_by_label("Never a note"))
    page.keyboard.type("#recovery")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: #recovery")).to_be_visible()
    assert tuned.read_value("always_show") == ["#recovery"]

    until = (date.today() + timedelta(days=30)).isoformat()
    press_until_focused(page, page.get_by_label("Always a note"))
    page.keyboard.type("moving house")
    form = page.locator('[data-setting="always_note"] form')
    form.get_by_label("Until the end of").fill(until)
    press_until_focused(page, form.get_by_label("What happens"))
    page.keyboard.press("ArrowDown")
    press(page, form.get_by_label("Whole words only"), "Space")
    press(page, page.get_by_label("Always a note"), "Enter")
    expect(page.get_by_role("button", name="Remove: moving house")).to_be_visible()
    topic = {"phrase": "moving house", "whole_word": False, "level": "fold", "until": until}
    assert tuned.read_value("always_note") == [topic]
    press(page, page.get_by_role("button", name="Remove: moving house"))
    expect(page.get_by_role("button", name="Remove: moving house")).to_have_count(0)
    press(page, find_bar(page).get_by_role("button", name="Undo"))
    expect(page.get_by_role("button", name="Remove: moving house")).to_be_visible()
    assert tuned.read_value("always_note") == [topic]


def test_a_word_that_may_name_a_person_is_refused_in_words(tuned: Tuned) -> None:
    page = tuned.open_options()
    go(page, "Words of your own")
    press_until_focused(page, page.get_by_label("Never a note"))
    page.keyboard.type("@imke")
    page.keyboard.press("Enter")
    expect(find_bar(page).get_by_role("status")).not_to_be_empty()
    expect(page.get_by_role("button", name="Remove: @imke")).to_have_count(0)
    assert tuned.read_value("always_show") == []


def test_help_that_was_put_away_is_listed_by_name_and_taken_back(tuned: Tuned) -> None:
    shelf = open_shelf()
    line, page_of_help = shelf.countries["AT"].lines[0], shelf.pages[0]
    tuned.change(set={"hidden_help": [line.id, page_of_help.id, "gone-since"]})
    page = tuned.open_options()
    field = page.locator('[data-setting="hidden_help"]')
    # It is not among what the browser keeps, so it stands there once the companion has answered.
    field.wait_for(timeout=60_000)
    names = [line.name, page_of_help.name, "gone-since"]
    expect(field.locator("bdi")).to_have_text(names)
    press(page, field.get_by_role("button", name=f"Remove: {line.name}"))
    expect(field.locator("bdi")).to_have_text(names[1:])
    assert tuned.read_value("hidden_help") == [page_of_help.id, "gone-since"]


def test_quiet_hours_are_set(tuned: Tuned) -> None:
    page = tuned.open_options()
    go(page, "Quiet hours")
    press(page, page.get_by_role("button", name="Add quiet hours"))
    expect(page.get_by_label("Mon")).to_be_focused()
    form = page.locator('[data-setting="quiet_hours"] form')
    press(page, form.get_by_label("Sun"), "Space")
    press_until_focused(page, form.get_by_label("What happens"))
    page.keyboard.press("End")
    press(page, form.get_by_role("button", name="Add"))
    row = page.get_by_text("Mon, Tue, Wed, Thu, Fri, Sat, 22:00–07:00: Noted posts")
    expect(row).to_be_visible()
    expect(page.get_by_role("button", name="Add quiet hours")).to_be_focused()
    days = ["mon", "tue", "wed", "thu", "fri", "sat"]
    hours = {"days": days, "start": "22:00", "end": "07:00", "effect": "fold"}
    assert tuned.read_value("quiet_hours") == [hours]


def test_feedback_is_listed_and_taken_back_step_by_step(tuned: Tuned) -> None:
    for verdict, category in (("not_this", "hate"), ("missed", "despair")):
        feedback = {"category": category, "verdict": verdict, "score": 0.5}
        tuned.companion.ask("/v1/feedback", feedback)
    page = tuned.open_options()
    told = page.locator("#told")
    expect(told).to_contain_text("hate toward a group: not about this Rarer, by 5%")
    expect(told).to_contain_text("someone struggling: should have had a note More often, by 5%")
    go(page, "What you said")
    press(page, told.get_by_role("button", name="Take back: hate toward a group"))
    expect(told.get_by_role("button")).to_have_count(1)
    assert [each["category"] for each in tuned.read()["shifts"]] == ["despair"]


def test_everything_is_set_back_at_once_and_that_is_undone_too(tuned: Tuned) -> None:
    changed = {"action.hate": "fold", "discreet": "unnamed", "always_show": ["tea"]}
    tuned.change(set=changed)
    page = tuned.open_options()
    go(page, "Start afresh")
    press(page, page.get_by_role("button", name="Set back"))
    expect(find_bar(page)).to_contain_text("Kept.")
    assert tuned.read_value("action.hate") == "note"
    press(page, find_bar(page).get_by_role("button", name="Undo"))
    expect(find_bar(page)).to_contain_text("Undone.")
    assert {name: tuned.read_value(name) for name in changed} == changed


def test_nothing_private_is_kept_in_the_browser(tuned: Tuned) -> None:
    tuned.change(
        set={"always_show": ["zebra"], "always_note": [{"phrase": "quagga"}]},
    )
    tuned.open_options()
    kept = json.dumps(tuned.reader.worker.evaluate("chrome.storage.local.get()"))
    assert "dial.despair" in kept
    assert "zebra" not in kept
    assert "quagga" not in kept
