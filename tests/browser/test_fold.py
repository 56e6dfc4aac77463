"""Where the reader chose so, a post is folded to its note, and one press undoes that."""

from collections.abc import Iterator
from typing import Any

import pytest
from authored import MASTODON, Opener, Texts
from closed import find_note, read_names, read_notes
from drawing import DRAWN, WATCH_SHIFTS
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import ADDRESSES
from tap import Tap, fold_all

# The page without the notes, and what its style sheets are.
READ_OWN = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const note of copy.querySelectorAll('mindful-feed-note')) note.remove();
  return copy.outerHTML;
}"""
# For each folded post: how wide its note is, and how much of the post can still be seen.
READ_FOLDS = """() => [...document.querySelectorAll('mindful-feed-note[fold]')].map((note) => {
  let post = note;
  for (let step = Number(note.getAttribute('fold')); step > 0; step--) post = post.parentElement;
  const rest = [...post.querySelectorAll('*')].filter((each) =>
    each !== note && !each.contains(note) && each.checkVisibility({ visibilityProperty: true }));
  return [note.getBoundingClientRect().width, rest.length];
})"""
# Where a note stands more or less deep in its post, in lists that are recycled, absolute, nested.
PAGES = ["x", "hackernews", "reddit", "linkedin", "voyager", "generic-siblings"]


@pytest.fixture(autouse=True)
def _folding(tap: Tap) -> Iterator[None]:
    """The companion says what it says; the reader chose to fold it all."""
    tap.change = fold_all
    yield
    tap.change = None


def body_of(page: Page, post_id: str) -> Any:
    return page.locator(f'.status[data-id="{post_id}"] .status__content__text')


def test_a_folded_post_is_out_of_sight_and_hearing_and_moves_nothing(
    open_feed: Opener, texts: Texts
) -> None:
    page = open_feed(
        {"a": texts.plain[0], "b": texts.noted[0], "c": texts.plain[1]},
        lambda page: page.add_init_script(WATCH_SHIFTS),
    )
    boxes = [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abc"]
    own = page.evaluate(READ_OWN)
    note = find_note(page, "b")
    assert note.mode == "fold"
    expect(body_of(page, "b")).to_be_hidden()
    expect(body_of(page, "a")).to_be_visible()
    names = read_names(page)
    assert any(note.title in name for name in names)
    assert not any(texts.noted[0][:20] in name for name in names)
    page.evaluate(DRAWN)
    assert [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abc"] == boxes
    assert page.evaluate("shifts") == []
    assert page.evaluate(READ_OWN) == own


def test_show_undoes_a_fold_at_once_and_is_remembered(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    note = find_note(page, "a")
    show, skip = note.box(note.button("Show")), note.box(note.button("Skip"))
    assert abs((show[2] - show[0]) - (skip[2] - skip[0])) < 1
    assert show[3] - show[1] == skip[3] - skip[1]
    note.click(page, note.button("Show"))
    expect(body_of(page, "a")).to_be_visible()
    assert find_note(page, "a").mode == "flow"
    page.evaluate(
        """() => {
          const article = document.querySelector('article');
          const again = article.cloneNode(true);
          article.remove();
          document.querySelector('main').prepend(again);
        }"""
    )
    expect(page.locator("mindful-feed-note")).to_have_count(1)
    expect(body_of(page, "a")).to_be_visible()
    note = find_note(page, "a")
    note.click(page, note.button("Fold"))
    expect(body_of(page, "a")).to_be_hidden()
    assert "#" not in page.url


def test_skip_goes_on_to_the_next_post_with_screen_and_keys(
    open_feed: Opener, texts: Texts
) -> None:
    posts = {"a": texts.noted[0]} | {f"p{number}": texts.plain[0] for number in range(20)}
    page = open_feed(posts, lambda page: page.emulate_media(reduced_motion="reduce"))
    note = find_note(page, "a")
    note.click(page, note.button("Skip"))
    page.wait_for_function("document.querySelector('[data-id=p0]').getBoundingClientRect().top < 2")
    assert page.evaluate("document.activeElement.closest('[data-id]').dataset.id") == "p0"
    expect(body_of(page, "a")).to_be_hidden()


def test_a_fold_leaves_with_its_site_and_leaves_the_page_as_it_was(
    reader: Reader, open_feed: Opener, texts: Texts
) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    own = page.evaluate(READ_OWN)
    expect(body_of(page, "a")).to_be_hidden()
    reader.turn_off(MASTODON[0])
    expect(page.locator("mindful-feed-note")).to_have_count(0)
    expect(body_of(page, "a")).to_be_visible()
    assert page.evaluate("document.documentElement.outerHTML") == own
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    reader.turn_on(*MASTODON)


@pytest.mark.parametrize("name", PAGES)
def test_a_post_of_every_shape_folds_to_its_note(name: str, every_site: Reader) -> None:
    page = every_site.open(ADDRESSES[name])
    expect(page.locator("mindful-feed-note[fold]").first).to_be_attached()
    page.evaluate(DRAWN)
    folds = page.evaluate(READ_FOLDS)
    assert folds
    for width, rest in folds:
        assert width >= 200
        assert rest == 0
    note = next(note for note in read_notes(page) if note.mode == "fold")
    note.click(page, note.button("Show"))
    assert {"flow", "overlay"} & {each.mode for each in read_notes(page) if each.kind == "note"}
    assert "#" not in page.url
