"""A scorecard: what was measured of one model, in numbers for programs."""

from math import isnan
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from companion.measures import Interval
from companion.scorecard.figures import FIGURE_IDS, Estimate


def drop_nan(cell: object) -> object:
    """None for NaN, since JSON has none; a float to five digits."""
    if isinstance(cell, float):
        return None if isnan(cell) else round(cell, 5)
    return cell


Cell = Annotated[str | int | float | None, BeforeValidator(drop_nan)]


class Table(BaseModel):
    """Rows of equal columns; `about` says what they are and what to beware of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    about: str = ""
    rows: list[dict[str, Cell]]


class Section(BaseModel):
    """What one kind of measuring found."""

    figures: dict[str, Estimate] = {}
    tables: list[Table] = []

    def tell(self, name: str, value: float, posts: int, interval: Interval | None = None) -> None:
        """Adds a figure; one that could not be measured (NaN) is left out."""
        if name not in FIGURE_IDS:
            raise KeyError(name)
        if isnan(value):
            return
        self.figures[name] = Estimate(
            value=round(value, 5),
            posts=posts,
            low=None if interval is None or isnan(interval.low) else round(interval.low, 5),
            high=None if interval is None or isnan(interval.high) else round(interval.high, 5),
        )

    def show(self, title: str, rows: list[dict[str, Cell]], about: str = "") -> None:
        """Adds a table, unless it is empty."""
        if rows:
            self.tables.append(Table(title=title, about=about, rows=rows))


class Published(BaseModel):
    """A figure that others published of their system on the same test set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: str
    system: str
    parameters: str
    value: float
    year: int
    source: str
    note: str = ""


class Scorecard(BaseModel):
    """Everything measured of one model. `beside` holds the figures of baselines, by name."""

    model: str
    version: str
    licence: str
    measured_on: str
    limit: int | None
    dials: dict[str, float]
    figures: dict[str, Estimate]
    tables: list[Table]
    missing: list[str]
    beside: dict[str, dict[str, Estimate]]
    published: list[Published]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Writes MODEL.json and MODEL.md into a folder and returns both paths."""
        from companion.scorecard.markdown import write_markdown

        folder.mkdir(parents=True, exist_ok=True)
        data, text = folder / f"{self.model}.json", folder / f"{self.model}.md"
        data.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")
        text.write_text(write_markdown(self), encoding="utf-8")
        return data, text
