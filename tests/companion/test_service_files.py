"""The files by which systems start the companion say what they should, whatever a path holds."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from companion.autostart.files import SYSTEMD_NAME, write_launchd, write_systemd, write_task
from companion.autostart.system import find_system
from companion.trouble import Trouble

ODD = ("a b", 'quo"te', "50%", "$HOME", "<&>", "back\\slash", "ümlaut")
COMMAND = (sys.executable, "-m", "companion", "serve", "--home", *ODD)
TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def test_a_unit_of_systemd_runs_the_command_and_tries_again_after_a_crash() -> None:
    unit = write_systemd(COMMAND)
    (line,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    assert line.endswith(r'"a b" "quo\"te" "50%%" "$$HOME" "<&>" "back\\slash" "ümlaut"')
    for wanted in ("Restart=on-failure", "UMask=0077", "WantedBy=default.target"):
        assert wanted in unit.splitlines()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
@pytest.mark.parametrize("command", [COMMAND, COMMAND[:4]], ids=["odd", "plain"])
def test_systemd_finds_nothing_wrong_with_the_unit(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    place = tmp_path / SYSTEMD_NAME
    place.write_text(write_systemd(command), encoding="utf-8")
    words = ["systemd-analyze", "verify", "--user", "--man=no", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, env={"XDG_RUNTIME_DIR": "/run"})
    assert (done.returncode, done.stdout) == (0, "")
    about_ours = [line for line in done.stderr.splitlines() if SYSTEMD_NAME in line]
    assert about_ours == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_would_say_what_is_wrong(tmp_path: Path) -> None:
    place = tmp_path / SYSTEMD_NAME
    broken = write_systemd(COMMAND).replace("Restart=on-failure", "Restart=often")
    place.write_text(broken.replace(sys.executable, "/nowhere/python"), encoding="utf-8")
    words = ["systemd-analyze", "verify", "--user", "--man=no", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, env={"XDG_RUNTIME_DIR": "/run"})
    assert SYSTEMD_NAME in done.stderr


def test_an_agent_of_launchd_runs_the_command_at_login() -> None:
    agent = plistlib.loads(write_launchd(COMMAND).encode())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert agent["Umask"] == 0o077


def test_a_task_of_windows_runs_the_command_once_and_without_a_time_limit() -> None:
    text = write_task(COMMAND, "HOUSE\\Ann & Bob")
    root = ElementTree.fromstring(text.encode("utf-16"))  # noqa: S314 (ours)
    found = {node.tag.partition("}")[2]: node.text for node in root.iter()}
    assert found["Command"] == sys.executable
    assert found["Arguments"] == subprocess.list2cmdline(COMMAND[1:])
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"
    assert found["ExecutionTimeLimit"] == "PT0S"
    assert found["RunLevel"] == "LeastPrivilege"
    users = root.findall(".//t:UserId", TASK)
    assert [user.text for user in users] == ["HOUSE\\Ann & Bob"] * 2


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_its_own_place_and_no_other_users(platform: str, tmp_path: Path) -> None:
    environment = {"USERDOMAIN": "HOUSE", "USERNAME": "ann"}
    system = find_system(COMMAND, tmp_path / "data", platform, environment, tmp_path / "home")
    assert system.place.is_relative_to(tmp_path)
    assert len({system.ask[0], *(words[0] for words in system.load + system.unload)}) == 1
    if platform == "win32":
        assert b"\xff\xfe" == system.content[:2]
        assert "HOUSE\\ann" in system.content.decode("utf-16")


def test_a_system_that_nobody_taught_us_is_said_to_be_one() -> None:
    with pytest.raises(Trouble, match="sunos"):
        find_system(COMMAND, Path(), "sunos", {}, Path())
