"""A scorecard for people: Markdown, the figures first, then every table."""

from collections.abc import Sequence

from companion.scorecard.card import Scorecard, Table
from companion.scorecard.figures import FIGURES, Estimate, Figure, reaches


def write_markdown(card: Scorecard) -> str:
    """The whole card."""
    parts = [f"# Scorecard: {card.model} {card.version}", tell_how(card), lay_figures(card)]
    if card.published:
        parts.append(lay_published(card))
    parts.extend(lay_table(table) for table in card.tables)
    if card.missing:
        parts.append("## Not measured\n\n" + "\n".join(f"- {line}" for line in card.missing))
    return "\n\n".join(parts) + "\n"


def tell_how(card: Scorecard) -> str:
    """When, on what and with which dials."""
    share = f" At most {card.limit} posts of each kind: a try, not a result." if card.limit else ""
    dials = ", ".join(f"{name} {dial:g}" for name, dial in card.dials.items())
    return (
        f"Measured on {card.measured_on} with default settings (a note from a probability of: "
        f"{dials}).{share} Intervals are 95 % bootstrap intervals. "
        "Nothing is chosen on test posts: cuts are the dials, or are taken on dev posts "
        "where a row says so."
    )


def lay_figures(card: Scorecard) -> str:
    """Every figure of the model beside the goal and the baselines."""
    columns = ["figure", "goal", card.model, "95 %", "posts", *card.beside]
    rows = []
    for figure in FIGURES:
        others = [found.get(figure.id) for found in card.beside.values()]
        own = card.figures.get(figure.id)
        if own or any(others):
            cells = [figure.title, tell_goal(figure), tell_value(figure, own, True)]
            cells += [tell_interval(own), str(own.posts) if own else ""]
            rows.append([*cells, *(tell_value(figure, other) for other in others)])
    return "## Figures\n\n" + lay_rows(columns, rows)


def tell_goal(figure: Figure) -> str:
    """The goal, such as ">= 0.9"."""
    if figure.goal is None:
        return ""
    return f"{'>=' if figure.better == 'high' else '<='} {figure.goal:g}"


def tell_value(figure: Figure, found: Estimate | None, judge: bool = False) -> str:
    """A value in its unit; where `judge`, with a word on whether it reaches the goal."""
    if found is None:
        return ""
    shown = f"{found.value:.1f} {figure.unit}" if figure.unit else f"{found.value:.3f}"
    reached = reaches(figure, found.value) if judge else None
    return shown if reached is None else f"{shown} {'✓' if reached else '✗'}"


def tell_interval(found: Estimate | None) -> str:
    """The interval, if one was taken."""
    if found is None or found.low is None or found.high is None:
        return ""
    return f"{found.low:.3f} to {found.high:.3f}"


def lay_published(card: Scorecard) -> str:
    """What others published on the same test sets, beside this model."""
    titles = {figure.id: figure.title for figure in FIGURES}
    rows = []
    for other in card.published:
        own = card.figures.get(other.figure)
        rows.append(
            [
                titles[other.figure],
                f"{other.system} ({other.parameters} parameters)",
                f"{other.value:.3f}",
                f"{own.value:.3f}" if own else "",
                f"{other.source}, {other.year}" + (f"; {other.note}" if other.note else ""),
            ]
        )
    return "## Published figures\n\n" + lay_rows(
        ["figure", "system", "published", card.model, "source"], rows
    )


def lay_table(table: Table) -> str:
    """One table under its heading."""
    columns = list(dict.fromkeys(name for row in table.rows for name in row))
    rows = [[tell_cell(row.get(name)) for name in columns] for row in table.rows]
    about = f"{table.about}\n\n" if table.about else ""
    return f"## {table.title}\n\n{about}{lay_rows(columns, rows)}"


def tell_cell(cell: str | int | float | None) -> str:
    """A cell's text; nothing for what could not be measured."""
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def lay_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
