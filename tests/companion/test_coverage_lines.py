"""`make coverage` ends with an error where the tests reach less than we hold ourselves to."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import coverage_lines
import pytest

ROOT = Path(__file__).parents[2]


def write_report(lines: int = 950, **missed: int) -> dict[str, Any]:
    """What coverage tells of 1,000 lines, with so many branches `missed` by a file's name."""
    files = {
        name: {"summary": {"covered_branches": 20 - missed.get(Path(name).stem, 0)}}
        for name in coverage_lines.EVERY_BRANCH
    }
    for found in files.values():
        found["summary"]["num_branches"] = 20
    return {"totals": {"covered_lines": lines, "num_statements": 1000}, "files": files}


def run_lines(report: dict[str, Any]) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "scripts/coverage_lines.py"],
        input=json.dumps(report),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()


def test_what_is_reached_is_told_and_ends_well() -> None:
    assert run_lines(write_report()) == (
        0,
        [
            "ok     lines of the companion: 95.0 % of 1,000, goal 95 %",
            "ok     branches of companion/guard.py: 20 of 20, goal all",
            "ok     branches of companion/policy.py: 20 of 20, goal all",
        ],
    )


@pytest.mark.parametrize(
    ("report", "missed"),
    [
        (write_report(lines=949), "lines of the companion: 94.9 %"),
        (write_report(guard=1), "branches of companion/guard.py: 19 of 20"),
        (write_report(policy=3), "branches of companion/policy.py: 17 of 20"),
        (write_report() | {"files": {}}, "branches of companion/guard.py: 0 of 0"),
    ],
)
def test_what_falls_short_is_named_and_ends_with_an_error(
    report: dict[str, Any], missed: str
) -> None:
    code, said = run_lines(report)
    assert code == 1
    assert f"MISSED {missed}" in "\n".join(said)


@pytest.mark.parametrize("name", coverage_lines.EVERY_BRANCH)
def test_what_is_held_to_exists(name: str) -> None:
    assert (ROOT / name).is_file()
