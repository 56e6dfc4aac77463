"""The support page: help for the reader's country, whether or not the companion answers."""

import json
from collections.abc import Callable

import pytest
from authored import DATA
from companion_process import Companion
from faults import find_faults
from keyboard import press_until_focused
from playwright.sync_api import Page, expect
from reader import SUPPORT, Reader
from tap import Tap

PHONE = {"width": 340, "height": 700}


def open_support(reader: Reader, country: str | None = "GB") -> Page:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    expect(page.locator("#place")).to_be_visible()
    if country:
        if page.get_by_label("Country", exact=True).is_hidden():
            page.get_by_role("button", name="Change").click()
        page.get_by_label("Country", exact=True).select_option(country)
        expect(page.get_by_label("Country", exact=True)).to_be_hidden()
    return page


def read_lines(country: str) -> dict[str, set[tuple[str, str]]]:
    """The numbers of a country's file: what is shown and what is dialled, by the line's name."""
    told = json.loads((DATA / "resources" / f"{country}.json").read_text(encoding="utf-8"))
    return {
        line["name"]: {
            (way["display"], way["dial"]) for way in line["contacts"] if way["kind"] == "phone"
        }
        for line in told["lines"]
    }


def test_every_number_on_the_page_is_the_file_s_own(reader: Reader) -> None:
    page = open_support(reader, "GB")
    page.get_by_text("All lines: ").click()
    shown = {
        card.locator("h3").inner_text(): {
            (link.inner_text(), str(link.get_attribute("href")))
            for link in card.locator("a.call").all()
        }
        for card in page.locator("#all-lines .card").all()
    }
    lines = read_lines("GB")
    assert len(shown) == len(lines)
    for name, ways in shown.items():
        own = lines[name.partition(" (")[0]] if name not in lines else lines[name]
        assert ways == {(f"Call {display}", f"tel:{dial}") for display, dial in own}
    emergency = page.locator("#danger a")
    assert [emergency.inner_text(), emergency.get_attribute("href")] == ["Call 999", "tel:999"]
    assert "From public lists, checked Nov 22, 2026" in page.locator("#all-lines").inner_text()


def test_the_door_for_oneself_leads_to_a_line_by_keyboard_alone(reader: Reader, tap: Tap) -> None:
    page = open_support(reader, "GB")
    tap.forget()
    for words in ("For me", "Suicide or self-harm", "A phone call", "A line for everyone"):
        press_until_focused(page, page.get_by_role("button", name=words), most=40)
        page.keyboard.press("Enter")
        expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_text("This may fit")
    card = page.locator("#choice .card").first
    expect(card.get_by_role("link").first).to_have_text("Call 116 123")
    expect(card).to_contain_text("Open now")
    sent = [json.loads(body) for path, _, body in tap.requests if path == "/v1/resources"]
    assert [(each["topic"], each["door"], each["country"]) for each in sent] == [
        ("suicide", "me", "GB")
    ]
    expect(page.get_by_role("heading", name="What can help")).to_be_hidden()


def test_the_other_door_says_what_can_help_and_leads_back(reader: Reader) -> None:
    page = open_support(reader, "GB")
    page.get_by_role("button", name="I'm worried about someone").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    page.get_by_role("button", name="Losing someone").click()
    page.get_by_role("button", name="Any of these").click()
    page.get_by_role("button", name="For children and young people").click()
    expect(page.get_by_role("heading", name="What can help")).to_be_visible()
    assert page.locator("#choice .card").count() <= 4  # three lines and a page
    for _ in range(3):
        page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("button", name="I'm worried about someone")).to_be_focused()


def test_the_country_is_remembered_until_the_reader_lets_it_be_guessed(reader: Reader) -> None:
    open_support(reader, "AT").close()
    page = open_support(reader, None)
    expect(page.get_by_text("Country: Austria", exact=True)).to_be_visible()
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Country", exact=True).select_option("Go by this computer")
    expect(page.get_by_text("Country: Austria", exact=True)).to_be_hidden()
    assert reader.worker.evaluate("chrome.storage.local.get('country')") == {}


