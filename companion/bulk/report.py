"""The report of an archive: a page that needs nothing but itself; numbers, no post's words."""

import json
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined

from companion.bulk.tally import Counts, pick_counts
from companion.categories import CATEGORIES

WORDS: dict[str, Any] = json.loads(
    files("companion.data").joinpath("report.json").read_text(encoding="utf-8")
)
MOST_MONTHS = 240  # a longer time is told by the year


class Bar(NamedTuple):
    """A row of a table: its name, its count, how many of them got a note; lengths from 0 to 1."""

    name: str
    posts: int
    noted: int
    length: float
    noted_length: float


class Chart(NamedTuple):
    """A drawing with its table; `columns` stand, other bars lie."""

    id: str
    title: str
    name: str
    unit: str
    bars: list[Bar]
    undated: int = 0
    columns: bool = False


def write_report(counts: Counts, model: str, now: datetime, version: str) -> str:
    """The report as HTML."""
    page = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(files("companion.pages").joinpath("report.html").read_text(encoding="utf-8"))
    statuses = pick_counts(counts, "posts")
    return page.render(
        total=sum(statuses.values()),
        judged=statuses.get("judged", 0),
        noted=sum(pick_counts(counts, "category").values()),
        marked=sum(pick_counts(counts, "mark").values()),
        charts=[chart for chart in draw_charts(counts) if chart.bars],
        undated=WORDS["undated"],
        model=model,
        date=now.date().isoformat(),
        version=version,
    )


def draw_charts(counts: Counts) -> list[Chart]:
    """Every drawing, an empty one without bars."""
    names = {category.id: category.name for category in CATEGORIES}
    months, noted = pick_counts(counts, "month"), pick_counts(counts, "noted_month")
    undated = months.pop("", 0)
    times = name_times(months)
    return [
        make_chart("category", draw_bars(pick_counts(counts, "category"), names, most_first=True)),
        make_chart(
            "month",
            draw_bars(sum_up(months, times), {time: time for time in times}, sum_up(noted, times)),
        )._replace(undated=undated, columns=True),
        *(
            make_chart(kind, draw_bars(pick_counts(counts, kind), WORDS[kind]))
            for kind in ("stance", "sentiment", "reason")
        ),
    ]


def make_chart(kind: str, bars: list[Bar]) -> Chart:
    """The chart of a kind, with its words."""
    title, name, unit = WORDS["charts"][kind]
    return Chart(kind, title, name, unit, bars)


def draw_bars(
    counts: dict[str, int],
    names: dict[str, str],
    noted: dict[str, int] | None = None,
    most_first: bool = False,
) -> list[Bar]:
    """A bar for each name, in their order, unless the most shall come first; none for nothing."""
    most = max(counts.values(), default=0)
    if not most:
        return []
    told = {**names, **({"": WORDS["untold"]} if counts.get("") else {})}
    bars = []
    for each, name in told.items():
        count, part = counts.get(each, 0), (noted or {}).get(each, 0)
        bars.append(Bar(name, count, part, round(count / most, 4), round(part / most, 4)))
    return sorted(bars, key=lambda bar: -bar.posts) if most_first else bars


def name_times(months: Iterable[str]) -> list[str]:
    """Every month from the first to the last, or the years that occur where that is too long."""
    seen = sorted(months)
    if not seen:
        return []
    first, last = ((int(month[:4]) * 12 + int(month[5:]) - 1) for month in (seen[0], seen[-1]))
    if last - first >= MOST_MONTHS:
        return sorted({month[:4] for month in seen})
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def sum_up(months: dict[str, int], times: list[str]) -> dict[str, int]:
    """The counts of months by month, or by year if the times are years."""
    size = len(times[0]) if times else 0
    found = dict.fromkeys(times, 0)
    for month, count in months.items():
        if month[:size] in found:
            found[month[:size]] += count
    return found
