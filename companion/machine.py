"""What a companion needs of its machine: a clock that is right, and room on the disk."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from companion.atomic import LEFTOVER
from companion.finding import Finding
from companion.services import HIDE_AFTER, open_shelf

LEAST_FREE = 50_000_000  # bytes
PROBE = bytes(65_536)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_clock(today: date, kept: Iterable[str]) -> Finding:
    """Whether today can be today, by what shipped and by the ISO days `kept` until now."""
    remedy = "Set this machine's date and time, best from the network."
    made = find_last_review()
    if today < made:
        text = f"this machine says it is {today}, but this version was made after {made}"
        return Finding("wrong", "clock", text, remedy)
    latest = max(kept, default="")
    if latest > (today + timedelta(days=1)).isoformat():  # one: a traveller's zone may have changed
        text = f"this machine says it is {today}, but something was kept on {latest}"
        return Finding("wrong", "clock", text, remedy)
    if today - made >= timedelta(days=HIDE_AFTER):
        text = f"it is {today}, so the numbers of help are too old to be shown"
        return Finding(
            "note", "clock", text, "Update Mindful Feed, or set the date if it is wrong."
        )
    return Finding("ok", "clock", f"{today}")


def find_last_review() -> date:
    """The latest day on which help was compared with its sources, before this version was made."""
    shelf = open_shelf()
    days = [page.verified_on for page in shelf.pages]
    days += [line.verified_on for country in shelf.countries.values() for line in country.lines]
    return max(days, default=date.min)


def check_disk(folder: Path) -> Finding | None:
    """What keeps the companion from writing into its folder, made yet or not; None if nothing."""
    place = next(path for path in (folder, *folder.parents) if path.exists())
    remedy = f"Make {folder} a folder that you may write to."
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return Finding("wrong", "storage", f"nothing can be written into {place}", remedy)
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE:
        return tell_full(f"only {free // 1_000_000} MB are free where {place} lies")
    if place == folder:
        try:
            write_probe(folder)
        except OSError as trouble:
            if trouble.errno in FULL:
                return tell_full(f"the disk on which {place} lies is full")
            return Finding("wrong", "storage", trouble.strerror or "unwritable", remedy)
    return None


def write_probe(folder: Path) -> None:
    """Write a little to the disk and take it away again; raises OSError."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=LEFTOVER, suffix=".tmp") as file:
        file.write(PROBE)
        file.flush()
        os.fsync(file.fileno())


def tell_full(text: str) -> Finding:
    """That there is no room."""
    return Finding("wrong", "storage", text, f"Free {LEAST_FREE // 1_000_000} MB on that disk.")
