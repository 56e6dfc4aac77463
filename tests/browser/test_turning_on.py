"""Sites are turned on and off one by one, and the others notice nothing of it."""

from authored import Opener, Texts
from playwright.sync_api import expect
from reader import Reader
from tap import Tap

RECORD = """() => {
  self.taken = [];
  const { unregisterContentScripts: take } = chrome.scripting;
  chrome.scripting.unregisterContentScripts = (filter) => {
    self.taken.push(...filter.ids);
    return take.call(chrome.scripting, filter);
  };
}"""
REGISTERED = """async () => {
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  return Object.fromEntries(scripts.map(({ id, matches }) => [id, matches.toSorted()]));
}"""
SETTLE = "chrome.runtime.sendMessage({ ask: 'sites' })"


def settle(reader: Reader) -> None:
    """Wait until what was turned on or off is registered: one run comes after the other."""
    popup = reader.open_popup()
    popup.evaluate(SETTLE)
    popup.close()


def test_the_scripts_of_other_sites_stay_while_one_is_turned_on_and_off(reader: Reader) -> None:
    reader.worker.evaluate(RECORD)
    before = reader.worker.evaluate(REGISTERED)
    assert {"mastodon", "hackernews"} <= before.keys()
    reader.turn_on("x.com", "https://x.com/*")
    settle(reader)
    assert reader.worker.evaluate(REGISTERED) == before | {"x": ["https://x.com/*"]}
    assert reader.worker.evaluate("() => self.taken") == []
    reader.turn_off("x.com")
    settle(reader)
    assert reader.worker.evaluate(REGISTERED) == before
    assert set(reader.worker.evaluate("() => self.taken")) == {"x"}


def test_a_server_that_is_added_changes_its_site_alone(reader: Reader) -> None:
    before = reader.worker.evaluate(REGISTERED)
    reader.turn_on_all(["https://social.example.test/*"], {"social.example.test": "mastodon"})
    settle(reader)
    after = reader.worker.evaluate(REGISTERED)
    assert after.keys() == before.keys()
    assert set(after["mastodon"]) - set(before["mastodon"]) == {"https://social.example.test/*"}
    reader.worker.evaluate("chrome.storage.local.remove('servers')")
    reader.worker.evaluate(
        "chrome.permissions.remove({ origins: ['https://social.example.test/*'] })"
    )
    settle(reader)
    assert reader.worker.evaluate(REGISTERED) == before


def test_a_page_asks_nothing_again_when_another_site_is_turned_on(
    reader: Reader, open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    expect(page.locator("mindful-feed-note")).to_be_attached()
    tap.forget()
    reader.turn_on("x.com", "https://x.com/*")
    settle(reader)
    reader.turn_off("x.com")
    settle(reader)
    page.bring_to_front()
    page.wait_for_timeout(1500)
    assert tap.asked == []
    expect(page.locator("mindful-feed-note")).to_have_count(1)


def test_a_page_asks_nothing_again_when_the_settings_are_read_for_the_first_time(
    reader: Reader, open_feed: Opener, texts: Texts, tap: Tap
) -> None:
    reader.worker.evaluate("chrome.storage.local.remove('known')")
    reader.worker.evaluate("chrome.storage.session.remove('epoch')")
    page = open_feed({"a": texts.noted[0], "b": texts.plain[0]})
    expect(page.locator("mindful-feed-note")).to_be_attached()
    page.wait_for_timeout(1500)
    assert reader.worker.evaluate("async () => 'known' in await chrome.storage.local.get('known')")
    assert sorted(tap.find_ids()) == ["a", "b"]
