"""The private mirror as it is told: rows of sums, and the same as a table for a spreadsheet."""

import csv
import io
from datetime import date, timedelta

from companion.categories import CATEGORY_IDS
from companion.protocol import InsightsReply, InsightsRequest, KindSum, SiteSum
from companion.wellbeing.sums import Days, Sum

NAMES = (*CATEGORY_IDS, "own")
COLUMNS = ("day", "site", "minutes", "seen", "negative", "neutral", "positive", "pauses")


def tell(days: Days, asked: InsightsRequest, today: date) -> InsightsReply:
    """The sums of the last days; a month is among them if its last day may be."""
    first = (today - timedelta(days=asked.days - 1)).isoformat()
    rows = [
        make_row(day, site, each)
        for day, sites in sorted(days.items())
        if day >= first[: len(day)]
        for site, each in sorted(sites.items())
    ]
    return InsightsReply(sums=rows, csv=write_csv(rows) if asked.csv else None)


def make_row(day: str, site: str, each: Sum) -> SiteSum:
    """One site on one day."""
    return SiteSum(
        day=day,
        site=site,
        minutes=round(each.seconds / 60, 1),
        seen=each.seen,
        negative=each.negative,
        neutral=each.neutral,
        positive=each.positive,
        pauses=each.pauses,
        pauses_taken=each.taken,
        kinds=[
            KindSum(category=name, noted=kind.noted, opened=kind.opened, skipped=kind.skipped)
            for name, kind in each.kinds.items()
            if name in NAMES
        ],
    )


def write_csv(rows: list[SiteSum]) -> str:
    """A line a row, with three columns for each category."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    parts = [f"{name}_{part}" for name in NAMES for part in ("noted", "opened", "skipped")]
    writer.writerow([*COLUMNS, "pauses_taken", *parts])
    for row in rows:
        kinds = {kind.category: (kind.noted, kind.opened, kind.skipped) for kind in row.kinds}
        numbers = [number for name in NAMES for number in kinds.get(name, (0, 0, 0))]
        site = f"'{row.site}" if row.site[0] in "=+-@" else row.site  # no formula
        first = [row.day, site, *(getattr(row, name) for name in COLUMNS[2:])]
        writer.writerow([*first, row.pauses_taken, *numbers])
    return file.getvalue()
