"""Where a site lays its posts at fixed places, a note never takes room."""

from closed import Note, read_notes
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import ADDRESSES

READ_CELLS = """() => [...document.querySelectorAll('[data-testid="cellInnerDiv"]')].map((cell) => {
  const { top, height } = cell.getBoundingClientRect();
  return [top, height];
})"""


def find_first(page: Page) -> Note:
    return next(note for note in read_notes(page) if note.kind == "note")


def test_an_opened_note_lies_over_its_post_and_moves_nothing(every_site: Reader) -> None:
    page = every_site.open(ADDRESSES["x"])
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    before = page.evaluate(READ_CELLS)
    assert {note.mode for note in read_notes(page)} <= {"overlay", "dot"}
    note = find_first(page)
    note.click(page, note.find("pill"))
    note = find_first(page)
    assert note.mode == "flow"
    left, top, right, bottom = note.box(note.find("line"))
    box = page.locator("article:has(mindful-feed-note)").first.bounding_box()
    assert box
    assert box["x"] <= left <= right <= box["x"] + box["width"]
    assert box["y"] <= top <= bottom <= box["y"] + box["height"]
    assert page.evaluate(READ_CELLS) == before
    note.click(page, note.find("close"))
    assert find_first(page).mode == "dot"
    assert page.evaluate(READ_CELLS) == before
    assert "#" not in page.url
