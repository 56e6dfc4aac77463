"""Prints the figures of `make coverage` that we hold ourselves to, from coverage's JSON."""

import json
import sys
from typing import Any

EVERY_BRANCH = ("companion/guard.py", "companion/policy.py")
GOAL = 95.0


def tell(report: dict[str, Any]) -> list[str]:
    """A line for the lines of the companion, and one for the branches of each file of the few."""
    totals = report["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    said = [f"lines of the companion: {lines:.1f} % (goal {GOAL:g} %)"]
    for name in EVERY_BRANCH:
        summary = report["files"][name]["summary"]
        covered, count = summary["covered_branches"], summary["num_branches"]
        said.append(f"branches of {name}: {covered} of {count}")
    return said


if __name__ == "__main__":
    print("\n".join(tell(json.load(sys.stdin))))
