"""Twenty minutes of the demo feed, by a reader who set every boundary, and what came of each."""

import re
from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from authored import POSTS
from evening import HOST, STEP, Evening
from playwright.sync_api import Page, expect
from reader import Reader

BEGAN = datetime.fromisoformat("2026-05-01T20:00:00+02:00")
END, SECONDS_A_POST = 1200, 24
MINUTES, MORE_POSTS, POSTS_SET_AT = 14, 12, 120
CALM_AT, QUIET_AT, REST = 870, 1020, 120
CALMED = ("despair", "eating", "harassment")
KINDS = (*CALMED, "self_harm", "threat", "hate", "sexual", "health_claim", "outrage", "grim")
CHOICES: dict[str, Any] = {
    "intention": True,
    "minutes.site": MINUTES,
    "own_words": ["The book is on the sofa."],
    "quiet_hours": [{"days": ["fri"], "start": "20:17", "end": "23:00", "effect": "fold"}],
    **{f"calm.{kind}": kind in CALMED for kind in KINDS},
}
CALM_IS_ON = """new Promise((done) => {
  const look = async () => {
    const { calm } = await chrome.storage.session.get('calm');
    return calm?.includes('fold') ? done() : setTimeout(look, 50);
  };
  look();
})"""
ANSWERS = {"pause": "Two minutes", "rested": "Keep reading"}


class Shown(NamedTuple):
    """A card that came up: how many seconds into the evening, and what it was."""

    at: int
    kind: str
    title: str
    words: str


class Read(NamedTuple):
    """What happened, in seconds of the evening. `folded`: when a post's note was looked at last,
    and whether the post was folded; `told`: how many posts the companion knew of at `POSTS_SET_AT`.
    """

    evening: Evening
    cards: list[Shown]
    seen: dict[str, int]
    badges: dict[int, str]
    folded: dict[str, tuple[int, bool]]
    aside: list[str]
    acts: Counter[tuple[str, str]]
    told: int

    def list_cards(self, kind: str, words: str = "") -> list[Shown]:
        """The cards of a kind, and of them those with some words."""
        return [card for card in self.cards if card.kind == kind and words in card.words]

    def find_free(self, at: int) -> int:
        """The first second from `at` on of no rest: two minutes under way are not broken into."""
        rests = zip(self.list_cards("rest"), self.list_cards("rested"), strict=True)
        return max([at, *(end.at for start, end in rests if start.at <= at < end.at)])


