"""A note moves nothing on the screen, and stands only in its own post."""

from authored import Opener, Texts
from closed import find_note, open_note, read_notes
from drawing import DRAWN, WATCH_SHIFTS
from tap import Tap


def test_a_note_on_the_screen_moves_nothing(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.noted[0], "b": texts.plain[0], "c": texts.marked[0], "d": texts.unjudged[0]},
        lambda page: page.add_init_script(WATCH_SHIFTS),
    )
    boxes = [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abcd"]
    assert find_note(page, "a").mode == "overlay"
    assert find_note(page, "c").mode == "overlay"
    assert find_note(page, "d").mode == "dot"
    page.evaluate(DRAWN)
    assert [page.locator(f'.status[data-id="{each}"]').bounding_box() for each in "abcd"] == boxes
    assert page.evaluate("shifts") == []


def test_notes_that_come_while_the_reader_scrolls_move_nothing(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    kinds = [texts.noted[0], texts.plain[0], texts.marked[0], texts.plain[1]]
    posts = {f"p{number}": kinds[number % 4] for number in range(48)}
    page = open_feed(posts, lambda page: page.add_init_script(WATCH_SHIFTS))
    find_note(page, "p0")
    for number in range(2, 48, 3):
        page.locator(f'.status[data-id="p{number}"]').scroll_into_view_if_needed()
        tap.wait_for(lambda tap, number=number: f"p{number}" in tap.find_ids())  # type: ignore[misc]
        page.evaluate(DRAWN)
    assert len(read_notes(page, "data-id")) == 24
    assert sum(page.evaluate("shifts")) == 0


def test_a_note_takes_its_place_once_its_post_has_left_the_screen(
    open_feed: Opener, texts: Texts
) -> None:
    posts = {f"p{number}": texts.noted[0] for number in range(90)}
    page = open_feed(posts)
    assert find_note(page, "p0").mode == "overlay"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert find_note(page, "p89").mode == "overlay"
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(DRAWN)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert find_note(page, "p89").mode == "flow"
    # Above the screen, room for a note would move what is on it.
    assert find_note(page, "p0").mode == "overlay"


def test_a_recycled_element_never_shows_another_posts_note(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0]})
    find_note(page, "a")
    left = page.evaluate(
        """async (plain) => {
          const post = document.querySelector('.status');
          post.dataset.id = 'b';
          post.querySelector('p').firstChild.data = plain;
          await Promise.resolve();
          return post.querySelectorAll('mindful-feed-note').length;
        }""",
        texts.plain[0],
    )
    assert left == 0


def test_a_post_that_comes_back_has_its_note_before_it_is_drawn(
    open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    find_note(page, "a")
    tap.forget()
    page.evaluate(
        """async () => {
          const article = document.querySelector('article');
          const again = article.cloneNode(true);
          article.remove();
          await new Promise((done) => requestAnimationFrame(done));
          document.querySelector('main').prepend(again);
          await Promise.resolve();
          globalThis.hosts = again.querySelectorAll('mindful-feed-note').length;
        }"""
    )
    assert page.evaluate("hosts") == 1
    assert find_note(page, "a").mode == "overlay"
    assert tap.asked == []


def test_a_note_that_the_page_took_out_comes_back(open_feed: Opener, texts: Texts) -> None:
    page = open_feed({"a": texts.noted[0]})
    find_note(page, "a")
    page.evaluate("document.querySelector('mindful-feed-note').remove()")
    find_note(page, "a")


def test_a_note_stays_inside_its_post_at_twice_the_size(open_feed: Opener, texts: Texts) -> None:
    page = open_feed(
        {"a": texts.helped[0]},
        # A window of 640 pixels at 200 % is 320 pixels wide to its page.
        lambda page: page.set_viewport_size({"width": 320, "height": 600}),
        look="body { width: auto }",
    )
    note = open_note(page, "a")
    note.click(page, note.button("Help"))
    note = find_note(page, "a")
    post = page.locator('.status[data-id="a"]').bounding_box()
    assert post
    parts = [note.frame.find("line"), note.frame.find("panel")]
    for part in (inner for each in parts if each for inner in each.walk()):
        if part.tag in ("button", "a", "p", "li"):
            left, _, right, _ = note.box(part)
            assert post["x"] <= left <= right <= post["x"] + post["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
