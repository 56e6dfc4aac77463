"""What a site has folded itself is left alone: it has warned already."""

from authored import Opener, Texts
from closed import NOTES, find_note
from playwright.sync_api import expect
from tap import Tap

# A content warning as Mastodon draws one: while it is closed, the words are not in the page.
WARNED = """
const post = document.querySelector('[data-id="w"] .status__content');
const words = post.firstElementChild;
words.remove();
const warning = document.createElement('div');
warning.className = 'content-warning';
const button = document.createElement('button');
button.textContent = 'Show more';
button.onclick = () => (words.isConnected ? words.remove() : post.append(words));
warning.append(button);
post.before(warning);
"""


def test_a_post_behind_the_sites_own_warning_is_neither_read_nor_noted(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"w": texts.noted[0], "a": texts.noted[0]}, script=WARNED)
    find_note(page, "a")
    assert tap.find_ids() == ["a"]
    expect(page.locator(NOTES)).to_have_count(1)


def test_a_note_comes_and_goes_with_what_the_site_folds(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"w": texts.noted[0], "a": texts.plain[0]}, script=WARNED)
    tap.wait_for(lambda tap: tap.find_ids() == ["a"])
    page.get_by_text("Show more").click()
    assert find_note(page, "w").kind == "note"
    page.get_by_text("Show more").click()
    expect(page.locator(NOTES)).to_have_count(0)
    page.get_by_text("Show more").click()
    assert find_note(page, "w").kind == "note"
    assert tap.find_ids() == ["a", "w"]
