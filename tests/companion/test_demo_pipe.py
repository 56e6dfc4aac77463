"""What the demo's browser is told through its pipe, by a program that speaks as Chromium does."""

import os
import sys
from pathlib import Path
from threading import Event

import pytest

from companion import demo_browser
from companion.demo_browser import Demo, open_demo

EXTENSION = Path(__file__).parents[2] / "extension"
# It tells of its first page and, if it has one, of a background, and writes down what it is asked.
BROWSER = """#!{python}
import json, os

def tell(kind, identity):
    event = {{"method": "Target.targetCreated"}}
    event["params"] = {{"targetInfo": {{"type": kind, "targetId": identity}}}}
    os.write(4, json.dumps(event).encode() + b"\\0")

asked = b""
with open({told!r}, "w") as told:
    while chunk := os.read(3, 65_536):
        *messages, asked = (asked + chunk).split(b"\\0")
        for message in map(json.loads, messages):
            parameters = message["params"]
            told.write(" ".join([message["method"], *map(str, parameters.values())]) + "\\n")
            if "discover" in parameters:
                os.write(4, b'{{"id": 1, "result": {{}}}}\\0')
                tell("page", "first")
                if {has_background}:
                    tell("service_worker", "second")
            if message["method"] == "Target.closeTarget":
                raise SystemExit
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A named pipe; reading it ends when the browser does."""
    os.mkfifo(tmp_path / "told")
    return tmp_path / "told"


def make_demo(folder: Path, program: str, waited: list[float]) -> Demo:
    chromium = folder / "chromium"
    chromium.write_text(program)
    chromium.chmod(0o755)

    def wait_until_paired(seconds: float) -> bool:
        waited.append(seconds)
        return True

    return Demo(chromium, EXTENSION, 22560, "ABCD-EFGH", wait_until_paired)


def write_browser(told: Path, has_background: bool) -> str:
    return BROWSER.format(python=sys.executable, told=str(told), has_background=has_background)


def test_the_popup_pairs_before_the_feed_opens_and_the_blank_page_goes(
    tmp_path: Path, told: Path
) -> None:
    waited: list[float] = []
    complained = Event()
    demo = make_demo(tmp_path, write_browser(told, True), waited)
    with open_demo(demo, complained.set):
        asked = told.read_text().splitlines()
    assert asked == [
        "Target.setDiscoverTargets True",
        f"Target.createTarget {demo.popup}",
        "Target.createTarget http://127.0.0.1:22560/demo",
        "Target.closeTarget first",
    ]
    assert demo.popup.endswith("#port=22560&pair=ABCD-EFGH")
    assert waited == [demo_browser.PATIENCE]
    assert not complained.is_set()


def test_a_browser_whose_extension_never_starts_is_told_of(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    complained = Event()
    with monkeypatch.context() as patch:
        patch.setattr(demo_browser, "PATIENCE", 0.2)
        with open_demo(make_demo(tmp_path, write_browser(told, False), waited), complained.set):
            with told.open():
                assert complained.wait(60)
    assert waited == []


def test_a_browser_that_will_not_close_is_ended(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_browser, "GRACE", 0.2)
    deaf = f"#!/bin/sh\ntrap '' TERM\necho $$ >{told}\nexec sleep 600\n"
    with open_demo(make_demo(tmp_path, deaf, []), Event().set):
        number = int(told.read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
