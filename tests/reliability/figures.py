"""The table that `make reliability` prints at its end."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

import pytest

# Of the tests that `make test` runs too, those that attack: file by file, what each holds.
ATTACKS = {
    "test_bad_input": "strange requests over raw sockets",
    "test_odd_days": "odd days: clock, sleep, folders, stops",
    "test_openapi": "schemathesis, by message",
    "test_parse": "hypothesis: strict JSON",
    "test_parsers": "hypothesis: archives, store, models, headers",
    "test_parsers_kept": "hypothesis: settings, filters, what was kept",
    "test_parsers_shapes": "hypothesis: every message, models, hours, help",
    "test_request_shapes": "hypothesis: what content scripts send",
    "test_canary": "searches for a post's words on the disk",
    "test_no_route": "the whole way without a network",
    "test_hostile_pages": "hostile pages and extensions in Chromium",
    "test_hostile_firefox": "... in Firefox",
    "test_updated": "updates of the extension, both browsers",
}


class Figures:
    """Its rows so far."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self._rows = rows

    def add(self, what: str, measured: object, wanted: str) -> None:
        """A row: what was measured, the figure, and what it should be."""
        self._rows.append((what, str(measured), wanted))


class Tally:
    """How the tests of each file ended."""

    def __init__(self) -> None:
        self._ended: dict[str, Counter[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one."""
        if report.when == "call" or (report.when == "setup" and not report.passed):
            file = PurePath(report.location[0]).stem
            self._ended.setdefault(file, Counter())[report.outcome] += 1

    def list_rows(self) -> Iterator[tuple[str, str, str]]:
        """A row for each file of ATTACKS that was run."""
        for name, what in ATTACKS.items():
            if ended := self._ended.get(name):
                skipped = f", {ended['skipped']} could not be tried here"
                tried = ended.total() - ended["skipped"]
                held = f"{ended['passed']} of {tried} held"
                yield what, held + (skipped if ended["skipped"] else ""), "all"
