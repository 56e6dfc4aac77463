"""Firefox, by keyboard alone: settings as files, two tabs at once, and the companion away."""

import json
from pathlib import Path

from firefox import IN_FIREFOX, Firefox
from firefox_keys import (
    END,
    RIGHT,
    Settled,
    enter,
    go_to,
    jump,
    keep,
    open_page,
    read_saved,
    read_value,
    wait_for_bar,
)
from test_options_files import CHOSEN
from tuned import read_all

pytestmark = IN_FIREFOX
HOST = "mastodon.social"


def save(firefox: Firefox, name: str) -> str:
    """What is in the file that the reader saves."""
    enter(firefox, f'#files button[aria-label="Save: {name}"]')
    return read_saved(firefox)


def choose(firefox: Firefox, file: Path) -> None:
    """Hand a file to the field that the keyboard has reached.

    The window in which a reader picks it is the system's own, out of reach: the driver's way takes
    its place, and the page hears the same event as after it.
    """
    go_to(firefox, "#import")
    found = firefox.ask("WebDriver:FindElement", {"using": "css selector", "value": "#import"})
    (element,) = found["value"].values()
    firefox.ask("WebDriver:ElementSendKeys", {"id": element, "text": str(file)})


def test_settings_saved_erased_and_read_back_are_the_same_in_firefox(
    settled: Settled, tmp_path: Path
) -> None:
    firefox, companion = settled
    companion.ask("/v1/settings", {"set": CHOSEN})
    companion.ask("/v1/settings", {"site": HOST, "set": {"action.eating": "off"}})
    before = read_all(companion)
    jump(firefox, "files")
    content = save(firefox, "All settings")
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    companion.erase()
    firefox.pair(companion.make_code(), companion.port)
    assert read_all(companion) != before
    open_page(firefox, "options")
    jump(firefox, "files")
    choose(firefox, file)
    firefox.wait_for("document.querySelector('.trial')?.textContent.includes('Quiet hours')")
    assert read_value(companion, "action.hate") == "note"
    enter(firefox, ".trial .main")
    firefox.wait_for("!document.querySelector('.trial')")
    assert read_all(companion) == before
    assert save(firefox, "All settings") == content


def test_mastodon_filters_come_in_and_go_out_in_firefox(settled: Settled, tmp_path: Path) -> None:
    firefox, companion = settled
    words = [{"keyword": "election", "whole_word": True}, {"keyword": "(a+)+" * 40}]
    filters = [{"title": "Politics", "filter_action": "hide", "context": ["home"]}]
    file = tmp_path / "filters.json"
    file.write_text(json.dumps([filters[0] | {"keywords": words}]), encoding="utf-8")
    jump(firefox, "files")
    choose(firefox, file)
    firefox.wait_for("document.querySelector('.trial')?.textContent.includes('Left out')")
    enter(firefox, ".trial .main")
    firefox.wait_for("document.querySelector('[aria-label=\"Remove: election\"]')")
    (topic,) = read_value(companion, "always_note")
    assert (topic["phrase"], topic["level"]) == ("election", "fold")
    (out,) = json.loads(save(firefox, "Mastodon filters"))
    assert [each["keyword"] for each in out["keywords"]] == ["election"]


def test_two_tabs_that_save_at_once_lose_nothing_in_firefox(settled: Settled) -> None:
    firefox, companion = settled
    go_to(firefox, '[data-category="despair"] input[type=range]')
    firefox.press(END)
    firefox.open_tab()
    open_page(firefox, "options")
    go_to(firefox, '[data-category="hate"] input[type=radio]:checked')
    firefox.press(RIGHT)
    keep(firefox)
    firefox.close_other_tabs()
    wait_for_bar(firefox, "changed in another window")
    firefox.wait_for("document.querySelector('[data-category=hate]').dataset.act === 'fold'")
    assert read_value(companion, "dial.despair") == 0.4
    # Another program's change is noticed when the page saves.
    companion.ask("/v1/settings", {"set": {"action.grim": "note"}})
    enter(firefox, ".keeping .main")
    firefox.wait_for("document.querySelector('[data-category=grim]').dataset.act === 'note'")
    wait_for_bar(firefox, "changed in another window")
    assert read_value(companion, "dial.despair") == 0.4
    keep(firefox)
    kept = [read_value(companion, name) for name in ("dial.despair", "action.hate", "action.grim")]
    assert kept == [0.05, "fold", "note"]


def test_without_its_companion_the_page_shows_the_last_settings_in_firefox(
    settled: Settled,
) -> None:
    firefox, companion = settled
    companion.ask("/v1/settings", {"set": {"action.hate": "fold"}})
    open_page(firefox, "options")
    fold = "document.querySelector('[data-category=hate] input[value=fold]')"
    firefox.wait_for(f"{fold}?.checked")
    companion.kill()
    try:
        open_page(firefox, "options")
        enter(firefox, ".offline > button")
        for words in ("is not running", "Start it with: mindful-feed serve", "as last seen"):
            said = f"document.querySelector('.offline')?.textContent.includes({words!r})"
            firefox.wait_for(said)
        assert firefox.run(f"return {fold}.checked")
        usable = "document.querySelector('#kinds input:enabled, #own input:enabled')"
        assert firefox.run(f"return {usable}") is None
    finally:
        companion.start()
    firefox.wait_for(f"!{fold}.disabled && !document.querySelector('.offline')")
