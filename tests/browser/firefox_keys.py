"""A hand on the keyboard of a Firefox that is paired."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from companion_process import Companion
from firefox import UUID, Firefox

TAB, ENTER, SPACE, END = "\ue004", "\ue007", " ", "\ue010"
LEFT, RIGHT, DOWN = "\ue012", "\ue014", "\ue015"
Settled = tuple[Firefox, Companion]
# Once round the longest page, wherever the keys were.
FAR = 400
HAND = "return {{ isInPage: document.hasFocus(), isThere: Boolean({found}) }}"
SAVED = """
const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
const list = await Downloads.getList(Downloads.ALL);
const finished = (each) => each.succeeded && each;
let file = (await list.getAll()).find(finished);
if (!file) {
  file = await new Promise((resolve) => {
    const look = (each) => finished(each) && resolve(each);
    list.addView({ onDownloadAdded: look, onDownloadChanged: look });
  });
}
await list.remove(file);
return file.target.path;"""


@contextmanager
def pair_firefox(folder: Path) -> Iterator[tuple[Firefox, Companion]]:
    """A Firefox that is paired with a companion of its own, and saves files without asking."""
    home, saved = folder / "companion", folder / "saved"
    home.mkdir()
    saved.mkdir()
    companion = Companion(home)
    companion.start()
    try:
        firefox = Firefox(
            folder / "firefox",
            {
                "browser.download.folderList": 2,
                "browser.download.dir": str(saved),
                # The list of files that opens by itself would have the keys.
                "browser.download.alwaysOpenPanel": False,
            },
        )
        try:
            firefox.pair(companion.make_code(), companion.port)
            yield firefox, companion
        finally:
            firefox.close()
    finally:
        companion.kill()


def open_page(firefox: Firefox, name: str) -> None:
    """A page of the extension."""
    firefox.open(f"moz-extension://{UUID}/pages/{name}.html")


def go_to(firefox: Firefox, selector: str) -> None:
    """Press Tab until it leads to an element, once that can be used."""
    firefox.wait_for(f"document.querySelector({selector!r})?.closest('[inert]') === null")
    _press_tab_until(firefox, f"document.activeElement?.matches({selector!r})", selector)


def enter(firefox: Firefox, selector: str) -> None:
    """Go to an element and press Enter on it."""
    go_to(firefox, selector)
    firefox.press(ENTER)


def enter_words(firefox: Firefox, words: str) -> None:
    """Go to what bears these words, and press Enter on it."""
    _press_tab_until(firefox, f"document.activeElement?.textContent === {words!r}", words)
    firefox.press(ENTER)


def jump(firefox: Firefox, part: str) -> None:
    """To a part of the options, by the list beside them."""
    enter(firefox, f'nav a[href="#{part}"]')


def keep(firefox: Firefox) -> None:
    """Keep what is being tried."""
    enter(firefox, ".keeping .main")
    wait_for_bar(firefox, "Kept.")


def wait_for_bar(firefox: Firefox, words: str) -> None:
    """Wait until the line at the foot of the options says so."""
    firefox.wait_for(f"document.querySelector('.keeping')?.textContent.includes({words!r})")


def read_saved(firefox: Firefox) -> str:
    """What is in the file that the browser saves."""
    with firefox.outside_the_page():
        path = firefox.run(f"return (async () => {{ {SAVED} }})();")
    return Path(path).read_text(encoding="utf-8")


def read_value(companion: Companion, name: str) -> Any:
    """What a setting is for all sites."""
    told = companion.ask("/v1/settings", {})["settings"]
    return next(each["value"] for each in told if each["name"] == name)


def _press_tab_until(firefox: Firefox, found: str, place: str) -> None:
    for _ in range(FAR):
        hand = firefox.run(HAND.format(found=found))
        if not hand["isInPage"]:
            firefox.return_to_page()
        elif hand["isThere"]:
            return
        else:
            firefox.press(TAB)
    raise AssertionError(f"the keyboard does not lead to {place}")
