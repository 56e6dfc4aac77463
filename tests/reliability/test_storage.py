"""What is kept survives kills, a full disk and many threads."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from figures import Figures
from live import Live
from writer import Expected

from companion.store import Client, Store, open_store

WRITER = Path(__file__).parent / "writer.py"
SEED = 7
LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_500, 2_500))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def write_until(folder: Path, first: int, changes: int) -> int:
    """The number of the last change that was said to be done before the writer was killed."""
    command = [sys.executable, str(WRITER), str(folder), str(SEED), str(first)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert writer.stdout
    done = first
    for _ in range(changes):
        done = int(writer.stdout.readline())
    writer.kill()
    # Never in the middle of a line: a pipe takes such a short one whole or not at all.
    done = max([done, *map(int, writer.stdout.read().split())])
    writer.stdout.close()
    writer.wait()
    return done


def test_no_kill_costs_a_change_or_the_file(
    tmp_path: Path, sizes: dict[str, int], figures: Figures
) -> None:
    expected, known = Expected(SEED), 0
    dice = random.Random(1)  # noqa: S311
    leftovers = corrupt = lost = changes = 0
    for _ in range(sizes["kills"]):
        done = write_until(tmp_path, known, dice.randint(1, 25))
        changes += done - known
        leftovers += len(list(tmp_path.glob(".tdb-*")))
        for _ in range(done - known):
            expected.plan_change()
        known = done
        with open_store(tmp_path) as store:
            corrupt += len(list(tmp_path.glob("*corrupt*")))
            if not expected.is_met_by(store):
                # The change that was under way may be there already, without having been said.
                expected.plan_change()
                known += 1
                lost += not expected.is_met_by(store)
        assert not list(tmp_path.glob(".tdb-*"))
        assert not lost
    figures.add(f"kill -9 during mixed writes, {sizes['kills']} times", f"{corrupt} corrupt", "0")
    figures.add(f"... of {changes} acknowledged changes", f"{lost} lost", "0")
    figures.add("... half-written files left and swept", leftovers, "swept")
    assert (corrupt, lost) == (0, 0)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at the folder; False where this user may not make one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", str(folder)]
    made = os.name == "posix" and not subprocess.run(mount, capture_output=True).returncode
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_costs_no_change_that_was_acknowledged(
    tmp_path: Path, figures: Figures
) -> None:
    with small_disk(tmp_path / "disk", 16) as is_small:
        start = [] if is_small else ["-c", LIMITED]
        done = subprocess.run(
            [sys.executable, *start, str(WRITER), str(tmp_path / "disk"), str(SEED), "0"],
            capture_output=True,
            text=True,
        )
        assert "OSError" in done.stderr
        acknowledged = int(done.stdout.split()[-1])
        expected = Expected(SEED)
        for _ in range(acknowledged):
            expected.plan_change()
        with open_store(tmp_path / "disk") as store:
            assert expected.is_met_by(store)
        assert not list((tmp_path / "disk").glob("*corrupt*"))
        kind = "a disk of 16 kB" if is_small else "a limit on file size"
        figures.add(f"disk full ({kind}): {acknowledged} acknowledged changes", "0 lost", "0")


def test_a_companion_on_a_full_disk_still_answers(tmp_path: Path, figures: Figures) -> None:
    with small_disk(tmp_path / "home", 64) as is_small:
        if not is_small:
            pytest.skip("only the superuser can make a small disk")
        own = Live(tmp_path / "home", tmp_path / "logs")
        token = own.pair()
        filler = tmp_path / "home" / "filler"
        with pytest.raises(OSError, match="No space left"), filler.open("wb", 0) as file:
            while True:
                file.write(bytes(1024))
        refused = own.ask("/v1/pair", {"code": own.make_code()})
        assert (refused.status, refused.code) == (500, "storage")
        assert own.annotate(token, "The oak sapling put out six new leaves.")
        filler.unlink()
        assert own.annotate(own.pair(), "There is room again, as you see.")
        assert own.stop() == 0
        figures.add("companion on a full disk", "answers; pairing says `storage`", "no fault")


def test_eight_threads_lose_nothing(tmp_path: Path, figures: Figures) -> None:
    with open_store(tmp_path) as store, ThreadPoolExecutor(8) as pool:

        def change(thread: int) -> None:
            for number in range(50):
                name = f"{thread}-{number}"
                store.add_client(Client(name, "", name, "2026-01-01", "2026-01-01"))
                store.touch_client(name, "2026-02-02")

        list(pool.map(change, range(8)))
    kept = [client.used_on for client in Store(tmp_path).clients()]
    figures.add("8 threads, 50 additions and 50 changes each", f"{kept.count('2026-02-02')}", "400")
    assert kept == ["2026-02-02"] * 400
