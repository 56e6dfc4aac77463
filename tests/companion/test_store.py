"""What is kept survives crashes, full disks and many threads, or says that it did not."""

import errno
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from companion.atomic import Damaged, backup_of, read_whole, write_whole
from companion.store import VERSION, Client, InUse, Store, TooNew, hold_folder, open_store
from companion.trouble import Trouble

NAN = b'{"clients": {}, "later": {"1": {"links": [NaN]}}}'
WRITER = """
import sys
from pathlib import Path
from companion.store import Client, open_store
with open_store(Path(sys.argv[1])) as store:
    for number in range(10_000):
        store.add_client(Client(str(number), "", "x" * 200, "2026-01-01", "2026-01-01"))
        print(number, flush=True)
        if number % 3 == 2:
            store.keep_clients(number // 2)
"""


def make_client(name: str, day: str = "2026-01-01") -> Client:
    return Client(name, "", "test", day, day)


def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_client(make_client("one"))
    with open_store(tmp_path) as store:
        assert [client.key for client in store.clients()] == ["one"]


def test_nothing_is_written_before_there_is_something_to_keep(tmp_path: Path) -> None:
    with open_store(tmp_path / "home"):
        assert [path.name for path in (tmp_path / "home").iterdir()] == ["lock"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    with open_store(folder) as store:
        store.add_client(make_client("one"))
        store.add_client(make_client("two"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.iterdir()]}
    assert modes == {"home": 0o700, "store.json": 0o600, "store.json.bak": 0o600, "lock": 0o600}


def test_only_one_companion_may_use_a_folder(tmp_path: Path) -> None:
    with open_store(tmp_path), pytest.raises(InUse), hold_folder(tmp_path):
        raise AssertionError("two companions share the folder")


def test_a_damaged_file_is_kept_and_its_backup_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with open_store(tmp_path) as store:
        store.add_client(make_client("one"))
        store.add_client(make_client("two"))
    (tmp_path / "store.json").write_bytes(b"")
    with open_store(tmp_path) as store:
        assert [client.key for client in store.clients()] == ["one"]
    assert len(list(tmp_path.glob("store.json.corrupt-*"))) == 1
    assert "without the last change" in caplog.text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"clients": {}}}', NAN])
def test_damage_without_a_backup_never_passes_for_an_empty_store(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "store.json").write_bytes(content)
    with pytest.raises(Damaged), open_store(tmp_path):
        raise AssertionError("the damage was not seen")
    assert (tmp_path / "store.json").read_bytes() == content


def test_a_damaged_backup_alone_never_passes_for_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "store.json.bak").write_bytes(b"{")
    with pytest.raises(Damaged), open_store(tmp_path):
        raise AssertionError("the damage was not seen")


def test_a_network_share_that_knows_no_links_and_syncs_no_folders_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def sync_files_alone(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(descriptor)

    def refuse_link(*_paths: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse_link)
    monkeypatch.setattr(os, "fsync", sync_files_alone)
    with open_store(tmp_path) as store:
        store.add_client(make_client("one"))
        store.add_client(make_client("two"))
    assert [client.key for client in Store(tmp_path).clients()] == ["one", "two"]
    assert list(json.loads(backup_of(tmp_path / "store.json").read_bytes())["clients"]) == ["1"]


def test_a_disk_that_cannot_lock_files_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_lock(*_given: object, **_named: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(FileLock, "acquire", refuse_lock)
    with pytest.raises(Trouble, match="locks no files"), open_store(tmp_path):
        raise AssertionError("a folder without a lock was opened")


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_client(make_client("one"))
    content = json.loads((tmp_path / "store.json").read_bytes())
    assert content["about"]["1"]["version"] == VERSION
    content["about"]["1"]["version"] += 1
    (tmp_path / "store.json").write_text(json.dumps(content))
    with pytest.raises(TooNew), open_store(tmp_path):
        raise AssertionError("the version was not seen")
    assert (tmp_path / "store.json").read_text() == json.dumps(content)


def test_what_is_no_json_is_refused_and_the_old_content_stays(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write_whole(path, {"good": 1})
    for bad in ({"bad": float("nan")}, {"bad": {1, 2}}):
        with pytest.raises((ValueError, TypeError)):
            write_whole(path, bad)
    assert read_whole(path) == {"good": 1}
    assert [found.name for found in tmp_path.iterdir()] == ["file.json"]


def test_the_backup_is_one_write_behind(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    for number in range(3):
        write_whole(path, {"number": number})
    assert json.loads(backup_of(path).read_text()) == {"number": 1}


def test_eight_threads_lose_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, ThreadPoolExecutor(8) as pool:
        list(pool.map(store.add_client, [make_client(str(number)) for number in range(80)]))
        assert len(store.clients()) == 80
    assert len(Store(tmp_path).clients()) == 80


@pytest.mark.slow
def test_a_killed_companion_leaves_a_whole_file(tmp_path: Path) -> None:
    leftovers = 0
    for run in range(30):
        folder = tmp_path / str(run)
        writer = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE)
        assert writer.stdout
        for _ in range(run * 2 + 1):
            acknowledged = int(writer.stdout.readline())
        writer.kill()
        acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        writer.stdout.close()
        writer.wait()
        leftovers += len(list(folder.glob(".tdb-*")))
        with open_store(folder) as store:
            numbers = [int(client.key) for client in store.clients()]
        assert acknowledged in numbers
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        assert not list(folder.glob(".tdb-*"))
        assert not list(folder.glob("*corrupt*"))
    print(f"30 kills, {leftovers} half-written files swept")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk_keeps_all_that_was_acknowledged(tmp_path: Path) -> None:
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
    done = subprocess.run(
        [sys.executable, "-c", limit + WRITER, tmp_path], capture_output=True, text=True
    )
    assert "OSError" in done.stderr
    acknowledged = int(done.stdout.split()[-1])
    with open_store(tmp_path) as store:
        assert int(store.clients()[-1].key) == acknowledged
        store.add_client(make_client("after"))


def test_the_clients_unused_for_longest_make_room(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for name, day in [("old", "2026-01-01"), ("new", "2026-03-01"), ("mid", "2026-02-01")]:
            store.add_client(make_client(name, day))
        store.touch_client("old", "2026-04-01")
        store.keep_clients(2)
        assert [client.key for client in store.clients()] == ["old", "new"]


def test_erasing_leaves_no_file_and_a_store_that_works(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add_client(make_client("one"))
        store.add_client(make_client("two"))
        (tmp_path / "store.json.corrupt-20260101-000000").write_text("{")
        store.erase()
        assert [path.name for path in tmp_path.iterdir()] == ["lock"]
        assert store.clients() == []
        store.add_client(make_client("three"))
    assert [client.key for client in Store(tmp_path).clients()] == ["three"]
