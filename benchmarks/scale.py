"""How long many posts take at the rate that was measured: python benchmarks/scale.py.

Reads results.json (`make bench PART=engines`) and prints the table of sizes of docs/scale.md.
"""

import json

from results import RESULTS

RATE = "ours (int8 ONNX): posts/s, batches of 32"
SIZES = {
    "one reader's day": 2_000,
    "one person's archive": 100_000,
    "a research set": 100_000_000,
}


def write_table(rate: float) -> str:
    """Hours of one machine of that many posts a second."""
    lines = [f"At {rate:g} posts/s:", "", "| posts | hours of one such machine |", "|---|---|"]
    lines += [
        f"| {name}, {count:,} | {count / rate / 3_600:.2g} |" for name, count in SIZES.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Print it; SystemExit where nothing was measured yet."""
    held = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    rows = held.get("engines", {}).get("rows", [])
    found = [row["median"] for row in rows if row["name"] == RATE]
    if not found:
        raise SystemExit("nothing was measured yet: make bench PART=engines")
    print(write_table(found[0]))


if __name__ == "__main__":
    main()
