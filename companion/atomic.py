"""A JSON file that is always whole: on any crash or full disk, the old bytes or the new ones.

The new content is written to a file of its own, forced to disk and renamed over the old one; the
old one stays behind as a single backup.
"""

import errno
import json
import logging
import math
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from companion.trouble import Trouble

LEFTOVER = ".tdb-"
# What network shares say that force files to disk, but not folders.
NO_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EACCES)
log = logging.getLogger(__name__)


class Damaged(Trouble):
    """Neither the file nor its backup can be read."""


def backup_of(path: Path) -> Path:
    """The backup's path, one write behind the file."""
    return path.with_name(path.name + ".bak")


def read_whole(path: Path) -> dict[str, Any] | None:
    """The file's JSON object, or the backup's when the file is damaged; None when there is neither.

    A damaged file is kept beside the others as NAME.corrupt-DATE. Raises Damaged.
    """
    found = _read_object(path)
    if found is not None:
        return found
    rescued = _read_object(backup_of(path))
    if rescued is None and (path.exists() or backup_of(path).exists()):
        raise Damaged(f"{path} is damaged and has no good backup. Move it away and pair again.")
    if rescued is not None and path.exists():
        path.replace(path.with_name(f"{path.name}.corrupt-{datetime.now():%Y%m%d-%H%M%S}"))
        write_whole(path, rescued)
        log.warning("%s was damaged; its backup is used, without the last change", path.name)
    return rescued


def write_whole(path: Path, value: dict[str, Any]) -> None:
    """Replace the file's content; on return it is on the disk. Raises OSError, ValueError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=LEFTOVER, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(value, file, allow_nan=False, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            _copy_over(path, backup_of(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half written."""
    for leftover in folder.glob(f"{LEFTOVER}*.tmp"):
        leftover.unlink(missing_ok=True)


def _read_object(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_bytes(), parse_constant=_read_number, parse_float=_read_number)
    except (FileNotFoundError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _read_number(digits: str) -> float:
    """A number that can be written again: NaN and infinities are no JSON."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("no number of JSON")
    return number


def _copy_over(path: Path, copy: Path) -> None:
    """Make `copy` a second name of the same bytes, which the next write leaves alone."""
    spare = copy.with_name(f"{LEFTOVER}{os.getpid()}.bak.tmp")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # a file system without hard links
        shutil.copy2(path, spare)
    os.replace(spare, copy)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and orders renames by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in NO_FOLDERS:
            raise
    finally:
        os.close(descriptor)
