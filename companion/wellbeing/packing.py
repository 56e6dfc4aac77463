"""Daily sums as they are kept: a line of numbers a day, since 400 days of JSON would be long.

`0 1200 85 30 40 15 1 1 s3,1,0 d2,0,0` is one site of a day: the site's place in the list of sites,
seconds, posts seen, negative, neutral, positive, pauses, pauses taken, and for each category posts
noted, opened and skipped. Sites are parted by `;`.
"""

import json
import re
from typing import Any

from companion.wellbeing.sums import COUNTS, Days, Kind, Sum, merge_day

# The store keeps a second copy of all, so this is well under half of 300 kB.
MOST_LENGTH = 120_000

# Never change a letter: they stand in what is kept. A category without one is written out.
LETTERS = {
    "self_harm": "s",
    "despair": "d",
    "eating": "e",
    "threat": "t",
    "hate": "h",
    "harassment": "r",
    "sexual": "x",
    "health_claim": "c",
    "outrage": "o",
    "grim": "g",
    "own": "w",
}
NAMES = {letter: name for name, letter in LETTERS.items()}
KIND = re.compile(r"([a-z_]+)(\d+),(\d+),(\d+)")


def pack(days: Days) -> dict[str, Any]:
    """The sums as one JSON object: the names of the sites, and a line a day."""
    sites = sorted({site for of_day in days.values() for site in of_day})
    places = {site: str(place) for place, site in enumerate(sites)}
    lines = {
        day: ";".join(f"{places[site]} {pack_sum(each)}" for site, each in of_day.items())
        for day, of_day in days.items()
    }
    return {"sites": sites, "days": lines}


def unpack(kept: dict[str, Any]) -> Days:
    """The sums in such an object; raises ValueError or IndexError when it is none."""
    days: Days = {}
    for day, line in kept["days"].items():
        days[day] = {}
        for part in line.split(";"):
            place, rest = part.split(" ", 1)
            days[day][kept["sites"][int(place)]] = unpack_sum(rest)
    return days


def pack_sum(each: Sum) -> str:
    """The numbers of one site."""
    counts = [str(getattr(each, name)) for name in COUNTS]
    kinds = [
        f"{LETTERS.get(name, name)}{kind.noted},{kind.opened},{kind.skipped}"
        for name, kind in each.kinds.items()
    ]
    return " ".join(counts + kinds)


def unpack_sum(line: str) -> Sum:
    """The same, read again."""
    words = line.split(" ")
    kinds: dict[str, Kind] = {}
    for word in words[len(COUNTS) :]:
        found = KIND.fullmatch(word)
        if not found:
            raise ValueError("a category without its numbers")
        letter, *numbers = found.groups()
        kinds[NAMES.get(letter, letter)] = Kind(*map(int, numbers))
    counts = dict(zip(COUNTS, map(int, words), strict=False))
    return Sum(**counts, kinds=kinds)


def make_room(days: Days, most: int = MOST_LENGTH) -> Days:
    """The sums in no more than so many characters: the oldest days become months before their
    time, and in the end the oldest months go."""
    while len(days) > 1 and len(json.dumps(pack(days))) > most:
        oldest = min((day for day in days if len(day) == 10), default="")
        if oldest and oldest != max(days):
            days = merge_day(days, oldest, days[oldest])
        else:
            gone = min(days)
            days = {day: sites for day, sites in days.items() if day != gone}
    return dict(sorted(days.items()))
