"""What tests do on the options page, by keyboard alone."""

from keyboard import press
from playwright.sync_api import Locator, Page, expect


def find_dial(page: Page, category: str = "despair") -> Locator:
    """The dial of a category."""
    return page.locator(f'[data-category="{category}"] input[type=range]')


def find_bar(page: Page) -> Locator:
    """The line that keeps and undoes."""
    return page.get_by_role("region", name="Your change")


def turn_far(page: Page) -> None:
    """As many notes for someone struggling as the dial gives."""
    press(page, find_dial(page), "End")


def go(page: Page, part: str) -> None:
    """Jump to a part of the page with the list of parts."""
    press(page, page.get_by_role("navigation").get_by_role("link", name=part))


def keep(page: Page) -> None:
    """Keep what is tried, and wait until it is kept."""
    press(page, page.get_by_role("button", name="Keep", exact=True))
    expect(page.get_by_role("button", name="Keep", exact=True)).to_have_count(0)
    expect(find_bar(page)).to_contain_text("Kept.")
