"""Which program listens on a port of this machine, as far as the system tells its user."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LISTENS = "0A"  # the state in /proc/net/tcp
PATIENCE = 20
OURS = re.compile(r"\bmindful-feed\b|\bcompanion\b.*\bserve\b")


class Listener(NamedTuple):
    """A process: its name, its number, and whether it is a companion of another data folder."""

    name: str
    number: int
    is_ours: bool = False


def find_listener(port: int, proc: Path = Path("/proc")) -> Listener | None:
    """Who listens on the port; None where nobody does or the system does not say."""
    if (proc / "net" / "tcp").is_file():
        return find_in_proc(port, proc)
    if program := shutil.which("lsof"):
        return read_lsof(run(program, "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"))
    if program := shutil.which("netstat.exe"):
        number = read_netstat(run(program, "-ano", "-p", "TCP"), port)
        tasks = shutil.which("tasklist.exe")
        if number and tasks:
            words = ("/FI", f"PID eq {number}", "/FO", "CSV", "/NH")
            return read_tasklist(run(tasks, *words), number)
    return None


def find_in_proc(port: int, proc: Path) -> Listener | None:
    """The same on Linux; programs of other users keep their name to themselves."""
    sockets = {f"socket:[{inode}]" for inode in list_inodes(port, proc)}
    if not sockets:
        return None
    for process in proc.glob("[0-9]*"):
        try:
            held = {str(link.readlink()) for link in (process / "fd").iterdir()}
            if held & sockets:
                name = (process / "comm").read_text(encoding="utf-8").strip()
                words = (
                    (process / "cmdline")
                    .read_bytes()
                    .replace(b"\0", b" ")
                    .decode("utf-8", "replace")
                )
                return Listener(name, int(process.name), bool(OURS.search(words)))
        except OSError:  # it has ended meanwhile, or is another user's
            continue
    return None


def list_inodes(port: int, proc: Path) -> Iterator[str]:
    """The sockets that listen on the port."""
    for table in (proc / "net" / "tcp", proc / "net" / "tcp6"):
        if table.is_file():
            for line in table.read_text(encoding="ascii").splitlines()[1:]:
                columns = line.split()
                if columns[3] == LISTENS and int(columns[1].rpartition(":")[2], 16) == port:
                    yield columns[9]


def read_lsof(said: str) -> Listener | None:
    """What `lsof -Fpc` says: a line "pNUMBER", and one "cNAME"."""
    found = re.search(r"^p(\d+)\nc(.+)$", said, re.MULTILINE)
    return Listener(found[2], int(found[1])) if found else None


def read_netstat(said: str, port: int) -> int | None:
    """The number of the process in what `netstat -ano` says on Windows, in whatever language."""
    found = re.search(rf"^\s*TCP\s+\S+:{port}\s+\S+:0\s+\S+\s+(\d+)\s*$", said, re.MULTILINE)
    return int(found[1]) if found else None


def read_tasklist(said: str, number: int) -> Listener | None:
    """What `tasklist /FO CSV` says of a process."""
    found = re.search(rf'^"([^"]+)","{number}"', said, re.MULTILINE)
    return Listener(found[1], number) if found else None


def run(program: str, *words: str) -> str:
    """What a program of the system says; "" when it says nothing in time."""
    try:
        done = subprocess.run(  # noqa: S603
            [program, *words], capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace").replace("\r\n", "\n")
