"""Times one racer, in the process that it has for itself."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from racers import Read, make_reader

_readers: dict[str, Read] = {}


class Start(NamedTuple):
    """Seconds from nothing to the first answer, and megabytes resident after it."""

    seconds: float
    memory: float


def begin(name: str, folder: Path, texts: Sequence[str]) -> Start:
    """Make the reader and have it read once."""
    from companion.scorecard.speed import read_memory

    started = perf_counter()
    _readers[name] = make_reader(name, folder)
    _readers[name](texts[:1])
    taken = perf_counter() - started
    _readers[name](texts)
    return Start(taken, read_memory())


def time_batches(name: str, texts: Sequence[str], size: int) -> list[float]:
    """Seconds that each batch of `size` of these texts takes, in order."""
    read, taken = _readers[name], []
    for start in range(0, len(texts), size):
        began = perf_counter()
        read(texts[start : start + size])
        taken.append(perf_counter() - began)
    return taken
