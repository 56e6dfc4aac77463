"""The little that is kept: who is paired, which programs may ask. The only file that knows TinyDB.

TinyDB is neither safe between threads nor between processes, so one lock surrounds each call and
one process at a time owns the folder.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from tinydb import TinyDB, where
from tinydb.storages import Storage
from tinydb.table import Document

from companion.atomic import LEFTOVER, Damaged, read_whole, sweep, write_whole
from companion.journal import FILE as LOG
from companion.lock import hold_lock
from companion.trouble import Trouble

VERSION = 2
FILE = "store.json"
LOCK = "lock"


class InUse(Trouble):
    """Another companion owns the data folder."""


class TooNew(Trouble):
    """A later version of the companion wrote the store."""


class Client(NamedTuple):
    """A paired client: the SHA-256 of its token in hex, its origin ("" for a program), ISO days."""

    key: str
    origin: str
    label: str
    paired_on: str
    used_on: str


class Program(NamedTuple):
    """A program of the owner's: the SHA-256 of its token in hex, what it is for, ISO days."""

    key: str
    name: str
    scopes: tuple[str, ...]
    made_on: str
    used_on: str


class AtomicStorage(Storage):
    """TinyDB's view of one whole file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or None before the first write."""
        return read_whole(self._path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace all tables."""
        write_whole(self._path, data)


class Store:
    """What the companion keeps in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._database = TinyDB(folder / FILE, storage=AtomicStorage)
        self._clients: dict[int, Client] = {}
        self._programs: list[Program] = []
        self._read_all()

    def clients(self) -> list[Client]:
        """The paired clients, the one paired first at the front."""
        return list(self._clients.values())

    def numbered_clients(self) -> dict[int, Client]:
        """The paired clients by the number that the owner calls them by."""
        return dict(self._clients)

    def add_client(self, client: Client) -> None:
        """Keep a newly paired client."""
        with self._lock:
            self._mark_version()
            self._database.table("clients").insert(client._asdict())
            self._read_clients()

    def touch_client(self, key: str, day: str) -> None:
        """Note the day on which a client was last used; writes once a day at most."""
        if any(client.key == key and client.used_on != day for client in self.clients()):
            with self._lock:
                self._database.table("clients").update({"used_on": day}, where("key") == key)
                self._read_clients()

    def keep_clients(self, count: int) -> None:
        """Forget the clients unused for longest until that many are left."""
        with self._lock:
            by_use = sorted(self._clients, key=lambda number: self._clients[number].used_on)
            self._remove(by_use[: max(0, len(by_use) - count)])

    def remove_client(self, number: int) -> bool:
        """Forget one client; False when there is none of that number."""
        with self._lock:
            is_known = number in self._clients
            self._remove([number] if is_known else [])
            return is_known

    def programs(self) -> list[Program]:
        """The programs that have a token."""
        return list(self._programs)

    def add_program(self, program: Program) -> None:
        """Keep a program's new token."""
        with self._lock:
            self._mark_version()
            self._database.table("programs").insert(program._asdict())
            self._read_programs()

    def touch_program(self, key: str, day: str) -> None:
        """Note the day on which a program last asked; writes once a day at most."""
        if any(one.key == key and one.used_on != day for one in self.programs()):
            with self._lock:
                self._database.table("programs").update({"used_on": day}, where("key") == key)
                self._read_programs()

    def remove_program(self, name: str) -> bool:
        """Forget a program's token; False when there is none of that name."""
        with self._lock:
            gone = self._database.table("programs").remove(where("name") == name)
            self._read_programs()
            return bool(gone)

    def read_part(self, name: str) -> dict[str, Any] | None:
        """One of the parts that are a single object, as it was kept; None before it was."""
        with self._lock:
            rows = self._database.table(name).all()
            return dict(rows[0]) if rows else None

    def keep_part(self, name: str, value: dict[str, Any]) -> None:
        """Keep a part instead of what was kept before; its keys are always the same."""
        with self._lock:
            self._mark_version()
            self._database.table(name).upsert(Document(value, doc_id=1))

    def drop(self, names: Iterable[str]) -> None:
        """Forget whole parts, in the copies of the file too."""
        with self._lock:
            for name in names:
                self._database.drop_table(name)
            for copy in self.folder.glob(f"{FILE}.*"):
                copy.unlink()
            self._read_all()

    def erase(self) -> None:
        """Delete every file that the store ever wrote; it can be used again afterwards."""
        with self._lock:
            erase_files(self.folder)
            self._database = TinyDB(self.folder / FILE, storage=AtomicStorage)
            self._clients, self._programs = {}, []

    def _remove(self, numbers: list[int]) -> None:
        if numbers:
            self._database.table("clients").remove(doc_ids=numbers)
            self._read_clients()

    def _read_all(self) -> None:
        try:
            self._check_version()
            self._read_clients()
            self._read_programs()
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            place = self.folder / FILE
            raise Damaged(f"{place} was changed by hand. Move it away and pair again.") from wrong

    def _read_clients(self) -> None:
        rows = self._database.table("clients").all()
        self._clients = {
            row.doc_id: Client(*(str(row[name]) for name in Client._fields)) for row in rows
        }

    def _read_programs(self) -> None:
        rows = self._database.table("programs").all()
        self._programs = [
            Program(row["key"], row["name"], tuple(row["scopes"]), row["made_on"], row["used_on"])
            for row in rows
        ]

    def _mark_version(self) -> None:
        about = self._database.table("about")
        if not about:
            about.insert({"version": VERSION})
        elif about.all()[0]["version"] != VERSION:  # an older companion would overlook the rest
            about.update({"version": VERSION})

    def _check_version(self) -> None:
        rows = self._database.table("about").all()
        if rows and rows[0]["version"] > VERSION:
            raise TooNew("A later version of Mindful Feed wrote this data. Update it first.")


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """The folder, owned by this process while the context lasts; raises Trouble or OSError."""
    make_private(folder)
    with hold_lock(folder / LOCK, InUse(f"Another companion is using {folder}.")):
        yield


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """The store of the folder, owned by this process; raises also atomic.Damaged or TooNew."""
    with hold_folder(folder):
        sweep(folder)
        yield Store(folder)


def erase_files(folder: Path) -> None:
    """Delete every file that a store ever wrote into the folder, good or damaged, and the log."""
    for pattern in (f"{FILE}*", f"{LEFTOVER}*", f"{LOG}*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def make_private(folder: Path) -> None:
    """Make the folder, if it is missing, for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def is_private(path: Path) -> bool:
    """Whether nobody but the owner may read the path; Windows has no modes to tell."""
    return os.name == "nt" or not path.stat().st_mode & 0o077