def test_a_wrong_number_is_reported_by_words_to_copy_and_nothing_is_sent(
    reader: Reader, tap: Tap
) -> None:
    page = open_support(reader, "GB")
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("All lines: ").click()
    card = page.locator("#all-lines .card").filter(has_text="Samaritans").first
    tap.forget()
    card.get_by_text("Report a wrong number").click()
    words = card.get_by_role("textbox", name="Words to copy about Samaritans")
    assert "Wrong number: gb-samaritans" in words.input_value()
    assert "call 116 123" in words.input_value()
    words.press_sequentially("x")
    card.get_by_role("button", name="Copy the words").click()
    expect(card.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == words.input_value()
    assert tap.requests == []
    assert find_faults(page) == []


def test_the_pages_of_the_sites_that_are_on_stand_among_the_help(reader: Reader) -> None:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    page.get_by_text("On the sites that you read").click()
    shown = {
        site.locator("h3").inner_text(): [
            (link.inner_text(), link.get_attribute("href"), link.get_attribute("rel"))
            for link in site.locator("a").all()
        ]
        for site in page.locator("#site-list > li").all()
    }
    rel = "noopener noreferrer"
    assert shown["Mastodon"] == [
        ("Mute words or accounts there", "https://mastodon.social/filters", rel)
    ]
    assert shown["Hacker News"] == [
        ("Limit your time there", "https://news.ycombinator.com/newsfaq.html", rel)
    ]
    reader.open("https://mastodon.social/home")
    popup = reader.open_popup()
    link = popup.get_by_role("link", name="Mute words or accounts there")
    expect(link).to_have_attribute("href", "https://mastodon.social/filters")


def test_leaving_quickly_leaves_nothing_to_come_back_to(reader: Reader) -> None:
    page = reader.open("chrome://version")
    for leave in (
        lambda: page.get_by_role("button", name="Leave quickly").click(),
        lambda: [page.keyboard.press("Shift") for _ in range(3)],
    ):
        page.goto(f"chrome-extension://{reader.id}/{SUPPORT}")
        expect(page.locator("#place")).to_be_visible()
        leave()
        page.wait_for_url("about:blank")
        assert page.locator("body").inner_text() == ""
        page.go_back()
        assert page.url == "chrome://version/"


def test_the_page_tells_no_site_where_its_reader_comes_from(reader: Reader) -> None:
    page = open_support(reader, "US")
    page.get_by_text("All lines: ").click()
    page.get_by_text("More: pages").click()
    assert page.title() == "Mindful Feed"
    links = page.locator("a[href^=http]").all()
    assert len(links) > 20
    for link in links:
        assert {"noopener", "noreferrer"} <= set(str(link.get_attribute("rel")).split())
        assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_wrong_at_any_step(reader: Reader, dark: bool) -> None:
    page = open_support(reader, "US")
    page.emulate_media(color_scheme="dark" if dark else "light")
    assert find_faults(page) == []
    page.get_by_role("button", name="I'm worried about someone").click()
    assert find_faults(page) == []
    page.get_by_role("button", name="Suicide or self-harm").click()
    page.get_by_role("button", name="Text messages").click()
    page.get_by_role("button", name="For veterans").click()
    expect(page.get_by_role("heading", name="What can help")).to_be_visible()
    page.get_by_text("All lines: ").click()
    page.get_by_text("More: pages").click()
    assert find_faults(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_page_fits_a_narrow_window(reader: Reader, direction: str, forced: str) -> None:
    page = open_support(reader, "DE")
    page.set_viewport_size(PHONE)
    page.emulate_media(forced_colors=forced)
    page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
    page.get_by_text("All lines: ").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    leave = page.get_by_role("button", name="Leave quickly").bounding_box()
    assert leave and leave["x"] >= 0 and leave["x"] + leave["width"] <= PHONE["width"]


def test_without_a_companion_the_page_says_how_to_start_it_and_where_lists_are(
    new_reader: Callable[..., Reader], own_companion: Companion
) -> None:
    reader = new_reader()
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    expect(page.get_by_text("Start it with: mindful-feed serve")).to_be_visible()
    told = json.loads((DATA / "resources" / "XX.json").read_text(encoding="utf-8"))["directories"]
    assert page.locator("#packed h3").all_inner_texts() == [each["name"] for each in told]
    links = page.locator("#packed a").all()
    assert [link.get_attribute("href") for link in links] == [each["url"] for each in told]
    assert find_faults(page) == []
    expect(page.get_by_role("button", name="For me")).to_be_hidden()

    code = own_companion.start()
    reader.set_port(own_companion.port)
    reader.pair(code)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Your country is not known here.")).to_be_visible()
    page.get_by_label("Country", exact=True).select_option("GB")
    expect(page.get_by_role("button", name="For me")).to_be_visible()

    own_companion.kill()
    page.get_by_role("button", name="For me").click()
    for words in ("Suicide or self-harm", "Any of these", "A line for everyone"):
        page.get_by_role("button", name=words).click()
    expect(page.get_by_text("The companion is not running")).to_be_visible()
