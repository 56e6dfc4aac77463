"""The table that `make reliability` prints at its end."""


class Figures:
    """Its rows so far."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self._rows = rows

    def add(self, what: str, measured: object, wanted: str) -> None:
        """A row: what was measured, the figure, and what it should be."""
        self._rows.append((what, str(measured), wanted))
