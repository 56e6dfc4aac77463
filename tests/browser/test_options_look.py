"""The options page in every look and language."""

import pytest
from faults import find_faults
from keyboard import press
from options_page import find_dial, turn_far
from playwright.sync_api import expect
from reader import SCREENSHOTS
from tuned import Tuned


@pytest.mark.parametrize("look", ["light", "dark", "rtl"])
def test_axe_finds_nothing_wrong_with_every_part_open(look: str, tuned: Tuned) -> None:
    tuned.change(
        set={
            "always_show": ["#recovery"],
            "always_note": [{"phrase": "moving house"}],
            "language": "ar" if look == "rtl" else "",
        }
    )
    tuned.companion.ask("/v1/feedback", {"category": "hate", "verdict": "not_this", "score": 0.5})
    demo = tuned.reader.open(f"http://127.0.0.1:{tuned.tap.port}/demo")
    expect(demo.locator("mindful-feed-note").first).to_be_attached()
    page = tuned.open_options()
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    find_dial(page).focus()
    page.keyboard.press("End")
    for part in ("seen", "samples"):
        expect(page.locator(f'[data-part="{part}"] .post').first).to_be_visible()
    page.screenshot(path=SCREENSHOTS / f"options-{look}.png")
    page.locator('[data-setting="quiet_hours"] button').click()
    page.locator('[data-setting="always_note"] input').first.fill("moving")
    assert find_faults(page) == []


@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_page_fits_a_narrow_window_with_large_type(forced: str, tuned: Tuned) -> None:
    page = tuned.open_options()
    page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
    # 1280 pixels at four times the size are 320: what WCAG asks for.
    page.set_viewport_size({"width": 320, "height": 640})
    turn_far(page)
    page.locator('[data-setting="quiet_hours"] button').click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_language_of_the_page_is_the_readers_choice(tuned: Tuned) -> None:
    page = tuned.open_options()
    page.get_by_label("Language", exact=True).select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert tuned.read_value("language") == "ar"
    popup = tuned.reader.open_popup()
    expect(popup.locator("html")).to_have_attribute("dir", "rtl")
    press(page, page.locator(".keeping button").first)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def test_a_setting_that_this_page_has_never_heard_of_is_drawn_by_its_kind(tuned: Tuned) -> None:
    told = tuned.read()
    told["groups"].append({"id": "later", "title": "Of a later version"})
    number = {"kind": "number", "value": 3, "default": 3, "least": 1, "most": 9}
    told["settings"].append(
        {"name": "later", "group": "later", "scope": "global", "title": "A number", **number}
        | {"help": "Help for it.", "choices": [], "positions": [], "category": None}
    )
    tuned.tap.refuse_once("/v1/settings", 200, {}, told)
    page = tuned.open_options()
    expect(page.get_by_role("heading", name="Of a later version")).to_be_visible()
    expect(page.get_by_label("A number")).to_have_value("3")
