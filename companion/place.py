"""Where this machine says it is: the name of its time zone and its languages, never its address."""

import os
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
LANGUAGE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


def read_zone(localtime: Path = LOCALTIME) -> str | None:
    """The time zone's name, such as "Europe/Vienna"; None where the machine keeps none."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named:
        return named
    _, found, name = os.path.realpath(localtime).rpartition("zoneinfo/")
    return name.removeprefix("posix/").removeprefix("right/") if found else None


def read_languages() -> list[str]:
    """The languages that the reader chose for this machine, such as ["en_GB.UTF-8"]."""
    return [os.environ[name] for name in LANGUAGE_NAMES if os.environ.get(name)]
