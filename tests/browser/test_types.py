"""The extension's types are those of the protocol, and its code keeps to them."""

import shutil
import subprocess
from pathlib import Path

import pytest
from generate_types import TYPES, generate_types
from reader import EXTENSION


def find_chrome_types() -> Path | None:
    """The folder of types beside tsc, where `npm install typescript @types/chrome` puts both."""
    tsc = shutil.which("tsc")
    folder = Path(tsc).resolve().parents[2] / "@types" if tsc else None
    return folder if folder and (folder / "chrome").is_dir() else None


def test_the_types_are_current() -> None:
    assert TYPES.read_text(encoding="utf-8") == generate_types(), (
        "run: python tests/browser/generate_types.py"
    )


@pytest.mark.skipif(
    not find_chrome_types(), reason="tsc and @types/chrome are npm packages and are not here"
)
def test_tsc_finds_no_error() -> None:
    done = subprocess.run(
        ["tsc", "-p", str(EXTENSION / "jsconfig.json"), "--typeRoots", str(find_chrome_types())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
