"""Discreet: somebody may look over the reader's shoulder, so no topic stands in the page."""

import pytest
from authored import Opener, Texts
from closed import NOTES, find_note, open_note
from playwright.sync_api import Page, expect
from reader import Reader
from world import run_inside

LIST = """async () => {
  const [tab] = await chrome.tabs.query({ url: 'https://mastodon.social/*' });
  return [
    await chrome.tabs.sendMessage(tab.id, { tell: 'list' }),
    await chrome.tabs.sendMessage(tab.id, { tell: 'count' }),
  ];
}"""
# The page's own part, given a view as the background gives it.
RESTART = """(async () => {
  mindfulFeed.stop();
  const site = (await chrome.runtime.sendMessage({ ask: 'site' })).site;
  globalThis.feed = mindfulFeed.feed.create(site, %s);
  return true;
})()"""


@pytest.fixture
def page(open_feed: Opener, texts: Texts) -> Page:
    opened = open_feed({"a": texts.noted[0], "b": texts.plain[0], "c": texts.marked[0]})
    expect(opened.locator(NOTES)).to_have_count(2)
    return opened


def test_a_discreet_note_names_its_topic_only_when_asked_why(page: Page) -> None:
    loud = find_note(page, "a").title
    run_inside(page, RESTART % "{ discreet: true, popupOnly: false, marks: true }")
    expect(page.locator(NOTES)).to_have_count(1)
    note = open_note(page, "a")
    assert note.title == "A note on this post"
    assert loud not in note.frame.text
    assert not any(loud in str(part.attributes) for part in note.frame.walk())
    note.click(page, note.button("Why?"))
    assert "took them for" in find_note(page, "a").find("panel").text


def test_notes_can_stand_in_the_popup_alone(page: Page) -> None:
    run_inside(page, RESTART % "{ discreet: true, popupOnly: true, marks: true }")
    expect(page.locator(NOTES)).to_have_count(0)
    run_inside(
        page,
        """new Promise((done) => {
          const look = () => (feed.count().notes === 1 ? done(true) : setTimeout(look, 20));
          look();
        })""",
    )


def test_the_popup_can_list_the_posts_on_the_screen(
    page: Page, reader: Reader, texts: Texts
) -> None:
    popup = reader.open_popup()
    listed, count = popup.evaluate(LIST)
    by_id = {post["id"]: post for post in listed["posts"]}
    assert set(by_id) == {"a", "b", "c"}
    assert by_id["a"]["category"] in by_id["a"]["scores"]
    assert by_id["a"]["title"] == find_note(page, "a").title
    assert "category" not in by_id["b"]
    assert by_id["b"]["text"] == texts.plain[0][:80]
    assert count == {"notes": 1, "posts": 3, "found": 3}
