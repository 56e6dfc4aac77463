"""A post that quotes or answers a noted one says so, quietly."""

from html import escape

from authored import Opener, Texts
from closed import NOTES, Note, read_notes
from drawing import DRAWN
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import SiteServer


def write_thread(rows: list[tuple[str, int, str]]) -> str:
    """A thread of comments by id, depth and text, as Hacker News writes one."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Thread</title><body><table>'
        + "".join(
            f'<tr class="athing comtr" id="{row}"><td><table><tr><td class="ind" indent="{depth}">'
            f'</td><td class="default"><div class="comment"><div class="commtext c00">'
            f"{escape(text)}</div></div></td></tr></table></td></tr>"
            for row, depth, text in rows
        )
        + "</table></body></html>"
    )


def open_thread(reader: Reader, site: SiteServer, rows: list[tuple[str, int, str]]) -> Page:
    site.added["/item?id=1"] = write_thread(rows)
    return reader.open("https://news.ycombinator.com/item?id=1")


def read_by_id(page: Page) -> dict[str, Note]:
    """The notes by the row that they stand in: rows hold tables, whose cells have no id."""
    return {note.post_id: note for note in read_notes(page, "id")}


def test_an_answer_to_a_noted_post_bears_a_quiet_mark(
    reader: Reader, site: SiteServer, texts: Texts
) -> None:
    rows = [
        ("1", 0, texts.noted[0]),
        ("2", 1, texts.plain[0]),
        ("3", 2, texts.plain[1]),
        ("4", 1, texts.unjudged[0]),
        ("5", 0, texts.plain[2]),
    ]
    page = open_thread(reader, site, rows)
    expect(page.locator(NOTES)).to_have_count(3)
    notes = read_by_id(page)
    assert {each: note.kind for each, note in notes.items()} == {
        "1": "note",
        "2": "mark",
        "4": "unjudged",
    }
    assert notes["2"].title == "In reply to a post that has a note"
    assert notes["4"].title.endswith("In reply to a post that has a note.")
    assert notes["4"].title.startswith("Mindful Feed could not judge")


def test_a_quote_of_a_noted_post_bears_a_quiet_mark(open_feed: Opener, texts: Texts) -> None:
    quote = (
        '<div class="status__quote"><div class="status" data-id="q"><div class="status__content">'
        f'<div class="status__content__text"><p>{escape(texts.noted[0])}</p></div>'
        "</div></div></div>"
    )
    page = open_feed(
        {"a": texts.plain[0], "b": texts.plain[1]},
        script="document.querySelector('[data-id=a] .status__content')"
        f".insertAdjacentHTML('afterend', {quote!r});",
    )
    expect(page.locator(NOTES)).to_have_count(2)
    notes = {note.post_id: note for note in read_notes(page, "data-id")}
    assert {each: note.kind for each, note in notes.items()} == {"a": "mark", "q": "note"}
    assert notes["a"].title == "Quotes a post that has a note"


def test_a_quote_that_a_post_gets_later_bears_the_mark_too(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.plain[0], "b": texts.noted[0]})
    expect(page.locator(NOTES)).to_have_count(1)
    page.evaluate(
        """() => {
          const quote = document.querySelector('.status[data-id=b]').cloneNode(true);
          quote.dataset.id = 'not judged yet';
          const around = document.createElement('div');
          around.className = 'status__quote';
          around.append(quote);
          document.querySelector('.status[data-id=a] .status__content').after(around);
        }"""
    )
    expect(page.locator(".status[data-id=a] > mindful-feed-note")).to_be_attached()
    notes = [note for note in read_notes(page, "data-id") if note.post_id == "a"]
    assert [note.title for note in notes] == ["Quotes a post that has a note"]


def test_an_answer_loses_its_mark_when_the_note_was_wrong(
    reader: Reader, site: SiteServer, texts: Texts
) -> None:
    page = open_thread(reader, site, [("1", 0, texts.noted[0]), ("2", 1, texts.plain[0])])
    expect(page.locator(NOTES)).to_have_count(2)
    # A pill is put at its post's edge when the page is next drawn.
    page.evaluate(DRAWN)
    note = read_by_id(page)["1"]
    note.click(page, note.find("pill"))
    note = read_by_id(page)["1"]
    note.click(page, note.button("Not about this"))
    expect(page.locator(NOTES)).to_have_count(1)
    note = read_by_id(page)["1"]
    assert "Thank you" in note.frame.text
    note.click(page, note.button("Undo"))
    expect(page.locator(NOTES)).to_have_count(2)
    assert read_by_id(page)["1"].title
