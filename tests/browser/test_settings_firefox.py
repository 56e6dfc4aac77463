"""The same pages in Firefox, by keyboard alone: options, welcome and popup."""

from collections.abc import Iterator

import pytest
from companion_process import Companion
from firefox import UUID, Firefox, find_firefox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_firefox(), reason="no Firefox is installed here"),
]

TAB, ENTER, SPACE, END, RIGHT, DOWN = "\ue004", "\ue007", " ", "\ue010", "\ue014", "\ue015"
REACHED = "return document.activeElement?.matches({selector!r})"


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firefox, Companion]]:
    """A Firefox that is paired with a companion of its own."""
    companion = Companion(tmp_path_factory.mktemp("companion"))
    companion.start()
    firefox = Firefox(tmp_path_factory.mktemp("profile") / "firefox")
    firefox.open_popup(f"#pair={companion.make_code()}&port={companion.port}")
    firefox.wait_for("document.getElementById('state-words').textContent === 'Ready'")
    yield firefox, companion
    firefox.close()
    companion.kill()


def go_to(firefox: Firefox, selector: str, key: str = TAB) -> None:
    """Press Tab until it leads to an element."""
    firefox.wait_for(f"document.querySelector({selector!r})")
    for _ in range(150):
        if firefox.run(REACHED.format(selector=selector)):
            return
        firefox.press(key)
    raise AssertionError(f"the keyboard does not lead to {selector}")


def open_page(firefox: Firefox, name: str) -> None:
    firefox.open(f"moz-extension://{UUID}/pages/{name}.html")


def read_value(companion: Companion, name: str) -> object:
    told = companion.ask("/v1/settings", {})["settings"]
    return next(each["value"] for each in told if each["name"] == name)


def test_a_dial_is_tried_kept_and_undone_in_firefox(settled: tuple[Firefox, Companion]) -> None:
    firefox, companion = settled
    open_page(firefox, "options")
    go_to(firefox, '[data-category="self_harm"] input[type=range]')
    firefox.press(RIGHT, END)
    firefox.wait_for("document.querySelector('[data-part=samples] .post')")
    assert read_value(companion, "dial.self_harm") == 0.4
    go_to(firefox, ".keeping .main")
    firefox.press(ENTER)
    firefox.wait_for("document.querySelector('.keeping').textContent.includes('Kept.')")
    assert read_value(companion, "dial.self_harm") == 0.05
    go_to(firefox, ".keeping button")
    firefox.press(ENTER)
    firefox.wait_for("document.querySelector('.keeping').textContent.includes('Undone.')")
    assert read_value(companion, "dial.self_harm") == 0.4


def test_a_word_and_the_language_are_chosen_in_firefox(settled: tuple[Firefox, Companion]) -> None:
    firefox, companion = settled
    open_page(firefox, "options")
    go_to(firefox, 'a[href="#own"], #set-always_show')
    firefox.press(ENTER)
    go_to(firefox, "#set-always_show")
    firefox.press(*"#recovery", ENTER)
    firefox.wait_for("document.querySelector('.chips li')")
    assert read_value(companion, "always_show") == ["#recovery"]
    go_to(firefox, "#set-language")
    firefox.press(END)
    firefox.wait_for("document.documentElement.lang === 'ja'")
    assert read_value(companion, "language") == "ja"
    companion.ask("/v1/settings", {"unset": ["language", "always_show"]})


def test_the_welcome_is_answered_in_firefox(settled: tuple[Firefox, Companion]) -> None:
    firefox, companion = settled
    firefox.open("about:blank")
    open_page(firefox, "options")
    firefox.wait_for("document.documentElement.lang === 'en'")
    open_page(firefox, "welcome")
    go_to(firefox, ".acts .main")
    firefox.press(ENTER)
    firefox.wait_for("document.activeElement.tagName === 'H1'")
    go_to(firefox, ".option:last-child input")
    firefox.press(SPACE)
    go_to(firefox, ".acts .main")
    firefox.press(ENTER)
    go_to(firefox, "[data-step='2'] .option input")
    firefox.press(DOWN)
    for step in (2, 3):
        go_to(firefox, f"[data-step='{step}'] .acts .main")
        firefox.press(ENTER)
    firefox.wait_for("document.querySelector('[role=status]').textContent.includes('are kept.')")
    assert read_value(companion, "action.grim") == "fold"
    companion.ask("/v1/settings", {"unset": ["action.grim"]})


def test_all_notes_are_paused_in_firefox(settled: tuple[Firefox, Companion]) -> None:
    firefox, _ = settled
    firefox.open_popup()
    go_to(firefox, "[data-length=quarter]")
    firefox.press(ENTER)
    firefox.wait_for("document.getElementById('snoozed').textContent.includes('until')")
    go_to(firefox, "#wake")
    firefox.press(ENTER)
    firefox.wait_for("document.getElementById('snoozed').textContent === ''")


def test_a_site_is_turned_on_in_firefox(settled: tuple[Firefox, Companion]) -> None:
    firefox, _ = settled
    open_page(firefox, "options")
    go_to(firefox, 'a[href="#sites"]')
    firefox.press(ENTER)
    go_to(firefox, '[id="site-bsky.app"]')
    firefox.press(SPACE)
    firefox.wait_for("document.getElementById('site-bsky.app').checked")
    open_page(firefox, "options")
    # What the browser granted is still there in a new page.
    firefox.wait_for("document.getElementById('site-bsky.app')?.checked")
