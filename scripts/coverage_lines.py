"""Prints what `make coverage` holds the companion to, from coverage's JSON, and ends with 1 if it
falls short."""

import json
import sys
from typing import Any, NamedTuple

EVERY_BRANCH = ("companion/guard.py", "companion/policy.py")
GOAL = 95.0  # per cent of the lines of companion/


class Verdict(NamedTuple):
    """One line of what is held to, and whether it is reached."""

    text: str
    is_reached: bool


def judge(report: dict[str, Any]) -> list[Verdict]:
    """The verdict on the lines of the companion, and one on the branches of each file of the few.

    A file that the report does not have was never run.
    """
    totals = report["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    said = f"lines of the companion: {lines:.1f} % of {totals['num_statements']:,}, goal {GOAL:g} %"
    verdicts = [Verdict(said, lines >= GOAL)]
    for name in EVERY_BRANCH:
        summary = report["files"].get(name, {}).get("summary", {})
        covered, count = summary.get("covered_branches", 0), summary.get("num_branches", 0)
        is_reached = count > 0 and covered == count
        verdicts.append(Verdict(f"branches of {name}: {covered} of {count}, goal all", is_reached))
    return verdicts


def main() -> int:
    """Print every verdict; 0 when all are reached, 1 otherwise."""
    verdicts = judge(json.load(sys.stdin))
    for verdict in verdicts:
        print(f"{'ok    ' if verdict.is_reached else 'MISSED'} {verdict.text}")
    return int(not all(verdict.is_reached for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
