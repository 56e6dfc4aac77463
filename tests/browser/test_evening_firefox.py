"""A shorter evening in Firefox: its clock is the test's too."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from authored import POSTS
from evening import BEGIN, HOST, PASS, SEEN, STEP, ClockedCompanion, find_due
from firefox import IN_FIREFOX, Firefox
from firefox_keys import ENTER, TAB, open_page

pytestmark = [*IN_FIREFOX, pytest.mark.timeout(600)]

BEGAN = datetime.fromisoformat("2026-05-01T20:00:00+02:00")
MINUTES = 3
ANSWERED = 400  # milliseconds
CHOICES = {
    "intention": True,
    "pause": "firm",
    "minutes.site": MINUTES,
    "own_words": ["The book is on the sofa."],
    "calm": "dim",
}
WORLD = """
const { ExtensionContent } = ChromeUtils.importESModule(
  'resource://gre/modules/ExtensionContent.sys.mjs');
const [world] = ExtensionContent.getAllContentScriptGlobals()
  .filter((each) => Cu.waiveXrays(each).mindfulFeed && each.document === document);
return Cu.evalInSandbox(%s, world);"""
ROOT = f"document.querySelector('{HOST}')?.openOrClosedShadowRoot"
CARD = f"""
const frame = {ROOT}?.querySelector('[data-kind]');
return frame && {{
  kind: frame.dataset.kind,
  title: frame.querySelector('.title').textContent,
  words: frame.querySelector('.cue')?.textContent ?? '',
}};"""
BUTTON = """
const button = [...%s.querySelectorAll('button')].find((each) => each.textContent === %s);
const { left, top, width, height } = button.getBoundingClientRect();
return [Math.round(left + width / 2), Math.round(top + height / 2)];"""


class FirefoxEvening:
    """A page in Firefox that is read while the test's clock goes on."""

    def __init__(self, firefox: Firefox, companion: ClockedCompanion) -> None:
        self.firefox = firefox
        self.companion = companion
        self.cards: list[tuple[int, str, str]] = []
        self.seen: dict[str, int] = {}
        self.run_inside(BEGIN)

    @property
    def seconds(self) -> int:
        """How long it has been."""
        return round((self.companion.now - BEGAN).total_seconds())

    def look_into(self, script: str) -> Any:
        """What a script gives that may see into closed roots."""
        asked = {"script": script, "args": [], "newSandbox": True, "sandbox": "system"}
        return self.firefox.ask("WebDriver:ExecuteScript", asked)["value"]

    def run_inside(self, expression: str) -> Any:
        """What an expression gives in the content scripts' world."""
        return self.look_into(WORLD % json.dumps(expression))

    def press(self, root: str, words: str) -> None:
        """A real click on a button in a closed root."""
        x, y = self.look_into(BUTTON % (root, json.dumps(words)))
        steps = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": steps}
        self.firefox.ask("WebDriver:PerformActions", {"actions": [mouse]})

    def look_at(self, post_id: str, is_noted: bool) -> None:
        """Bring a post to the middle of the screen; what the companion says of it is waited for."""
        post = f"""document.querySelector('[data-post-id="{post_id}"]')"""
        scroll = "scrollIntoView({ block: 'center', behavior: 'instant' })"
        self.firefox.run(f"{post}.{scroll}")
        if is_noted:
            self.firefox.wait_for(f"{post}.querySelector('mindful-feed-note')")
        else:  # an answer without a note shows nowhere
            self.firefox.run(f"return new Promise((done) => setTimeout(done, {ANSWERED}))")

    def go_on(self, seconds: int) -> None:
        """So much time passes, and each card that comes up is answered."""
        for _ in range(seconds // STEP):
            self.answer()
            for post_id in self.firefox.run(f"return ({SEEN})()"):
                self.seen.setdefault(post_id, self.seconds)
            self.companion.tell(self.companion.now + timedelta(seconds=STEP))
            self.run_inside(PASS)

    def answer(self) -> None:
        """Answer the card that is up, if there is one."""
        card = self.look_into(CARD)
        if not card:
            return
        self.cards.append((self.seconds, card["kind"], card["title"]))
        if card["kind"] == "intention":
            self.firefox.press(TAB, *"see how Ana is", ENTER)
        elif card["kind"] == "pause":
            self.run_inside(PASS)  # at "firm", going on waits two seconds
            self.press(ROOT, "Keep reading")
        else:
            self.press(ROOT, "Off for today")
        self.firefox.wait_for(f"!document.querySelector('{HOST}')")


@pytest.fixture(scope="module")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClockedCompanion]:
    own = ClockedCompanion(tmp_path_factory.mktemp("evening") / "home", BEGAN)
    own.start()
    own.ask("/v1/settings", {"set": CHOICES})
    yield own
    own.kill()


