"""What a part of the benchmarks measured: printed as a table, and kept in results.json."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

RESULTS = Path(__file__).with_name("results.json")
WAYS = {">=": lambda value, limit: value >= limit, "<=": lambda value, limit: value <= limit}


class Row(NamedTuple):
    """A figure, as often as it was measured. `way` and `limit` say what is to be reached, if any.

    A `ratio` compares two things that were measured side by side, and stands first.
    """

    name: str
    values: Sequence[float]
    unit: str
    way: str = ""
    limit: float | None = None
    ratio: bool = False

    @property
    def reach(self) -> str:
        """What is to be reached, in words."""
        return f"{self.way} {self.limit:g}" if self.limit is not None else ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the median is as good as it should be; None where nothing is asked."""
        return WAYS[self.way](median(self.values), self.limit) if self.limit is not None else None


def finish(part: str, rows: Sequence[Row], notes: Sequence[str] = (), path: Path = RESULTS) -> None:
    """Print the part's table and keep it in place of what was measured of that part before."""
    ordered = sorted(rows, key=lambda row: not row.ratio)
    print(f"{'figure':62} {'median':>9} {'range':>19} {'of':>4} {'unit':8} reach")
    for row in ordered:
        least, most = min(row.values), max(row.values)
        span = f"{least:.4g} to {most:.4g}" if len(row.values) > 1 else ""
        said = {True: f"{row.reach} yes", False: f"{row.reach} MISSED", None: ""}[row.is_reached]
        middle = f"{median(row.values):9.4g}"
        print(f"{row.name:62} {middle} {span:>19} {len(row.values):4} {row.unit:8} {said}")
    for note in notes:
        print(note)
    held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    held[part] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": describe_machine(),
        "load": round(os.getloadavg()[0], 1),
        "notes": list(notes),
        "rows": [tell_row(row) for row in ordered],
    }
    path.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def tell_row(row: Row) -> dict[str, object]:
    """The row as it is kept."""
    return {
        "name": row.name,
        "median": shorten(median(row.values)),
        "least": shorten(min(row.values)),
        "most": shorten(max(row.values)),
        "of": len(row.values),
        "unit": row.unit,
        "reach": row.reach,
        "reached": row.is_reached,
        "ratio": row.ratio,
    }


def shorten(value: float) -> float:
    """Four digits of it, since no more are ever the same twice."""
    return float(f"{value:.4g}")


def describe_machine() -> str:
    """Cores, architecture and the widest arithmetic, in words that name no product."""
    cores = os.cpu_count() or 1
    flags = read_flags()
    known = {"avx2": "AVX2", "avx512f": "AVX-512", "avx512_vnni": "VNNI", "avx512_bf16": "bfloat16"}
    wide = [name for flag, name in known.items() if flag in flags]
    words = [f"{cores} core{'s' if cores > 1 else ''}", platform.machine().replace("_", "-"), *wide]
    return ", ".join([*words, f"Python {platform.python_version()}"])


def read_flags() -> set[str]:
    """What the processor says it can do; nothing where the system does not tell."""
    told = Path("/proc/cpuinfo")
    if not told.exists():
        return set()
    lines = told.read_text(encoding="utf-8").splitlines()
    return set(next((line for line in lines if line.startswith("flags")), "").split())


def find_share(values: Sequence[float], share: float) -> float:
    """The value under which that share of all lie: 0.5 is the median, 0.95 leaves one in twenty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
