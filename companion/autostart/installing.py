"""Installs and removes the file by which a system starts the companion."""

import shutil
import subprocess
import time
from collections.abc import Callable
from typing import Literal, NamedTuple

from companion.autostart.system import Command, System
from companion.trouble import Trouble

PATIENCE = 60
LOOKS = 40
BETWEEN = 0.25  # seconds


class Done(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    text: str


Run = Callable[[Command], Done]


class NotStarted(Trouble):
    """The system did not take the file."""


class NoSuchSystem(NotStarted):
    """This machine starts programs in another way."""


def run_command(command: Command) -> Done:
    """Run a command to its end; raises NoSuchSystem, and NotStarted where it takes too long."""
    program = shutil.which(command[0])
    if program is None:
        raise NoSuchSystem(
            f"{command[0]} was not found, so this machine starts programs in another way. "
            "Have it run: mindful-feed serve --service"
        )
    try:
        done = subprocess.run(  # noqa: S603
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotStarted(f"{' '.join(command)} did not end within a minute.") from None
    return Done(done.returncode, done.stdout.decode(errors="replace").strip())


def install(
    system: System, run: Run = run_command, wait: Callable[[float], None] = time.sleep
) -> Literal["installed", "changed", "unchanged"]:
    """Have the companion start now and with each session; nothing happens if it does already.

    Raises NotStarted, and OSError when the file cannot be written.
    """
    known = run(system.ask).code == 0
    found = system.place.read_bytes() if system.place.is_file() else None
    if known and found == system.content:
        return "unchanged"
    if known:
        unload(system, run, wait)
    system.place.parent.mkdir(parents=True, exist_ok=True)
    system.place.write_bytes(system.content)
    for command in system.load:
        done = run(command)
        if done.code:
            said = done.text.splitlines()[-1] if done.text else f"it ended with {done.code}"
            raise NotStarted(f"{' '.join(command)}: {said}")
    return "installed" if found is None else "changed"


def remove(
    system: System, run: Run = run_command, wait: Callable[[float], None] = time.sleep
) -> bool:
    """Stop the companion and start it no more; False when the system did not know it."""
    try:
        known = run(system.ask).code == 0
    except NoSuchSystem:
        if system.place.is_file():
            raise
        return False
    if known or system.place.is_file():
        unload(system, run, wait)
    found = system.place.is_file()
    system.place.unlink(missing_ok=True)
    if found:
        for command in system.forget:
            run(command)
    return known or found


def unload(system: System, run: Run, wait: Callable[[float], None]) -> None:
    """Stop the companion, and return once it has stopped; a system that never heard of it may
    complain, which does not matter."""
    for command in system.unload:
        run(command)
    for _ in range(LOOKS):
        if run(system.ask).code:
            return
        wait(BETWEEN)
    raise NotStarted(f"The companion does not stop: {' '.join(system.ask)}")
