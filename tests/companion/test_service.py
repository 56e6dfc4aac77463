"""`mindful-feed service`: installed once, one instance, a clean end, a log without any post."""

import logging
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Response
from live import Live, environment

from companion import journal
from companion.autostart.installing import Done, NotStarted, install, remove
from companion.autostart.system import Command, System, find_system
from companion.channel import read_address
from companion.commands.service import find_service
from companion.config import Config, read_config

SECRET = "what a post said, and nobody else shall read"
# Knows units as systemd does: each call is kept, and `is-active` succeeds between a restart and
# the end.
SYSTEMCTL = """#!/bin/sh
cd "$(dirname "$0")"
echo "$*" >>calls
case "$2" in
    is-active) test -e active ;;
    restart) touch active ;;
    disable) rm -f active ;;
esac
"""


class Machine:
    """A reader's machine with a systemctl of its own, which starts nothing."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self.programs = home / "programs"
        self.programs.mkdir(parents=True)
        program = self.programs / "systemctl"
        program.write_text(SYSTEMCTL)
        program.chmod(0o755)
        self.unit = home / "config" / "systemd" / "user" / "mindful-feed.service"
        self.environment = environment(self.data) | {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "XDG_CONFIG_HOME": str(home / "config"),
        }

    def say(self, *words: str) -> tuple[int, str]:
        """Exit code and output of `mindful-feed service WORDS`."""
        done = subprocess.run(
            [sys.executable, "-m", "companion", "service", *words],
            capture_output=True,
            text=True,
            env=self.environment,
        )
        return done.returncode, done.stdout + done.stderr

    def take_calls(self) -> list[str]:
        """What systemctl was told since the last time, but for questions."""
        calls = self.programs / "calls"
        told = calls.read_text().splitlines()
        calls.unlink()
        return [call.removeprefix("--user ") for call in told if "is-active" not in call]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if sys.platform != "linux":
        pytest.skip("this machine has no systemd to stand in for")
    return Machine(tmp_path)


def test_it_is_installed_once_changed_when_told_and_removed_once(machine: Machine) -> None:
    code, said = machine.say("install")
    assert code == 0, said
    assert "runs now" in said
    enable = ["daemon-reload", "enable mindful-feed.service", "restart mindful-feed.service"]
    assert machine.take_calls() == enable
    assert "22560" in machine.unit.read_text()

    assert "installed already" in machine.say("install")[1]
    assert machine.take_calls() == []

    assert "Changed" in machine.say("install", "--port", "22561")[1]
    stop = "disable --now mindful-feed.service"
    assert machine.take_calls() == [stop, *enable]
    assert "22561" in machine.unit.read_text()

    assert "Stopped and removed" in machine.say("remove")[1]
    assert machine.take_calls() == [stop, "daemon-reload"]
    assert not machine.unit.exists()
    assert "not installed" in machine.say("remove")[1]


def test_its_state_is_told_and_a_companion_in_a_window_comes_first(
    machine: Machine, tmp_path: Path
) -> None:
    code, said = machine.say("status")
    assert (code, said.count(": no\n")) == (1, 2)
    window = Live(machine.data, tmp_path / "logs")
    code, said = machine.say("install")
    assert (code, len(said.splitlines())) == (1, 1)
    assert not machine.unit.exists()
    assert f"on port {window.port}" in machine.say("status")[1]
    window.stop()


def test_a_machine_without_such_a_system_says_so_in_a_line(machine: Machine) -> None:
    (machine.programs / "systemctl").unlink()
    machine.environment["PATH"] = str(machine.programs)
    code, said = machine.say("install")
    assert (code, len(said.splitlines())) == (1, 1)
    assert "mindful-feed serve --service" in said
    assert not machine.unit.exists()
    assert machine.say("remove") == (0, "It was not installed.\n")


class Scheduler:
    """A system that knows the companion or not, and may refuse to learn of it."""

    def __init__(self, system: System, refuses: bool = False) -> None:
        self.system, self.refuses = system, refuses
        self.knows = False

    def run(self, command: Command) -> Done:
        """How such a system would end that command."""
        if command == self.system.ask:
            return Done(0 if self.knows else 1, "")
        if command in self.system.unload:
            self.knows = False
        if command == self.system.load[-1]:
            self.knows = not self.refuses
            return Done(int(self.refuses), "long story\nAccess is denied." * self.refuses)
        return Done(0, "")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_install_and_remove_in_the_same_way(platform: str, tmp_path: Path) -> None:
    system = find_system(["python", "serve"], tmp_path / "data", platform, {}, tmp_path)
    scheduler = Scheduler(system)
    assert install(system, scheduler.run) == "installed"
    assert install(system, scheduler.run) == "unchanged"
    system.place.write_bytes(b"of an older version")
    assert install(system, scheduler.run) == "changed"
    assert system.place.read_bytes() == system.content
    assert remove(system, scheduler.run)
    assert not system.place.exists()
    assert not remove(system, scheduler.run)
    refusing = Scheduler(system, refuses=True)
    with pytest.raises(NotStarted, match="Access is denied"):
        install(system, refusing.run)


def start_service(folder: Path) -> subprocess.Popen[bytes]:
    """The companion, started by the words in the unit from a folder of the reader's own."""
    service = find_service(Config(folder, 0))
    (line,) = [part for part in service.content.decode().splitlines() if "ExecStart=" in part]
    command = shlex.split(line.removeprefix("ExecStart="))
    command.remove("-P")  # the clone that is tested here may not be installed
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.skipif(sys.platform != "linux", reason="the words are those of systemd")
def test_the_unit_runs_one_companion_that_ends_cleanly_and_logs_no_post(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    process = start_service(folder)
    log = folder / journal.FILE
    while not (log.is_file() and "started" in log.read_text()):
        assert process.poll() is None, process.communicate()
    live = object.__new__(Live)  # to ask the one that the unit started, and start none
    live.folder, live.port = folder, read_address(folder).port
    live.annotate(live.pair(), SECRET)
    assert live.ask("/v1/annotate", {"posts": SECRET}, "x" * 43).status == 401

    second = start_service(folder)
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 1
    assert b"already running" in errors

    process.terminate()
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out + errors == b""  # whoever reads the system's log finds no pairing code
    told = log.read_text()
    assert "already running" in told
    assert "requests: 3 answered, 1 refused, 0 failed" in told
    assert told.rstrip().endswith("stopped")
    assert SECRET not in told
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert read_address(folder) is None


def test_the_log_is_two_small_files_at_most_and_can_be_erased_meanwhile(tmp_path: Path) -> None:
    file = journal.LogFile(tmp_path, most=400)
    for number in range(100):
        file.emit(logging.LogRecord("x", logging.INFO, "", 0, "line %d", (number,), None))
        if number == 50:
            for path in tmp_path.iterdir():
                path.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == [journal.FILE, f"{journal.FILE}.1"]
    assert all(path.stat().st_size <= 400 for path in tmp_path.iterdir())
    last = (tmp_path / journal.FILE).read_text().splitlines()[-1]
    assert last.endswith("h line 99")
    assert ":" not in last  # no time finer than the hour


def test_counts_are_written_once_a_day_and_begin_anew(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    tally = journal.Tally(lambda: now)
    with caplog.at_level(logging.INFO, "companion.journal"):
        for after, status in ((0.0, 200), (100.0, 404), (90_000.0, 503), (90_001.0, 200)):
            now = after
            tally.count_answer(Response(status=status))
        tally.end()
    assert [record.getMessage() for record in caplog.records] == [
        "requests: 1 answered, 1 refused, 1 failed",
        "requests: 1 answered, 0 refused, 0 failed",
        "stopped",
    ]


def test_the_service_keeps_the_data_folder_that_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINDFUL_FEED_HOME", str(tmp_path))
    assert str(tmp_path) in find_service(read_config()).content.decode()
