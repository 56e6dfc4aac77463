"""A hand on the keyboard."""

from playwright.sync_api import Locator, Page

IS_FOCUSED = "(element) => element === document.activeElement"


def press_until_focused(page: Page, wanted: Locator, key: str = "Tab", most: int = 120) -> None:
    """Press a key until it leads to an element."""
    wanted.wait_for()
    for _ in range(most):
        if wanted.evaluate(IS_FOCUSED):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard does not lead there")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go to an element and press a key on it."""
    press_until_focused(page, wanted)
    page.keyboard.press(key)
