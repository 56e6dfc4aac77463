"""The popup, as a reader meets it."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from authored import FEED
from closed import NOTES
from companion_process import Companion
from faults import find_faults
from feeds import write_feed
from keyboard import press
from playwright.sync_api import Page, expect
from reader import Reader, take_picture
from site_server import SiteServer
from tap import Tap
from tuned import Tuned

SIZE = {"width": 330, "height": 200}


def take_small_picture(page: Page, name: str) -> None:
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    take_picture(page, name)


def test_a_reader_pairs_with_the_printed_code(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    reader.set_port(own_companion.port)
    code = own_companion.start()
    popup = reader.open_popup()
    expect(popup.get_by_text("Not paired yet")).to_be_visible()
    take_small_picture(popup, "popup-unpaired")
    assert find_faults(popup) == []
    field = popup.get_by_label("Pairing code")
    field.fill("AAAA-AAAA")
    field.press("Enter")
    expect(popup.get_by_role("alert")).to_contain_text("That code is not right")
    field.fill(code.lower().replace("-", ""))
    field.press("Enter")
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    assert reader.read_badge() == ""
    demo = f"http://127.0.0.1:{own_companion.port}/demo"
    expect(popup.get_by_role("link", name="Open the demo feed")).to_have_attribute("href", demo)


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
    assert reader.read_badge() == "off"
    take_small_picture(popup, "popup-off")
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
    take_small_picture(popup, f"popup-{scheme}")
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
    assert popup.evaluate("typeof document.activeElement.checked") == "boolean"


@pytest.fixture
def feed(tuned: Tuned, site: SiteServer) -> str:
    """A feed of two posts, of which the first gets a note."""
    noted, plain = tuned.find_posts()
    site.added["/feed"] = write_feed({"a": noted, "b": plain})
    return FEED


@pytest.mark.usefixtures("feed")
def test_a_site_is_turned_on_from_the_popup_with_one_key(tuned: Tuned) -> None:
    reader = tuned.reader
    # A click on the toolbar shows the popup the page's address, and the browser's question follows
    # the click in it. Neither can be had here: the permission is granted for real, beforehand.
    origin = "https://social.example.test/*"
    reader.allow_prompt(origin)
    page = reader.open("https://social.example.test/feed")
    popup = reader.open_popup()
    popup.evaluate("(origin) => chrome.permissions.request({ origins: [origin] })", origin)
    press(popup, popup.get_by_role("button", name="Turn on for social.example.test"))
    expect(popup.get_by_label("social.example.test").first).to_be_checked()
    kept = reader.worker.evaluate("chrome.storage.local.get('servers')")
    assert kept["servers"]["social.example.test"] == "mastodon"
    page.bring_to_front()
    expect(page.locator(NOTES)).to_be_attached()


def test_a_pause_takes_every_note_away_in_every_tab_and_ends_with_one_key(
    tuned: Tuned, feed: str
) -> None:
    pages = [tuned.reader.open(feed), tuned.reader.open(feed)]
    for page in pages:
        page.bring_to_front()
        expect(page.locator(NOTES)).to_have_count(1)
    popup = tuned.reader.open_popup()
    press(popup, popup.get_by_role("button", name="1 hour"))
    expect(popup.get_by_text("Notes are off on every site until")).to_be_visible()
    for page in pages:
        expect(page.locator(NOTES)).to_have_count(0)
    assert tuned.reader.read_badge() == "zz"
    when = tuned.reader.worker.evaluate(
        "chrome.alarms.get('snooze').then(({ scheduledTime }) => scheduledTime - Date.now())"
    )
    assert 3_500_000 < when <= 3_600_000
    expect(popup.get_by_role("button", name="Show notes again")).to_be_focused()
    popup.keyboard.press("Enter")
    expect(popup.get_by_role("button", name="1 hour")).to_be_visible()
    for page in pages:
        page.bring_to_front()
        expect(page.locator(NOTES)).to_have_count(1)


def test_a_pause_that_is_over_ends_by_itself(tuned: Tuned, feed: str) -> None:
    page = tuned.reader.open(feed)
    expect(page.locator(NOTES)).to_have_count(1)
    popup = tuned.reader.open_popup()
    press(popup, popup.get_by_role("button", name="15 min"))
    expect(page.locator(NOTES)).to_have_count(0)
    # The quarter of an hour is over: its alarm rings now.
    popup.evaluate("chrome.storage.local.set({ snooze: { from: 1, until: 2 } })")
    popup.evaluate("chrome.alarms.create('snooze', { when: Date.now() })")
    page.bring_to_front()
    expect(page.locator(NOTES)).to_have_count(1)
    assert tuned.reader.read_badge() == ""


def test_the_settings_take_notes_off_one_site(tuned: Tuned, feed: str) -> None:
    page = tuned.reader.open(feed)
    expect(page.locator(NOTES)).to_have_count(1)
    options = tuned.open_options()
    options.get_by_label("These dials are for").select_option("mastodon.social")
    press(options, options.locator('#kinds [data-setting="on"] input'), "Space")
    expect(page.locator(NOTES)).to_have_count(0)
    popup = tuned.reader.open_popup()
    page.bring_to_front()
    expect(popup.get_by_text("Notes are off for this site in your settings.")).to_be_attached()


def test_the_popup_takes_what_should_have_had_a_note_and_what_should_not(
    tuned: Tuned, feed: str
) -> None:
    page = tuned.reader.open(feed)
    expect(page.locator(NOTES)).to_have_count(1)
    popup = tuned.reader.open_popup()
    press(popup, popup.get_by_text("The posts on the screen"))
    press(popup, popup.get_by_role("button", name="Should have had a note"))
    choice = popup.get_by_label("What is it about?")
    expect(choice).to_be_focused()
    choice.select_option("grim")
    expect(popup.get_by_text("Thank you. The dial moved")).to_be_visible()
    (shift,) = tuned.read()["shifts"]
    assert (shift["category"], shift["verdict"]) == ("grim", "missed")
    press(popup, popup.get_by_role("button", name="Undo"))
    expect(popup.get_by_role("button", name="Should have had a note")).to_be_visible()
    assert tuned.read()["shifts"] == []
    press(popup, popup.get_by_role("button", name="Not about this"))
    expect(popup.get_by_text("Thank you. The dial moved")).to_be_visible()
    assert [each["verdict"] for each in tuned.read()["shifts"]] == ["not_this"]


def test_the_popup_leads_to_the_settings_help_and_the_demo(tuned: Tuned) -> None:
    popup = tuned.reader.open_popup()
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    for words, place in (
        ("Settings", "pages/options.html"),
        ("Help for you or someone else", "pages/support.html"),
        ("Open the demo feed", "/demo"),
    ):
        with tuned.reader.context.expect_page() as opened:
            press(popup, popup.get_by_role("link", name=words))
        opened.value.wait_for_url(f"**{place if place == '/demo' else '/' + place}")
        popup.bring_to_front()
    demo = tuned.reader.context.pages[-1]
    expect(demo.get_by_role("feed")).to_be_visible()
