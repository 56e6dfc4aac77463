"""One card at a time: what the companion tells once waits until the card before it is gone."""

from evening import BEGIN, HOST, Card, read_card
from playwright.sync_api import Page, expect
from reader import Reader
from tap import Tap
from world import enter

LIMIT = "limit: { kind: 'minutes', words: null }"
PAUSE = "pause: { heavy: 7, of: 12, cue: 'One slow breath in.', firm: false }"
REMINDER = "intention: 'remind', said: 'see how Ana is'"
AWAIT_NEXT = f"""() => {{
  globalThis.came = new Promise((done) => new MutationObserver((changes) => {{
    const added = changes.flatMap(({{ addedNodes }}) => [...addedNodes]);
    if (added.some(({{ localName }}) => localName === '{HOST}')) done();
  }}).observe(document.documentElement, {{ childList: true }}));
}}"""

# The companion's own answer to a button: it says that no limit is up any more.
AWAIT_ANSWER = """(() => {
  const { send } = mindfulFeed.exposure;
  globalThis.answered = new Promise((done) => {
    mindfulFeed.exposure.send = (message) => send(message).finally(() => setTimeout(done));
  });
})()"""


def press_for_next(page: Page, words: str) -> Card:
    """Press a button of the card, and read the one that comes after it."""
    page.evaluate(AWAIT_NEXT)
    read_card(page).press(page, words)
    page.evaluate("() => globalThis.came")
    return read_card(page)


def test_a_pause_and_a_reminder_wait_for_the_limit_that_is_up(reader: Reader, tap: Tap) -> None:
    page = reader.open(f"http://127.0.0.1:{tap.port}/demo")
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    run = enter(page)
    run(BEGIN)
    run(f"mindfulFeed.pauses.follow({{ {LIMIT} }})")
    run(f"mindfulFeed.pauses.follow({{ {LIMIT}, {PAUSE}, {REMINDER} }})")
    assert read_card(page).kind == "limit"
    pause = press_for_next(page, "Off for today")
    assert (pause.kind, pause.title) == ("pause", "7 of the last 12 posts were heavy.")
    reminder = press_for_next(page, "Keep reading")
    assert (reminder.kind, reminder.title) == ("reminder", "You came for: see how Ana is")
    page.keyboard.press("Escape")
    expect(page.locator(HOST)).to_have_count(0)
    run("mindfulFeed.pauses.follow({})")
    assert page.locator(HOST).count() == 0


def test_a_limit_that_was_told_before_the_reader_answered_does_not_come_back(
    reader: Reader, tap: Tap
) -> None:
    page = reader.open(f"http://127.0.0.1:{tap.port}/demo")
    expect(page.locator("mindful-feed-note").first).to_be_attached()
    run = enter(page)
    run(BEGIN)
    run(f"mindfulFeed.pauses.follow({{ {LIMIT} }})")
    run("globalThis.late = mindfulFeed.pauses.expect()")
    run(AWAIT_ANSWER)
    read_card(page).press(page, "Off for today")
    expect(page.locator(HOST)).to_have_count(0)
    run("globalThis.answered")
    run(f"late({{ {LIMIT} }})")
    assert page.locator(HOST).count() == 0
    run(f"mindfulFeed.pauses.expect()({{ {LIMIT} }})")
    assert page.locator(HOST).count() == 1
