"""Labelled posts of a developer's own, to calibrate on: CSV or JSON Lines, text and category."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from companion.categories import CATEGORY_IDS
from companion.trouble import Trouble

FIELDS = ("text", "category")
NOTHING = {"", "none", "-"}
NAMES = {*CATEGORY_IDS, "acute"}
MOST_POSTS = 50_000
_between = re.compile(r"[\s,;|]+")


class LabelledPost(NamedTuple):
    """A post and every category that it belongs to."""

    text: str
    categories: frozenset[str]


def read_labelled(file: Path) -> list[LabelledPost]:
    """The posts of the file; raises Trouble naming the first line that cannot be read."""
    posts = []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = read_csv(lines) if file.suffix.lower() == ".csv" else read_lines(lines)
            for number, row in rows:
                posts.append(read_post(row, f"{file.name}, line {number}"))
                if len(posts) > MOST_POSTS:
                    raise Trouble(f"{file.name} has more than {MOST_POSTS} posts. Fewer will do.")
    except UnicodeDecodeError:
        raise Trouble(f"{file.name} is no text in UTF-8.") from None
    except csv.Error as wrong:
        raise Trouble(f"{file.name} is no CSV: {wrong}.") from None
    if not posts:
        raise Trouble(f"{file.name} holds no posts.")
    return posts


def read_csv(lines: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a CSV file with a header, by their last line."""
    reader = csv.DictReader(lines, strict=True)
    for row in reader:
        yield reader.line_num, row


def read_lines(lines: Any) -> Iterator[tuple[int, Any]]:
    """The values of JSON Lines, by line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def read_post(row: Any, place: str) -> LabelledPost:
    """A post from a row with the fields text and category; raises Trouble."""
    if not isinstance(row, dict) or any(row.get(name) is None for name in FIELDS):
        raise Trouble(f"{place}: not a post with the fields text and category.")
    said = row["category"]
    names = said if isinstance(said, list) else _between.split(str(said).strip().lower())
    found = {str(name) for name in names} - NOTHING
    if found - NAMES:
        known = ", ".join(sorted(NAMES))
        raise Trouble(f"{place}: {min(found - NAMES)!r} is none of {known}.")
    return LabelledPost(str(row["text"]), frozenset(found))
