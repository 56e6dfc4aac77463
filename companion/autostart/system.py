"""What starts programs on this machine: where its file lies, and the commands that it knows."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.autostart.files import (
    LAUNCHD_NAME,
    SYSTEMD_NAME,
    TASK_NAME,
    write_launchd,
    write_systemd,
    write_task,
)
from companion.trouble import Trouble

Command = tuple[str, ...]
TASK_FILE = "service.xml"


@dataclass(frozen=True)
class System:
    """The file that it reads, and commands: `ask` succeeds while the companion is known to it."""

    place: Path
    content: bytes
    load: tuple[Command, ...]
    unload: tuple[Command, ...]
    ask: Command
    forget: tuple[Command, ...] = ()


def find_system(
    command: Sequence[str],
    data_folder: Path,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> System:
    """The system of a platform, as `sys.platform` names it; raises Trouble for an unknown one."""
    home = home or Path.home()
    if platform == "linux":
        return make_systemd(command, Path(environment.get("XDG_CONFIG_HOME") or home / ".config"))
    if platform == "darwin":
        return make_launchd(command, home, os.getuid() if hasattr(os, "getuid") else 0)
    if platform == "win32":
        user = "\\".join(filter(None, (environment.get("USERDOMAIN"), environment.get("USERNAME"))))
        return make_task(command, data_folder, user)
    raise Trouble(f"Mindful Feed does not know what starts programs on {platform}.")


def make_systemd(command: Sequence[str], config: Path) -> System:
    """The part of systemd that runs one user's programs."""
    ask = ("systemctl", "--user")
    return System(
        place=config / "systemd" / "user" / SYSTEMD_NAME,
        content=write_systemd(command).encode(),
        load=(
            (*ask, "daemon-reload"),
            (*ask, "enable", SYSTEMD_NAME),
            (*ask, "restart", SYSTEMD_NAME),
        ),
        unload=((*ask, "disable", "--now", SYSTEMD_NAME),),
        ask=(*ask, "is-active", SYSTEMD_NAME),
        forget=((*ask, "daemon-reload"),),
    )


def make_launchd(command: Sequence[str], home: Path, user: int) -> System:
    """launchd, in the session of the user with that number."""
    place = home / "Library" / "LaunchAgents" / f"{LAUNCHD_NAME}.plist"
    target = f"gui/{user}/{LAUNCHD_NAME}"
    return System(
        place=place,
        content=write_launchd(command).encode(),
        load=(
            ("launchctl", "enable", target),
            ("launchctl", "bootstrap", f"gui/{user}", str(place)),
        ),
        unload=(("launchctl", "bootout", target),),
        ask=("launchctl", "print", target),
    )


def make_task(command: Sequence[str], data_folder: Path, user: str) -> System:
    """The task scheduler of Windows, which copies the file."""
    place = data_folder / TASK_FILE
    name = ("/TN", TASK_NAME)
    return System(
        place=place,
        content=write_task(command, user).encode("utf-16"),
        load=(
            ("schtasks", "/Create", *name, "/XML", str(place), "/F"),
            ("schtasks", "/Run", *name),
        ),
        unload=(("schtasks", "/End", *name), ("schtasks", "/Delete", *name, "/F")),
        ask=("schtasks", "/Query", *name),
    )
