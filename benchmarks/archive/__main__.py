"""How fast an archive is annotated, and that memory stays flat.

    python benchmarks/archive [--constant 1000000] [--real 100000] [--jobs 1] [--folder FOLDER]

Posts are generated, annotated by `mindful-feed annotate --output` in a process of its own, and
counted. Memory is the peak of that process (and of its largest child) over that of a run on 1,000
posts; it may grow by less than 50 MB. Exit code 1 where it grows more, or a row is missing.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from posts import write_posts

ROOT = Path(__file__).resolve().parents[2]

CONSTANT = [str(ROOT / "tests" / "companion" / "constant_annotate.py")]
REAL = ["-m", "companion"]
FEW, REACH = 1_000, 50.0


def run(program: list[str], folder: Path, count: int, jobs: int) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of the processor and peak megabytes of annotating so many."""
    archive, output = folder / "posts.jsonl", folder / "out.jsonl"
    write_posts(archive, count)
    output.unlink(missing_ok=True)
    words = ["annotate", str(archive), "--output", str(output), "--jobs", str(jobs)]
    words += ["--report", str(folder / "report.html")]
    paths = {"PYTHONPATH": str(ROOT), "MINDFUL_FEED_HOME": str(folder / "home")}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *program, *words], env=os.environ | paths)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with output.open("rb") as lines:
        rows = sum(1 for _ in lines)
    if process.returncode or rows != count:
        raise SystemExit(f"{rows:,} of {count:,} rows, exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1_024
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--constant", type=int, default=1_000_000)
    parser.add_argument("--real", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the posts lie; a temporary one if none")
    asked = parser.parse_args()
    is_flat = True
    print(f"{'engine':10} {'posts':>10} {'seconds':>9} {'posts/s':>8} {'CPU s':>8} {'MB':>6} grown")
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        for engine, program, count in (
            ("constant", CONSTANT, asked.constant),
            ("real", REAL, asked.real),
        ):
            if not count:
                continue
            _, _, before = run(program, Path(name), min(FEW, count), asked.jobs)
            seconds, work, peak = run(program, Path(name), count, asked.jobs)
            print(
                f"{engine:10} {count:10,} {seconds:9.1f} {count / seconds:8.0f} {work:8.1f}"
                f" {peak:6.0f} {peak - before:+.1f} MB (<{REACH:g})",
                flush=True,
            )
            is_flat = is_flat and peak - before < REACH
    print(f"others waiting for the processor: load {os.getloadavg()[0]:.1f}")
    sys.exit(not is_flat)


if __name__ == "__main__":
    main()
