"""What a page has against accessibility, as axe-core sees it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def find_faults(page: Page) -> list[str]:
    """The rules that the page breaks, each with the element that does."""
    return [
        f"{fault['id']}: {node['html']}"
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
    ]
