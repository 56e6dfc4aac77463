"""Writes README.md and the charts out of results.json: python benchmarks/report.py."""

import json
from pathlib import Path
from typing import Any

from chart import Bar, draw_bars

HERE = Path(__file__).parent
ORDER = ["engines", "service", "chromium", "scaling", "peak", "page", "preview", "rank"]
RATE, SINGLE = ": posts/s, batches of 32", ": p50, batches of 1"
Part = dict[str, Any]


def write_report(folder: Path = HERE) -> None:
    """Everything that was measured, part by part."""
    results = folder / "results.json"
    held: dict[str, Part] = json.loads(results.read_text("utf-8")) if results.exists() else {}
    pieces = [(HERE / "about.md").read_text(encoding="utf-8")]
    if "engines" in held:
        pieces += write_charts(folder, held["engines"])
    pieces += [
        write_part(name, held[name]) if name in held else f"## {name}\n\nNot measured yet.\n"
        for name in ORDER
    ]
    (folder / "README.md").write_text("\n".join(pieces), encoding="utf-8")


def write_part(name: str, part: Part) -> str:
    """A heading, where and when, and the table; ratios stand first in it already."""
    lines = [f"## {name}", ""]
    lines += [f"{part['date']}; {part['machine']}; load {part['load']:g} at the end.", ""]
    lines += ["| figure | median | least to most | of | reach |", "| --- | --- | --- | --- | --- |"]
    for row in part["rows"]:
        span = f"{row['least']:g} to {row['most']:g}" if row["of"] > 1 else ""
        mark = {True: " ✓", False: " ✗", None: ""}[row["reached"]]
        median = f"{row['median']:g} {row['unit']}"
        lines.append(f"| {row['name']} | {median}{mark} | {span} | {row['of']} | {row['reach']} |")
    if part["notes"]:
        lines += ["", *part["notes"]]
    return "\n".join([*lines, ""])


def write_charts(folder: Path, part: Part) -> list[str]:
    """The charts' files, and the lines that show them."""
    shown = []
    for file, ending, title, about in (
        ("rate.svg", RATE, "Posts a second", f"batches of 32; {part['machine']}; more is better"),
        ("single.svg", SINGLE, "One post, ms", f"median; {part['machine']}; less is better"),
    ):
        bars = pick_bars(part, ending)
        if bars:
            (folder / file).write_text(draw_bars(title, about, bars), encoding="utf-8")
            shown += [f"![{title}: {about}]({file})", ""]
    return shown


def pick_bars(part: Part, ending: str) -> list[Bar]:
    """A bar for each network; what only counts words is left out, since it would dwarf them."""
    found = []
    for row in part["rows"]:
        name = row["name"].removesuffix(ending)
        if row["name"].endswith(ending) and not name.startswith(("VADER", "word pairs")):
            given = row["median"], row["least"], row["most"]
            found.append(Bar(name, *given, ours=name.startswith("ours")))
    return sorted(found, key=lambda bar: bar.value, reverse=ending == RATE)


if __name__ == "__main__":
    write_report()
