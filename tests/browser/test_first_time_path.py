"""A first-time reader's whole path, from installing to nothing left, in one recorded sitting.

Each step leaves a numbered picture; `make screenshots` makes the README's animation of some.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from authored import DATA, DAY, POSTS
from closed import Note, open_pill, read_note
from newcomer import Newcomer
from options_page import find_bar, find_dial
from playwright.sync_api import Page, expect
from reader import PATIENCE, Reader
from recording import Recording
from updated import copy_extension, open_extensions, wait_until

IDS = {post["text"]: post["id"] for post in POSTS}
HARD = "p03"  # the first post of the demo that is hard to read
SIZE = {"width": 800, "height": 600}
IS_GONE = """async (id) => {
  const installed = await chrome.developerPrivate.getExtensionsInfo();
  return installed.every((each) => each.id !== id);
}"""
COUNTRY = DATA / "resources" / "GB.json"


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Newcomer]:
    home = tmp_path / "home"
    home.mkdir()
    machine = Newcomer(home, DAY)
    yield machine
    machine.end()


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    return Recording(tmp_path / "recording")


def show_hard_post(feed: Page) -> None:
    """Scroll to it, with a little of the post before it."""
    feed.set_viewport_size(SIZE)  # type: ignore[arg-type]
    post = feed.locator(f'[data-post-id="{HARD}"]')
    post.evaluate("post => scrollBy(0, post.getBoundingClientRect().top - 130)")


def wait_for_note(feed: Page, post_id: str, count: int = 1) -> None:
    """Wait until a post in view has a note, or has none; the page asks again by itself."""
    feed.bring_to_front()
    feed.locator(f'[data-post-id="{post_id}"]').scroll_into_view_if_needed()
    notes = feed.locator(f'[data-post-id="{post_id}"] mindful-feed-note')
    expect(notes).to_have_count(count, timeout=PATIENCE)


def find_hard_note(feed: Page) -> Note:
    wait_for_note(feed, HARD)
    return read_note(feed, HARD)


def open_hard_note(feed: Page) -> Note:
    return open_pill(feed, find_hard_note(feed))


def press_in_note(feed: Page, words: str) -> None:
    """Press a button of the hard post's note, which is opened for that."""
    note = open_hard_note(feed)
    note.click(feed, note.button(words))


def pair(reader: Reader, code: str, port: int, recording: Recording) -> None:
    """Type the code that the companion printed into the welcome, which opened by itself."""
    welcome = reader.welcome
    expect(welcome.get_by_role("heading", name="Welcome")).to_be_visible()
    recording.take(welcome, "installed")
    reader.set_port(port)
    welcome.bring_to_front()
    welcome.get_by_label("Pairing code").fill(code)
    welcome.get_by_role("button", name="Pair", exact=True).click()
    expect(welcome.get_by_text("Ready", exact=True)).to_be_visible(timeout=PATIENCE)
    recording.take(welcome, "paired")


def answer_three_questions(welcome: Page, recording: Recording) -> None:
    welcome.get_by_role("button", name="Begin").click()
    for number, words in enumerate(("What is hard", "What should happen", "On which sites"), 1):
        expect(welcome.get_by_text(f"Question {number} of 3")).to_be_visible()
        expect(welcome.get_by_role("heading", name=words)).to_be_visible()
        if number == 1:
            welcome.get_by_role("checkbox", name="heated, angry tone").check()
        recording.take(welcome, f"question {'abc'[number - 1]}")
        welcome.get_by_role("button", name="Next").click()
    expect(welcome.get_by_text("Your answers are kept.")).to_be_visible()
    recording.take(welcome, "answered")


def turn_dial(reader: Reader, feed: Page, recording: Recording) -> None:
    """Fewer notes for someone struggling, kept and undone: the feed follows what the page said."""
    options = reader.open(f"chrome-extension://{reader.id}/pages/options.html")
    find_dial(options).press("Home")
    gone = options.locator('[data-part="seen"] [data-turn="gone"] .text').first
    gone.wait_for()
    post_id = IDS[gone.inner_text()]
    recording.take(options, "dial tried")
    wait_for_note(feed, post_id)
    options.bring_to_front()
    options.get_by_role("button", name="Keep", exact=True).click()
    expect(find_bar(options)).to_contain_text("Kept.")
    expect(gone).to_have_count(0)
    recording.take(options, "dial kept")
    wait_for_note(feed, post_id, count=0)
    recording.take(feed, "fewer notes")
    options.bring_to_front()
    options.get_by_role("button", name="Undo").click()
    expect(find_bar(options)).to_contain_text("Undone.")
    wait_for_note(feed, post_id)


