"""The popup, as a reader meets it."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from companion_process import Companion
from playwright.sync_api import Page, expect
from reader import SCREENSHOTS, Reader
from tap import Tap

SIZE = {"width": 330, "height": 200}


def take_picture(page: Page, name: str) -> None:
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def find_faults(page: Page) -> list[str]:
    return [each["id"] for each in Axe().run(page).response["violations"]]


def test_a_reader_pairs_with_the_printed_code(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    reader.set_port(own_companion.port)
    code = own_companion.start()
    popup = reader.open_popup()
    expect(popup.get_by_text("Not paired yet")).to_be_visible()
    take_picture(popup, "popup-unpaired")
    assert find_faults(popup) == []
    field = popup.get_by_label("Pairing code")
    field.fill("AAAA-AAAA")
    field.press("Enter")
    expect(popup.get_by_role("alert")).to_contain_text("That code is not right")
    field.fill(code.lower().replace("-", ""))
    field.press("Enter")
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    assert reader.worker.evaluate("chrome.action.getBadgeText({})") == ""
    expect(popup.get_by_role("link", name="Open the demo feed")).to_have_attribute(
        "href", f"http://127.0.0.1:{own_companion.port}/demo"
    )


def test_a_companion_that_opens_the_popup_pairs_it_at_once(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    code = own_companion.start()
    popup = new_reader().open_popup(f"#pair={code}&port={own_companion.port}")
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    assert "#" not in popup.url


def test_the_popup_says_when_the_companion_is_off_and_notices_its_return(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    own_companion.kill()
    popup = reader.open_popup()
    expect(popup.get_by_text("The companion is not running")).to_be_visible()
    expect(popup.get_by_text("mindful-feed serve")).to_be_visible()
    assert reader.worker.evaluate("chrome.action.getBadgeText({})") == "off"
    take_picture(popup, "popup-off")
    assert find_faults(popup) == []
    own_companion.start()
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()


def test_a_browser_that_the_companion_forgot_is_told_to_pair_again(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    reader.pair(own_companion.start(), own_companion.port)
    own_companion.kill()
    for file in own_companion.home.glob("store.json*"):
        file.unlink()
    code = own_companion.start()
    popup = reader.open_popup()
    expect(popup.get_by_text("Paired no longer")).to_be_visible()
    popup.get_by_label("Pairing code").fill(code)
    popup.get_by_role("button", name="Pair", exact=True).click()
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()


def test_a_wrong_port_is_refused_in_words(reader: Reader) -> None:
    popup = reader.open_popup()
    popup.get_by_text("Advanced").click()
    field = popup.get_by_label("Port of the companion")
    kept = field.input_value()
    popup.locator("#port-form").evaluate("form => { form.noValidate = true; }")
    field.fill("80")
    popup.get_by_role("button", name="Save").click()
    expect(popup.get_by_text("A port is a number from 1024 to 65535.")).to_be_visible()
    popup.reload()
    popup.get_by_text("Advanced").click()
    expect(popup.get_by_label("Port of the companion")).to_have_value(kept)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_popup_is_whole_in_every_theme_with_every_part_open(
    scheme: Literal["light", "dark"], reader: Reader, tap: Tap
) -> None:
    reader.open(f"http://127.0.0.1:{tap.port}/demo")
    popup = reader.open_popup()
    popup.emulate_media(color_scheme=scheme)
    expect(popup.get_by_text(re.compile(r"notes? so far"))).to_be_visible()
    take_picture(popup, f"popup-{scheme}")
    for summary in popup.locator("summary").all():
        summary.click()
    assert find_faults(popup) == []
    assert popup.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]


def test_the_popup_needs_no_mouse(reader: Reader) -> None:
    popup = reader.open_popup()
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    popup.get_by_text("Sites", exact=True).focus()
    popup.keyboard.press("Enter")
    popup.keyboard.press("Tab")
    assert popup.evaluate("document.activeElement.getAttribute('role')") == "switch"
    before = popup.evaluate("document.activeElement.checked")
    assert isinstance(before, bool)
