"""Firefox, by keyboard alone: the welcome and the popup."""

from firefox import IN_FIREFOX
from firefox_keys import DOWN, SPACE, Settled, enter, enter_words, go_to, open_page, read_value

pytestmark = IN_FIREFOX


def test_the_welcome_is_answered_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    open_page(firefox, "welcome")
    enter(firefox, "[data-step='0'] .acts .main")
    go_to(firefox, "[data-step='1'] .option:last-child input")
    firefox.press(SPACE)
    enter(firefox, "[data-step='1'] .acts .main")
    go_to(firefox, "[data-step='2'] .option input")
    firefox.press(DOWN)
    for step in (2, 3):
        enter(firefox, f"[data-step='{step}'] .acts .main")
    firefox.wait_for("document.querySelector('[role=status]').textContent.includes('are kept.')")
    assert read_value(companion, "action.grim") == "fold"


def test_all_notes_are_paused_in_firefox(settled: Settled) -> None:
    firefox, _ = settled
    firefox.open_popup()
    enter(firefox, "[data-length=quarter]")
    firefox.wait_for("document.getElementById('snoozed').textContent.includes('until')")
    # The button that was pressed is gone, and the keys are on the one that ends the pause.
    assert firefox.run("return document.activeElement.id") == "wake"
    enter(firefox, "#wake")
    firefox.wait_for("document.getElementById('snoozed').textContent === ''")
    assert firefox.run("return document.activeElement.dataset.length") == "quarter"


def test_the_popup_tells_of_today_and_takes_what_should_have_had_a_note_in_firefox(
    settled: Settled,
) -> None:
    firefox, companion = settled
    companion.annotate(["The kettle is on."])  # its model is loaded now
    firefox.open(f"http://127.0.0.1:{companion.port}/demo")
    firefox.wait_for("document.querySelector('mindful-feed-note')")
    firefox.open_tab()
    firefox.open_popup()
    line = "/of your last \\d+ posts/.test(document.getElementById('today-words').textContent)"
    firefox.wait_for(line)
    enter(firefox, "#posts summary")
    firefox.wait_for("document.querySelector('#posts .acts button')")
    enter_words(firefox, "Should have had a note")
    go_to(firefox, "#posts select")
    firefox.press(DOWN)
    thanks = "document.querySelector('#posts [role=status]')?.textContent.includes('dial moved')"
    firefox.wait_for(thanks)
    (shift,) = companion.ask("/v1/settings", {})["shifts"]
    assert shift["verdict"] == "missed"
    enter_words(firefox, "Undo")
    firefox.wait_for(f"!({thanks})")
    assert companion.ask("/v1/settings", {})["shifts"] == []
    enter_words(firefox, "Not about this")
    firefox.wait_for(thanks)
    assert [each["verdict"] for each in companion.ask("/v1/settings", {})["shifts"]] == ["not_this"]
