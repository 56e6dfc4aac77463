"""Reads what a model is measured on: public posts, the authored corpus and the suites."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

SUITES = (
    "carecheck",
    "identity_swaps",
    "identity_groups",
    "dialect_gap",
    "negation",
    "languages",
    "why",
)
COLUMNS = ("labels", "stance", "sentiment", "theme", "pair", "text")
COARSE = {
    "recovery": "recovery_or_support",
    "support": "recovery_or_support",
    "counter": "education_or_news",
}


class PublicPost(NamedTuple):
    """A post of a public data set: its first source, what its annotators said, and whether weak."""

    text: str
    source: str
    labels: dict[str, int]
    weak: bool


class AuthoredPost(NamedTuple):
    """A post written for this project; on `unsure` labels readers may differ."""

    text: str
    topic: str
    labels: frozenset[str]
    unsure: frozenset[str]
    stance: str


@dataclass(frozen=True)
class Inputs:
    """All that there is to measure on; what is empty is not measured."""

    public: list[PublicPost] = field(default_factory=list)
    public_dev: list[PublicPost] = field(default_factory=list)
    authored: list[AuthoredPost] = field(default_factory=list)
    suites: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def read_inputs(
    data: Path | None, suites: Path | None, corpus: Path | None, limit: int | None = None
) -> Inputs:
    """Everything found: `data` holds posts/, `suites` CSV files, `corpus` the test split's TSV.

    `limit` thins each list evenly to that many, for a quick look.
    """
    public, dev = [], []
    if data:
        public = list(read_public(data / "posts" / "test.jsonl.gz"))
        dev = list(read_public(data / "posts" / "dev.jsonl.gz"))
    found = {
        name: list(read_suite(suites / f"{name}.csv"))
        for name in SUITES
        if suites and (suites / f"{name}.csv").is_file()
    }
    return Inputs(
        public=thin(public, limit),
        public_dev=thin(dev, limit),
        authored=thin(list(read_authored(corpus)) if corpus else [], limit),
        suites=found,
    )


Item = TypeVar("Item")


def thin(items: list[Item], limit: int | None) -> list[Item]:
    """At most `limit` of the items, evenly spaced."""
    if limit is None or len(items) <= limit:
        return items
    return [items[place * len(items) // limit] for place in range(limit)]


def read_public(path: Path) -> Iterator[PublicPost]:
    """The posts of one split, one JSON object a line; none when there is no such file."""
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            source = post["source"].split("+")[0]
            yield PublicPost(post["text"], source, post["labels"], bool(post["weak"]))


def read_authored(folder: Path) -> Iterator[AuthoredPost]:
    """The posts of one split of the authored corpus; ValueError names a line that is not right."""
    for path in sorted(folder.glob("*.tsv")):
        header, *lines = path.read_text(encoding="utf-8").split("\n")
        if tuple(header.split("\t")) != COLUMNS:
            raise ValueError(f"{path.name}: the first line is not {' '.join(COLUMNS)}")
        for number, line in enumerate(lines, 2):
            cells = line.split("\t")
            if line.strip() and len(cells) != len(COLUMNS):
                raise ValueError(f"{path.name}:{number}: {len(cells)} columns")
            if line.strip():
                names = set(cells[0].split(",")) - {"-"}
                unsure = {name for name in names if name.endswith("?")}
                yield AuthoredPost(
                    cells[5],
                    path.stem,
                    frozenset(names - unsure),
                    frozenset(name.rstrip("?") for name in unsure),
                    cells[1],
                )


def read_suite(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a suite, by column."""
    with path.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows, strict=True)