def find_help(reader: Reader, feed: Page, recording: Recording) -> None:
    """From the note to every line of the reader's country, and back."""
    press_in_note(feed, "Help")
    with reader.context.expect_page() as opened:
        press_in_note(feed, "More help")
    support = opened.value
    expect(support.locator("#place")).to_be_visible()
    country = support.get_by_label("Country", exact=True)
    if country.is_hidden():
        support.get_by_role("button", name="Change").click()
    country.select_option("GB")
    expect(support.get_by_text("Country: United Kingdom")).to_be_visible()
    support.get_by_text("All lines: ").click()
    told = json.loads(COUNTRY.read_text(encoding="utf-8"))["lines"]
    shown = support.locator("#all-lines h3").all_inner_texts()
    assert all(any(each.startswith(line["name"]) for each in shown) for line in told)
    support.locator("#all-lines .card").first.scroll_into_view_if_needed()
    recording.take(support, "lines of the country")
    support.close()
    feed.reload()
    show_hard_post(feed)
    press_in_note(feed, "Help")
    links = [part for part in find_hard_note(feed).find("panel").walk() if part.tag == "a"]
    assert links and all(link.attributes["href"].startswith("https:") for link in links)
    show_hard_post(feed)
    recording.take_both(feed, "help")


def erase_everything(reader: Reader, newcomer: Newcomer, recording: Recording) -> None:
    """In the browser, by the page that lists what is kept."""
    chosen = [reader.id, "action.outrage"]
    assert newcomer.find_words([*chosen, *IDS]) == chosen  # no post is ever kept
    ledger = reader.open(f"chrome-extension://{reader.id}/pages/ledger.html")
    ledger.get_by_role("button", name="Erase everything").click()
    recording.take(ledger, "what is kept")
    ledger.get_by_role("alertdialog").get_by_role("button", name="Erase", exact=True).click()
    expect(ledger.get_by_text("Not paired yet")).to_be_visible()
    recording.take(ledger, "erased")
    assert newcomer.find_words(chosen) == []


def uninstall(reader: Reader, newcomer: Newcomer, recording: Recording) -> None:
    """As docs/install.md tells it; the program itself goes as it came, with pipx."""
    page = open_extensions(reader)
    own = reader.open_popup()
    with own.expect_event("close"):
        # Without a hand on its window the browser asks nobody whether they are sure.
        own.evaluate("void setTimeout(() => chrome.management.uninstallSelf())")
    wait_until(page, IS_GONE, reader.id)
    recording.take(page, "uninstalled")
    assert newcomer.press_ctrl_c() == 0
    assert newcomer.say("service", "remove") == (0, "It was not installed.\n")
    assert newcomer.say("erase", "--yes") == (0, "Erased.\n")


@pytest.mark.timeout(900)
def test_a_reader_goes_from_installing_to_nothing_left(
    new_reader: Callable[..., Reader], newcomer: Newcomer, recording: Recording, tmp_path: Path
) -> None:
    reader = new_reader(welcome=True, folder=copy_extension(tmp_path / "extension"))
    code = newcomer.start()
    feed = reader.open(f"http://127.0.0.1:{newcomer.port}/demo")
    show_hard_post(feed)
    recording.take_both(feed, "feed")
    expect(feed.locator("mindful-feed-note")).to_have_count(0)

    pair(reader, code, newcomer.port, recording)
    answer_three_questions(reader.welcome, recording)
    find_hard_note(feed)
    show_hard_post(feed)
    recording.take_both(feed, "first note")
    open_hard_note(feed)
    show_hard_post(feed)
    recording.take_both(feed, "opened")

    turn_dial(reader, feed, recording)
    find_help(reader, feed, recording)
    erase_everything(reader, newcomer, recording)
    uninstall(reader, newcomer, recording)
    assert newcomer.list_files() == []
    reader.context.close()
    profile = tmp_path / "profile-0"
    assert [path for path in profile.rglob(f"*{reader.id}*") if path.is_file()] == []
