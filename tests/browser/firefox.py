"""A reader's Firefox, steered through its own Marionette port: no driver program is needed."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from reader import EXTENSION

# Firefox draws a new one for every profile; here it is fixed, so that the popup can be opened.
UUID = "e40d7140-3a41-485a-85b0-757ec3b2c299"
PREFERENCES = {
    "marionette.port": 0,
    "extensions.webextensions.uuids": json.dumps({"mindful-feed@mindful-feed.example": UUID}),
    "extensions.webextOptionalPermissionPrompts": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
PORT = re.compile(r"Marionette.*Listening on port (\d+)")
PATIENCE = 90  # seconds that the browser has for what it is told
WAIT = 60  # seconds that a page has to become what is waited for
F6 = "\ue036"


def find_firefox() -> str | None:
    """The program of an installed Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


# The marks of tests that drive one.
IN_FIREFOX = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_firefox(), reason="no Firefox is installed here"),
]


class Firefox:
    """A headless Firefox with a fresh profile and the extension in it."""

    def __init__(self, profile: Path, preferences: dict[str, Any] | None = None) -> None:
        program = find_firefox()
        assert program
        profile.mkdir()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in {**PREFERENCES, **(preferences or {})}.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.process = subprocess.Popen(
            [
                program,
                "--headless",
                "--no-remote",
                "--profile",
                str(profile),
                "--marionette",
                "--remote-allow-system-access",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            self.wire = socket.create_connection(("127.0.0.1", self._read_port()), PATIENCE)
            self.rest = b""
            self._hear()
            timeouts = {"script": PATIENCE * 1000}
            self.ask("WebDriver:NewSession", {"acceptInsecureCerts": True, "timeouts": timeouts})
            (first,) = self.ask("WebDriver:GetWindowHandles", {})
            self.ask("Addon:Install", {"path": str(EXTENSION), "temporary": True})
            self._close_welcome(first)
        except BaseException:
            self.close()
            raise

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """One Marionette command and its answer."""
        message = json.dumps([0, 1, command, parameters]).encode()
        self.wire.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._hear()
        assert error is None, error
        return value

    def open(self, address: str) -> None:
        """Load a page."""
        self.ask("WebDriver:Navigate", {"url": address})

    def open_popup(self, fragment: str = "") -> None:
        """The popup, as a tab."""
        self.open(f"moz-extension://{UUID}/pages/popup.html{fragment}")

    def pair(self, code: str, port: int) -> None:
        """Pair with the companion through the popup."""
        self.open_popup(f"#pair={code}&port={port}")
        self.wait_for("document.getElementById('state-words').textContent === 'Ready'")

    def run(self, script: str) -> Any:
        """What a script of the page returns, waited for."""
        parameters = {"script": script, "args": [], "newSandbox": True}
        return self.ask("WebDriver:ExecuteScript", parameters)["value"]

    def wait_for(self, expression: str) -> None:
        """Wait, in the page, until an expression is true."""
        script = """
        return new Promise((done) => {
          const look = () => (%s) ? done(true) : setTimeout(look, 100);
          setTimeout(() => done(false), %d);
          look();
        });"""
        assert self.run(script % (expression, WAIT * 1000)), expression

    def press(self, *keys: str) -> None:
        """Press and release each key, as a hand on the keyboard does."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self.ask("WebDriver:PerformActions", {"actions": [keyboard]})

    def open_tab(self) -> None:
        """A second tab, in front."""
        made = self.ask("WebDriver:NewWindow", {"type": "tab", "focus": True})["handle"]
        self.ask("WebDriver:SwitchToWindow", {"handle": made})

    def close_other_tabs(self) -> None:
        """Back to the tab that was there first."""
        first, *others = self.ask("WebDriver:GetWindowHandles", {})
        for handle in others:
            self.ask("WebDriver:SwitchToWindow", {"handle": handle})
            self.ask("WebDriver:CloseWindow", {})
        self.ask("WebDriver:SwitchToWindow", {"handle": first})

    @contextmanager
    def outside_the_page(self) -> Iterator[None]:
        """Scripts and keys go to the browser's own window instead of the page in it."""
        self.ask("Marionette:SetContext", {"value": "chrome"})
        try:
            yield
        finally:
            self.ask("Marionette:SetContext", {"value": "content"})

    def return_to_page(self) -> None:
        """Have the keys on the page again, at its start, when they are on the browser's buttons.

        After those, the driver's keys still move in the page but press nothing there.
        """
        with self.outside_the_page():
            while not self.run("return document.activeElement === gBrowser.selectedBrowser"):
                self.press(F6)
        self.wait_for("document.hasFocus()")

    def close(self) -> None:
        """End it."""
        if hasattr(self, "wire"):
            self.wire.close()
        self.process.kill()
        self.process.wait()
        if hasattr(self, "drain"):
            self.drain.join()
        assert self.process.stdout
        self.process.stdout.close()

    def _close_welcome(self, first: str) -> None:
        """Close the tab that the extension opens when it is installed."""
        deadline = time.monotonic() + PATIENCE
        while len(handles := self.ask("WebDriver:GetWindowHandles", {})) < 2:
            assert time.monotonic() < deadline, "no welcome was opened"
        (welcome,) = set(handles) - {first}
        self.ask("WebDriver:SwitchToWindow", {"handle": welcome})
        self.ask("WebDriver:CloseWindow", {})
        self.ask("WebDriver:SwitchToWindow", {"handle": first})

    def _read_port(self) -> int:
        assert self.process.stdout
        for line in self.process.stdout:
            if found := PORT.search(line):
                # What it says later is read too: a full pipe would stop it.
                self.drain = Thread(target=self.process.stdout.read, daemon=True)
                self.drain.start()
                return int(found[1])
        raise AssertionError("Firefox did not start")

    def _hear(self) -> Any:
        while b":" not in self.rest:
            self.rest += self._receive()
        length, _, self.rest = self.rest.partition(b":")
        while len(self.rest) < int(length):
            self.rest += self._receive()
        message, self.rest = self.rest[: int(length)], self.rest[int(length) :]
        return json.loads(message)

    def _receive(self) -> bytes:
        heard = self.wire.recv(65_536)
        assert heard, "Firefox went away"
        return heard
