"""Every name, number and link of help on the screen is the reviewed file's own, byte for byte."""

import json
from datetime import date, datetime
from typing import Any

from authored import DATA, DAY, Opener
from playwright.sync_api import expect
from reader import SUPPORT, Reader
from world import run_inside

TODAY = datetime.fromisoformat(DAY).date()
HIDDEN_AFTER = 365
KINDS = {"phone": "call", "sms": "text", "whatsapp": "chat", "chat": "chat"}
SAID = {"call": "Call {}", "text": "Text {}", "chat": "Chat: {}", "web": "{}"}
READ_CARDS = """async (countries) => {
  const { makeCard } = await import('./support-cards.js');
  const said = {};
  for (const country of countries) {
    const request = { all: true, country };
    const reply = await chrome.runtime.sendMessage({ ask: 'resources', request });
    const lines = [...reply.emergency, ...reply.resources].filter(({ kind }) => kind === 'line');
    const read = (way) => [way.textContent, way.getAttribute('href')];
    const cards = lines.map((line) => [...makeCard(line).querySelectorAll('.way')].map(read));
    said[country] = { lines, cards };
  }
  return said;
}"""


def read_countries() -> dict[str, dict[str, Any]]:
    files = sorted((DATA / "resources").glob("*.json"))
    told = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return {each["iso2"]: each for each in told if each["iso2"] != "XX"}


COUNTRIES = read_countries()


def is_hidden(entry: dict[str, Any]) -> bool:
    return (TODAY - date.fromisoformat(entry["verified_on"])).days >= HIDDEN_AFTER


def write_link(way: dict[str, Any], url: str) -> str:
    links = {"phone": f"tel:{way['dial']}", "sms": f"sms:{way['dial']}", "chat": url}
    return links.get(way["kind"]) or f"https://wa.me/{str(way['e164']).removeprefix('+')}"


def list_ways(entry: dict[str, Any]) -> set[tuple[str, str]]:
    """What the file says is shown of an entry, and what a click on it opens."""
    if "dial" in entry:
        return {(f"Call {entry['display']}", f"tel:{entry['dial']}")}
    ways = [] if is_hidden(entry) else entry["contacts"]
    shown = {
        (SAID[KINDS[way["kind"]]].format(way["display"]), write_link(way, entry["url"]))
        for way in ways
    }
    if entry["url"] not in {link for _, link in shown}:
        shown.add((entry["url"].split("/")[2].removeprefix("www."), entry["url"]))
    return shown


def list_expected(country: str) -> list[set[tuple[str, str]]]:
    told = COUNTRIES[country]
    numbers = [one for one in told["emergency"] if not is_hidden(one)]
    return [list_ways(entry) for entry in [*numbers, *told["lines"]]]


def test_every_number_of_every_country_is_the_files_own(reader: Reader, open_feed: Opener) -> None:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    expect(page.locator("#place")).to_be_visible()
    said = page.evaluate(READ_CARDS, list(COUNTRIES))
    assert set(said) == set(COUNTRIES) and len(said) >= 60
    for country, told in said.items():
        cards = sorted(sorted(map(tuple, card)) for card in told["cards"])
        assert cards == sorted(map(sorted, list_expected(country))), country

    feed = open_feed({"a": "The kettle is on."})
    lines = [line for told in said.values() for line in told["lines"]]
    inline = run_inside(
        feed,
        f"""{json.dumps(lines)}.map((line) => {{
          const panel = mindfulFeed.panels.help({{ note: {{ resources: [line] }} }});
          const read = (link) => [link.textContent, link.getAttribute('href')];
          return [...panel.querySelectorAll('li a')].map(read);
        }})""",
    )
    wanted = [ways for country in COUNTRIES for ways in list_expected(country)]
    shown = [sorted(map(tuple, ways)) for ways in inline]
    assert sorted(shown) == sorted(sorted(secure(ways)) for ways in wanted)


def secure(ways: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Beside a post a link that is not encrypted is no link, so its words stand alone."""
    return {(words, link) for words, link in ways if not link.startswith("http:")}
