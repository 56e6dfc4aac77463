"""Who has a port on systems without /proc, by programs that answer as those systems' own do."""

from pathlib import Path

import pytest

from companion import listener
from companion.listener import Listener, find_listener

NETSTAT = "  TCP    127.0.0.1:22560    0.0.0.0:0    LISTENING    4321"
TASK = '"node.exe","4321","Console","1","20.000 K"'


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder in which programs are looked for; there is none in it yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, *lines: str) -> Path:
    """A program that says those lines; the file returned tells what it was called with."""
    said = "".join(f"echo '{line}'\n" for line in lines)
    asked = folder / f"{name}.asked"
    (folder / name).write_text(f'#!/bin/sh\necho "$@" >"{asked}"\n{said}')
    (folder / name).chmod(0o755)
    return asked


def test_what_other_systems_say_of_a_port_is_read() -> None:
    assert listener.read_lsof("p812\ncnginx\nf6\n") == Listener("nginx", 812)
    assert listener.read_lsof("") is None
    said = (
        "  Proto  Lokale Adresse  Remoteadresse  Status       PID\n"
        "  TCP    127.0.0.1:22560 127.0.0.1:5    HERGESTELLT  7\n"
        "  TCP    127.0.0.1:22560 0.0.0.0:0      ABHÖREN      4321\n"
    )
    assert listener.read_netstat(said, 22560) == 4321
    assert listener.read_netstat(said, 2256) is None
    assert listener.read_tasklist(f"{TASK}\n", 4321) == Listener("node.exe", 4321)
    assert listener.read_tasklist("INFO: none", 4321) is None


def test_macos_is_asked_through_lsof(programs: Path, tmp_path: Path) -> None:
    asked = put(programs, "lsof", "p812", "cnginx", "f6")
    assert find_listener(22560, tmp_path) == Listener("nginx", 812)
    assert asked.read_text() == "-nP -iTCP:22560 -sTCP:LISTEN -Fpc\n"


def test_windows_is_asked_for_the_process_and_then_for_its_name(
    programs: Path, tmp_path: Path
) -> None:
    put(programs, "netstat.exe", NETSTAT)
    assert find_listener(22560, tmp_path) is None
    asked = put(programs, "tasklist.exe", TASK)
    assert find_listener(22560, tmp_path) == Listener("node.exe", 4321)
    assert asked.read_text() == "/FI PID eq 4321 /FO CSV /NH\n"
    asked.unlink()
    assert find_listener(22561, tmp_path) is None
    assert not asked.exists()


def test_a_system_that_cannot_be_asked_names_nobody(programs: Path, tmp_path: Path) -> None:
    assert find_listener(22560, tmp_path) is None


def test_a_program_that_does_not_answer_in_time_names_nobody(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "PATIENCE", 0.2)
    (programs / "lsof").write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    (programs / "lsof").chmod(0o755)
    assert find_listener(22560, tmp_path) is None


def test_the_process_of_a_socket_is_found_by_its_open_files(tmp_path: Path) -> None:
    row = "0: 0100007F:5820 00000000:0000 0A 00000000:00000000 00:00000000 0 1000 0 4711 1"
    table = tmp_path / "net" / "tcp"
    table.parent.mkdir()
    table.write_text(f"a header\n{row}\n")
    assert find_listener(0x5821, tmp_path) is None
    other, process = tmp_path / "11", tmp_path / "12"
    other.mkdir()  # it has ended meanwhile, so its files are gone
    (process / "fd").mkdir(parents=True)
    (process / "fd" / "3").symlink_to("socket:[4711]")
    (process / "comm").write_text("python\n")
    (process / "cmdline").write_bytes(b"python\0-m\0companion\0serve\0")
    assert find_listener(0x5820, tmp_path) == Listener("python", 12, True)