@pytest.fixture(scope="module")
def said(companion: ClockedCompanion) -> dict[str, dict[str, Any]]:
    """What the companion says of each post, asked apart."""
    found = companion.annotate([post["text"] for post in POSTS])
    return {post["id"]: each for post, each in zip(POSTS, found, strict=True)}


@pytest.fixture(scope="module")
def evening(
    companion: ClockedCompanion, said: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FirefoxEvening]:
    """Six minutes or so: every post, for as long as it takes to be seen."""
    firefox = Firefox(tmp_path_factory.mktemp("profile") / "firefox")
    firefox.ask("WebDriver:SetWindowRect", {"width": 900, "height": 560})
    firefox.pair(companion.make_code(), companion.port)
    firefox.open(f"http://127.0.0.1:{companion.port}/demo?more=all")
    firefox.wait_for(f"document.querySelector('{HOST}')")
    read = FirefoxEvening(firefox, companion)
    for post in POSTS[:36]:
        read.look_at(post["id"], bool(said[post["id"]].get("note")))
        read.go_on(2 * STEP)
    yield read
    firefox.close()


def test_each_card_comes_once_and_at_its_moment_in_firefox(
    evening: FirefoxEvening, said: Any
) -> None:
    due = find_due(evening.seen, said, 5)
    assert [kind for _, kind, _ in evening.cards] == ["intention", "pause", "limit"]
    (asked, _, question), (paused, _, _), (ended, _, words) = evening.cards
    assert (asked, question) == (0, "What are you here for?")
    assert due < paused <= due + 3 * STEP
    assert MINUTES * 60 <= ended <= MINUTES * 60 + 15 + 2 * STEP
    assert words == "The book is on the sofa."


def test_the_mirror_tells_what_was_read_in_firefox(
    evening: FirefoxEvening, said: Any, companion: ClockedCompanion
) -> None:
    evening.go_on(15 + STEP)  # so that all of it is told
    (row,) = companion.ask("/v1/insights", {})["sums"]
    noted = Counter(
        said[post_id]["note"]["category"] for post_id in evening.seen if said[post_id].get("note")
    )
    assert row["seen"] == len(evening.seen)
    assert {kind["category"]: kind["noted"] for kind in row["kinds"]} == noted
    assert (row["pauses"], row["pauses_taken"]) == (1, 0)
    assert abs(row["minutes"] * 60 - evening.seconds) <= 15 + STEP


def test_the_calm_view_dims_and_a_post_is_set_aside_in_firefox(
    evening: FirefoxEvening, said: Any, companion: ClockedCompanion
) -> None:
    firefox = evening.firefox
    noted = next(post["id"] for post in POSTS if said[post["id"]].get("note"))
    post = f"""document.querySelector('[data-post-id="{noted}"]')"""
    evening.look_at(noted, is_noted=True)
    companion.ask("/v1/boundary", {"site": "127.0.0.1", "act": "calm"})
    evening.go_on(15 + STEP)
    opacity = f"getComputedStyle({post}.querySelector('.post-text')).opacity"
    firefox.wait_for(f"{opacity} === '0.35'")
    companion.ask("/v1/boundary", {"site": "127.0.0.1", "act": "calm_end"})
    evening.go_on(15 + STEP)
    firefox.wait_for(f"{opacity} === '1'")
    note = f"{post}.querySelector('mindful-feed-note').openOrClosedShadowRoot"
    evening.look_into(f"{note}.querySelector('.pill').scrollIntoView({{ block: 'center' }})")
    title = evening.look_into(f"return {note}.querySelector('.pill').textContent")
    if evening.look_into(f"return {note}.querySelector('.frame').dataset.mode") == "overlay":
        evening.press(note, title)
    evening.press(note, "Set aside")
    firefox.wait_for(f"!{post}.querySelector('.post-text').checkVisibility()")
    open_page(firefox, "tray")
    firefox.wait_for("document.querySelectorAll('main .rows li').length === 1")
    firefox.run("[...document.querySelectorAll('button')].at(-1).click()")
    firefox.wait_for("document.querySelector('.card.empty')")
    assert companion.ask("/v1/later", {})["links"] == []
