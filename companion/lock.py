"""One at a time: a lock that lies in a file, and goes with the process that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from companion.config import HOME_VARIABLE
from companion.trouble import Trouble


@contextmanager
def hold_lock(path: Path, taken: Trouble) -> Iterator[None]:
    """The lock, while the context lasts; raises `taken` when another process holds it.

    Trouble where the disk locks no files, as some network shares do.
    """
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise taken from None
    except NotImplementedError:
        raise Trouble(f"The disk of {path.parent} locks no files. Set {HOME_VARIABLE}.") from None
    try:
        yield
    finally:
        lock.release()
