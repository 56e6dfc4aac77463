"""Which browser can show the demo, and what to do by hand when none can."""

import hashlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

# Branded Chrome no longer loads an extension from the command line; Chromium does.
NAMES = ("chromium", "chromium-browser", "ungoogled-chromium")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> Path | None:
    """The program of an installed Chromium, or None."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    places = [Path(place).expanduser() for place in PLACES]
    return next((place for place in places if place.is_file()), None)


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown: always but on a Unix desktop that has none."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def tell_extension_id(folder: Path) -> str:
    """The id that Chromium gives an unpacked extension, which it makes of the folder's path."""
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


def write_steps(extension: Path | None, port: int) -> str:
    """The three steps of pairing by hand."""
    folder = extension or "the folder `extension` of Mindful Feed"
    return (
        f"  1. Open chrome://extensions, turn on Developer mode, choose Load unpacked, and pick\n"
        f"     {folder}\n"
        f"     (Firefox: about:debugging, This Firefox, Load Temporary Add-on, its manifest.json)\n"
        f"  2. Click the Mindful Feed button and type the pairing code.\n"
        f"  3. Open http://127.0.0.1:{port}/demo"
    )
