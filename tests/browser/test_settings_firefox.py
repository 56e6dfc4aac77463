"""The settings in Firefox, by keyboard alone: dials, kinds, sites, lists, hours and feedback."""

from datetime import date, timedelta

from firefox import IN_FIREFOX
from firefox_keys import (
    DOWN,
    END,
    ENTER,
    LEFT,
    RIGHT,
    SPACE,
    Settled,
    enter,
    go_to,
    jump,
    keep,
    open_page,
    read_value,
    wait_for_bar,
)

pytestmark = IN_FIREFOX
HOST = "mastodon.social"
HATE = '[data-category="hate"] input[type=radio]'


def test_a_dial_is_tried_kept_and_undone_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    go_to(firefox, '[data-category="self_harm"] input[type=range]')
    firefox.press(RIGHT, END)
    firefox.wait_for("document.querySelector('[data-part=samples] .post')")
    assert read_value(companion, "dial.self_harm") == 0.4
    keep(firefox)
    assert read_value(companion, "dial.self_harm") == 0.05
    enter(firefox, ".keeping button")
    wait_for_bar(firefox, "Undone.")
    assert read_value(companion, "dial.self_harm") == 0.4


def test_a_kind_of_post_is_folded_or_turned_off_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    go_to(firefox, f"{HATE}:checked")
    firefox.press(RIGHT)
    firefox.wait_for("document.activeElement.value === 'fold'")
    keep(firefox)
    assert read_value(companion, "action.hate") == "fold"
    open_page(firefox, "options")
    go_to(firefox, f"{HATE}[value=fold]:checked")
    firefox.press(LEFT, LEFT)
    firefox.wait_for("!document.querySelector('[data-category=hate] input[type=range]')")
    keep(firefox)
    assert read_value(companion, "action.hate") == "off"


def test_a_site_is_turned_on_and_can_be_different_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    jump(firefox, "sites")
    switch = f"document.getElementById('site-{HOST}')?.checked"
    go_to(firefox, f'[id="site-{HOST}"]')
    if not firefox.run(f"return {switch}"):
        firefox.press(SPACE)
    firefox.wait_for(switch)
    open_page(firefox, "options")
    # What the browser granted is still there in a new page.
    firefox.wait_for(switch)
    firefox.wait_for("document.querySelectorAll('#scope option').length > 1")
    go_to(firefox, "#scope")
    firefox.press(DOWN)
    words = f"What you change here holds on {HOST} alone."
    firefox.wait_for(f"document.getElementById('scope-words').textContent === {words!r}")
    go_to(firefox, '[data-category="despair"] input[type=range]')
    firefox.press(END)
    keep(firefox)
    assert read_value(companion, "dial.despair") == 0.4
    go_to(firefox, '#kinds [data-setting="discreet"] select')
    firefox.press(END)
    firefox.wait_for("document.querySelector('#kinds [data-setting=discreet] .tag')")
    own = {"dial.despair": 0.05, "discreet": "popup"}
    assert companion.ask("/v1/settings", {})["sites"] == {HOST: own}
    enter(firefox, '[data-category="despair"] .own button')
    keep(firefox)
    assert companion.ask("/v1/settings", {})["sites"] == {HOST: {"discreet": "popup"}}


def test_a_word_is_always_shown_and_taken_out_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    jump(firefox, "own")
    go_to(firefox, "#set-always_show")
    firefox.press(*"#recovery", ENTER)
    firefox.wait_for("document.querySelector('.chips li')")
    assert read_value(companion, "always_show") == ["#recovery"]
    enter(firefox, '[aria-label="Remove: #recovery"]')
    firefox.wait_for("!document.querySelector('.chips li')")
    firefox.wait_for("document.activeElement.id === 'set-always_show'")
    assert read_value(companion, "always_show") == []


def test_a_topic_is_added_until_the_end_of_a_day_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    until = date.today() + timedelta(days=30)
    jump(firefox, "own")
    go_to(firefox, "#set-always_note")
    firefox.press(*"moving house")
    go_to(firefox, '[data-setting="always_note"] select')
    firefox.press(DOWN)
    go_to(firefox, '[data-setting="always_note"] input[type=date]')
    firefox.press(*until.strftime("%m%d%Y"))
    go_to(firefox, "#set-always_note-whole")
    firefox.press(SPACE, ENTER)
    firefox.wait_for("document.querySelector('[data-setting=always_note] .rows li')")
    topic = {"phrase": "moving house", "whole_word": False, "level": "fold"}
    assert read_value(companion, "always_note") == [topic | {"until": until.isoformat()}]


def test_quiet_hours_are_set_and_taken_out_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    jump(firefox, "time")
    enter(firefox, "#set-quiet_hours-add")
    firefox.wait_for("document.activeElement.closest('#time .days')")
    go_to(firefox, "#time .days label:last-child input")
    firefox.press(SPACE)
    go_to(firefox, "#set-quiet_hours-start")
    firefox.press(*"0930p")
    go_to(firefox, "#time form select")
    firefox.press(END)
    enter(firefox, "#time form .main")
    firefox.wait_for("document.querySelector('#time .rows')?.textContent.includes('21:30–07:00')")
    days = ["mon", "tue", "wed", "thu", "fri", "sat"]
    hours = {"days": days, "start": "21:30", "end": "07:00", "effect": "fold"}
    assert read_value(companion, "quiet_hours") == [hours]
    firefox.wait_for("document.activeElement.id === 'set-quiet_hours-add'")
    enter(firefox, "#time .rows button")
    firefox.wait_for("!document.querySelector('#time .rows')")
    assert read_value(companion, "quiet_hours") == []


def test_the_language_is_chosen_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    go_to(firefox, "#set-language")
    firefox.press(END)
    firefox.wait_for("document.documentElement.lang === 'ja'")
    assert read_value(companion, "language") == "ja"
    companion.ask("/v1/settings", {"unset": ["language"]})
    open_page(firefox, "options")
    firefox.wait_for("document.documentElement.lang === 'en'")


def test_feedback_is_listed_and_taken_back_step_by_step_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    for verdict, category in (("not_this", "hate"), ("missed", "despair")):
        feedback = {"category": category, "verdict": verdict, "score": 0.5}
        companion.ask("/v1/feedback", feedback)
    open_page(firefox, "options")
    firefox.wait_for("document.querySelectorAll('#told button').length === 2")
    said = firefox.run("return document.getElementById('told').textContent")
    assert "hate toward a group: not about this Rarer, by 5%" in said
    assert "someone struggling: should have had a note More often, by 5%" in said
    jump(firefox, "told")
    enter(firefox, '#told button[aria-label="Take back: hate toward a group"]')
    firefox.wait_for("document.querySelectorAll('#told button').length === 1")
    shifts = companion.ask("/v1/settings", {})["shifts"]
    assert [each["category"] for each in shifts] == ["despair"]
