"""`mindful-feed doctor` on machines where each trouble is really there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from live import ROOT, Live, environment, prove

from companion import doctor, listener, machine
from companion.config import Config, read_version
from companion.protocol import PROTOCOL_VERSION
from companion.services import HIDE_AFTER
from companion.store import Client, open_store
from companion.versions import UPDATE_COMPANION, UPDATE_EXTENSION, check_versions

LISTENING = """
import socket
with socket.socket() as listening:
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    input()
"""
LOOK = """
import resource, sys
from pathlib import Path
from companion.doctor import check_storage
if sys.argv[2] == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
print(*check_storage(Path(sys.argv[1])).storage, sep="|")
"""
TODAY = date(2026, 11, 22)
NONCE = "9f86d081884c7d659a2feaa0c55ad015"


@pytest.fixture
def taken() -> Iterator[tuple[int, int]]:
    """A port on which a program listens, and that program's number."""
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    yield int(process.stdout.readline()), process.pid
    process.communicate("\n")


def look(folder: Path, *words: str, before: tuple[str, ...] = ()) -> list[str]:
    """State, topic, text and remedy of the storage, as a process of its own finds it."""
    done = subprocess.run(
        [*before, sys.executable, "-c", LOOK, str(folder), *words],
        capture_output=True, text=True, cwd=ROOT, env=environment(folder),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n").split("|")


def greet(live: Live, token: str, client: str) -> None:
    """Prove oneself under that name."""
    hello = {"client": client, "nonce": NONCE, "mac": prove(token, NONCE)}
    reply = live.ask("/v1/hello", hello)
    assert reply.status == 200


def test_a_taken_port_is_told_with_who_has_it(tmp_path: Path, taken: tuple[int, int]) -> None:
    port, number = taken
    found = doctor.check_port(Config(tmp_path, port), False)
    assert found.state == "wrong"
    assert f"process {number}" in found.text
    assert "python" in found.text
    assert f"--port {port + 1}" in found.remedy


def test_another_companion_on_the_port_is_known_as_one(tmp_path: Path, live: Live) -> None:
    found = doctor.check_port(Config(tmp_path, live.port), False)
    assert found.text.endswith(f"another Mindful Feed, process {live.process.pid}")
    assert "stop it" in found.remedy


def test_who_keeps_its_name_to_itself_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "net" / "tcp"
    table.parent.mkdir()
    row = "0: 0100007F:5820 00000000:0000 0A 00000000:00000000 00:00000000 0 1000 0 4711 1"
    table.write_text(f"a header\n{row}\n")
    (tmp_path / "12" / "fd").mkdir(parents=True)
    assert list(listener.list_inodes(0x5820, tmp_path)) == ["4711"]
    assert listener.find_listener(0x5820, tmp_path) is None
    monkeypatch.setattr(doctor, "find_listener", lambda port: None)
    assert "does not say which" in doctor.describe_taken(22560).text


def test_pairing_permission_and_versions_are_told_from_what_the_browser_said(own: Live) -> None:
    kept = doctor.check_storage(own.folder)
    assert (kept.pairing.state, kept.running) == ("note", read_version())
    assert "type its code" in kept.pairing.remedy
    token = own.pair()
    kept = doctor.check_storage(own.folder)
    assert kept.pairing.state == "ok"
    assert doctor.check_permission(kept).state == "note"
    assert "Mindful Feed button" in doctor.check_permission(kept).remedy
    here = PROTOCOL_VERSION
    for label, state, remedy in (
        (f"0.0.9 (protocol {here})", "note", UPDATE_EXTENSION),
        (f"99.0.0 (protocol {here})", "note", UPDATE_COMPANION),
        (f"99.0.0 (protocol {here + 1})", "wrong", UPDATE_COMPANION),
        (f"0.0.9 (protocol {here - 1})", "wrong", UPDATE_EXTENSION),
        (f"0.1.7 (protocol {here})", "ok", ""),
    ):
        greet(own, token, f"mindful-feed-extension/{label}")
        kept = doctor.check_storage(own.folder)
        found = check_versions("0.1.0", "0.1.0", kept.clients)
        assert (found.state, found.remedy) == (state, remedy), label
    assert doctor.check_permission(kept).state == "ok"


def test_an_old_companion_that_still_runs_after_an_update_is_seen() -> None:
    for running in ("0.1.0", ""):
        found = check_versions("0.2.0", running, [])
        assert found.state == "wrong"
        assert "start it again" in found.remedy
    assert check_versions("0.2.0", None, []).state == "ok"


def test_a_damaged_model_is_named_with_the_folder_to_delete(
    tmp_path: Path, shipped_folder: Path
) -> None:
    added = tmp_path / "models" / shipped_folder.name
    added.mkdir(parents=True)
    shutil.copy(shipped_folder / "model.toml", added)
    content = (shipped_folder / "config.json").read_bytes()
    (added / "config.json").write_bytes(content.replace(b"1", b"2", 1))
    found = doctor.check_model(Config(tmp_path))
    assert found.state == "wrong"
    assert "config.json is not the file" in found.text
    assert str(added) in found.remedy


def test_a_clock_that_was_set_back_is_seen_by_what_was_kept(tmp_path: Path) -> None:
    later = (TODAY + timedelta(days=40)).isoformat()
    with open_store(tmp_path) as store:
        store.add_client(Client("ab", "", "test", "2026-11-01", later))
    rows = doctor.check_storage(tmp_path).clients
    found = machine.check_clock(TODAY, [row.used_on for row in rows])
    assert found.state == "wrong"
    assert later in found.text
    assert machine.check_clock(date(2027, 1, 1), [row.used_on for row in rows]).state == "ok"


def test_a_clock_before_this_version_was_made_is_wrong_and_one_long_after_is_told() -> None:
    made = machine.find_last_review()
    assert machine.check_clock(made - timedelta(days=1), []).state == "wrong"
    assert machine.check_clock(made, []).state == "ok"
    assert machine.check_clock(made + timedelta(days=HIDE_AFTER), []).state == "note"


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limits")
def test_a_disk_that_takes_no_byte_is_called_full(tmp_path: Path) -> None:
    state, topic, text, remedy = look(tmp_path, "full")
    assert (state, topic) == ("wrong", "storage")
    assert "is full" in text
    assert remedy.startswith("Free ")


def test_little_room_is_told_before_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "LEAST_FREE", 10**18)
    found = machine.check_disk(tmp_path / "not made yet")
    assert found
    assert "MB are free" in found.text


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    before: tuple[str, ...] = ()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and there is no setpriv to change that")
        before = ("setpriv", "--bounding-set", "-dac_override", "--")
    folder = tmp_path / "home"
    folder.mkdir()
    folder.chmod(0o500)
    state, _, text, remedy = look(folder, "as it is", before=before)
    folder.chmod(0o700)
    assert state == "wrong"
    assert "written" in text
    assert str(folder) in remedy


def test_a_folder_that_can_never_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = machine.check_disk(tmp_path / "file" / "home")
    assert found
    assert found.state == "wrong"


def test_the_doctor_leaves_a_healthy_folder_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_client(Client("ab", "", "test", "2026-11-01", "2026-11-01"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert doctor.check_storage(tmp_path).storage.state == "ok"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
