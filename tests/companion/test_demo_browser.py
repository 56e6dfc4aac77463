"""`mindful-feed serve` with a browser: it opens, pairs by itself, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

import pytest
from live import CODE, environment, run

from companion.browser import find_chromium, has_display, tell_extension_id, write_steps

WITHOUT_WINDOW = """#!/bin/sh
echo "$@" >"$0.arguments"
exec {chromium} --headless=new "$@"
"""


def test_the_id_of_an_extension_follows_from_its_path() -> None:
    folder = Path("/opt/mindful-feed/extension")
    assert tell_extension_id(folder) == "aaifikedekggjhncdojjhmgglmimcmgp"


def test_a_machine_without_a_display_gets_three_steps_by_hand() -> None:
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"})
    if sys.platform == "linux":
        assert not has_display({})
    steps = write_steps(Path("/opt/extension"), 22560)
    assert [f"{number}. " in steps for number in (1, 2, 3)] == [True] * 3


@pytest.fixture
def chromium(tmp_path: Path) -> Path:
    """A program named chromium that needs no display, and notes what it was called with."""
    found = find_chromium()
    assert found
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text(WITHOUT_WINDOW.format(chromium=found))
    program.chmod(0o755)
    return program


@pytest.mark.browser
def test_the_browser_pairs_by_itself_and_is_gone_afterwards(chromium: Path, tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", Path(tempfile.mkdtemp(prefix="mf"))
    named = {"DISPLAY": ":0", "TMPDIR": str(temporary)}
    path = f"{chromium.parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        [sys.executable, "-m", "companion", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        env={**environment(home), **named, "PATH": path},
    )
    assert process.stdout
    with process.stdout:
        said = ""
        while "Opening the demo" not in said:
            said += process.stdout.readline().decode()
        ends = monotonic() + 60
        while "chrome-extension://" not in (paired := run(home, "pair", "--list").stdout.decode()):
            assert monotonic() < ends, paired
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "1. Open" not in process.stdout.read().decode()
    assert not list(temporary.glob("mindful-feed-*"))
    shutil.rmtree(temporary)
    arguments = Path(f"{chromium}.arguments").read_text()
    assert CODE.search(said)[0] not in arguments
    assert "--remote-debugging-pipe" in arguments


def test_a_browser_that_ends_at_once_leaves_the_steps_by_hand(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "companion", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        env={**environment(tmp_path / "home"), "DISPLAY": ":0", "PATH": str(program.parent)},
    )
    assert process.stdout
    with process.stdout:
        said = ""
        while "3. Open" not in said:
            said += process.stdout.readline().decode()
        process.terminate()
        assert process.wait(20) == 0
