"""The authored corpus: one tab-separated line a post, one folder a split, a theme in one only."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

COLUMNS = ("labels", "stance", "sentiment", "theme", "pair", "text")


class AuthoredPost(NamedTuple):
    """A post written for this project. `unsure` holds labels on which readers may differ."""

    text: str
    labels: frozenset[str]
    unsure: frozenset[str]
    stance: str
    sentiment: str
    theme: str
    pair: str | None
    topic: str


def read_corpus(folder: Path) -> Iterator[AuthoredPost]:
    """Every post of one split, file by file, line by line."""
    for path in sorted(folder.glob("*.tsv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        if tuple(header.split("\t")) != COLUMNS:
            raise ValueError(f"{path.name}: the first line is not {' '.join(COLUMNS)}")
        for number, line in enumerate(lines, 2):
            if line.strip():
                yield read_line(line, path.stem, f"{path.name}:{number}")


def read_line(line: str, topic: str, where: str) -> AuthoredPost:
    """One post; ValueError names the line when its columns are not right."""
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{where}: {len(cells)} columns instead of {len(COLUMNS)}")
    labels, stance, sentiment, theme, pair, text = cells
    names = [] if labels == "-" else labels.split(",")
    return AuthoredPost(
        text,
        frozenset(name for name in names if not name.endswith("?")),
        frozenset(name.rstrip("?") for name in names if name.endswith("?")),
        stance,
        sentiment,
        theme,
        None if pair == "-" else pair,
        topic,
    )
