"""The world of a page's content scripts, where the page itself cannot look."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import CDPSession, Page

NAME = "Mindful Feed"


def find_worlds(page: Page) -> list[dict[str, Any]]:
    """Every script world of the page."""
    return _list_worlds(page.context.new_cdp_session(page))


def enter(page: Page) -> Callable[[str], Any]:
    """A way to run expressions in the content scripts' world, for as long as the page stays."""
    session = page.context.new_cdp_session(page)
    (world,) = [each for each in _list_worlds(session) if each["name"] == NAME]

    def run(expression: str) -> Any:
        done = session.send(
            "Runtime.evaluate",
            {
                "contextId": world["id"],
                "expression": expression,
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    return run


def run_inside(page: Page, expression: str) -> Any:
    """What the expression gives in the content scripts' world."""
    return enter(page)(expression)


def _list_worlds(session: CDPSession) -> list[dict[str, Any]]:
    worlds: list[dict[str, Any]] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    session.send("Runtime.enable")
    return worlds