class Reading:
    """The reader at it; `said` is what the companion says of each post, asked apart."""

    def __init__(self, evening: Evening, reader: Reader, said: dict[str, dict[str, Any]]) -> None:
        self.evening, self.reader = evening, reader
        self.page: Page = evening.page
        self.noted = {key: one["note"]["category"] for key, one in said.items() if one.get("note")}
        self.read = Read(evening, [], {}, {}, {}, [], Counter(), 0)
        self._open = ""

    def go_through(self) -> Read:
        """Read to the end of the evening."""
        for post in POSTS:
            if self.evening.seconds >= END:
                break
            self._read_post(post["id"])
        return self.read

    def _read_post(self, post_id: str) -> None:
        self._turn_what_is_due()
        self.evening.look_at(post_id)
        if post_id in self.noted:
            expect(self.evening.find_note(post_id)).to_be_attached()
        for step in range(SECONDS_A_POST // STEP):
            if step == 3 and post_id in self.noted and len(self.read.aside) < 3:
                is_opened = self.evening.press_in_note(post_id, "Set aside")
                self.read.acts["opened", self.noted[post_id]] += is_opened
                self.read.aside.append(post_id)
            self._pass()
        if post_id in self.noted and post_id not in self.read.aside:
            self._see_fold(post_id)
        self.read.badges[self.evening.seconds] = read_badge(self.reader)

    def _pass(self) -> None:
        """Three seconds, and every card that comes up in them."""
        self._answer()
        for post_id in self.evening.list_seen():
            self.read.seen.setdefault(post_id, self.evening.seconds)
        self.evening.go_on()
        while self._answer() == "rest":
            self.evening.go_on()

    def _answer(self) -> str:
        """Answer the card that is up, and say of what kind it was."""
        card = self.evening.read_card()
        if card is None:
            self._open = ""
            return ""
        if card.kind != self._open:
            shown = Shown(self.evening.seconds, card.kind, card.title, card.words)
            self.read.cards.append(shown)
        self._open = card.kind
        if card.kind == "rest":
            return "rest"
        if card.kind == "intention":
            type_intention(self.page)
        elif card.kind == "reminder":
            self.page.keyboard.press("Escape")
        elif card.kind == "limit":
            is_first = len(self.read.list_cards("limit", "time")) == 1
            more = "time" in card.words and is_first
            card.press(self.page, "5 more minutes" if more else "Off for today")
        else:
            card.press(self.page, ANSWERS[card.kind])
        if card.kind == "pause":
            return self._answer()
        expect(self.page.locator(HOST)).to_have_count(0)
        return card.kind

    def _turn_what_is_due(self) -> None:
        """In the toolbar: leave after some more posts, and later the calm view."""
        at = self.evening.seconds
        if at >= POSTS_SET_AT and not self.read.told:
            (row,) = self.evening.companion.ask("/v1/insights", {})["sums"]
            self.read = self.read._replace(told=row["seen"])
            popup = self.reader.open_popup()
            popup.get_by_label("Leave after so many more posts").fill(str(MORE_POSTS))
            popup.get_by_role("button", name="Set", exact=True).click()
            expect(popup.locator("#for-today-words")).not_to_be_empty()
            popup.close()
        if at >= CALM_AT and not self.read.acts["calm", ""]:
            self.read.acts["calm", ""] = 1
            popup = self.reader.open_popup()
            popup.get_by_label("Calm view").check()
            popup.evaluate(CALM_IS_ON)
            popup.close()

    def _see_fold(self, post_id: str) -> None:
        """Note whether a post is folded; show the first that is, and skip the first at night."""
        at, kind = self.evening.seconds, self.noted[post_id]
        is_due = at > QUIET_AT + SECONDS_A_POST or (at > CALM_AT + 30 and kind in CALMED)
        self.read.folded[post_id] = (at, self.evening.is_folded(post_id, is_due))
        does = {name for name, _ in self.read.acts}
        if is_due and "shown" not in does:
            self.evening.press_in_note(post_id, "Show")
            self.read.acts.update([("shown", kind), ("opened", kind)])
        elif is_due and at > QUIET_AT and "skipped" not in does:
            self.evening.press_in_note(post_id, "Skip")
            self.read.acts["skipped", kind] += 1


def type_intention(page: Page) -> None:
    """Say what one is here for."""
    page.keyboard.press("Tab")
    page.keyboard.type("see how Ana is")
    page.keyboard.press("Enter")


def read_badge(reader: Reader) -> str:
    """What the toolbar's button says on the feed's tab."""
    text: str = reader.worker.evaluate(
        "async () => { const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/demo*' });"
        " return chrome.action.getBadgeText({ tabId: tab.id }); }"
    )
    return text


def pass_to(evening: Evening, moment: datetime) -> None:
    """It is that time, and the reader is there for as long as it takes to be told."""
    evening.companion.tell(moment)
    for _ in range(6):
        evening.go_on()
        if evening.has_card():
            evening.page.keyboard.press("Escape")
            expect(evening.page.locator(HOST)).to_have_count(0)


def count_apart(read: Read, said: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Posts of each category noted, opened and skipped, as the test counted them itself."""
    noted = Counter(
        said[post_id]["note"]["category"] for post_id in read.seen if said[post_id].get("note")
    )
    return {
        name: (count, read.acts["opened", name], read.acts["skipped", name])
        for name, count in noted.items()
    }


def list_dates(tray: Page) -> list[str]:
    """Until when each link of the tray is kept."""
    return re.findall(r"kept until (\w+ \d+, \d+)", tray.locator("main").inner_text())
