"""What a power cut may cost of a run: the last seconds, and nothing of what stood before."""

import os
from pathlib import Path

import pytest
from constant_annotate import Constant
from test_archive_runs import NOW, keep, make_rows

from companion.bulk.output import Kept
from companion.bulk.share import annotate_here, cut_shares


def test_what_a_disk_fills_up_with_after_a_power_cut_is_cut_away(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    keep(path, make_rows(200))
    whole = path.read_bytes()
    path.write_bytes(whole[:150_000] + b"\0" * 5_000)
    assert keep(path, make_rows(200)) > 0
    assert path.read_bytes() == whole


def test_a_power_cut_costs_seconds_and_an_end_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the disk itself could tell more; what is asked of it is counted."""
    synced: list[int] = []
    ask_disk = os.fsync

    def count(file: int) -> None:
        ask_disk(file)
        synced.append(os.fstat(file).st_size)

    monkeypatch.setattr(os, "fsync", count)
    seconds = iter(range(0, 100, 2))  # each look at the clock is two seconds later
    path = tmp_path / "out.jsonl"
    with Kept(path, lambda: float(next(seconds))) as out:
        for done in annotate_here(cut_shares(make_rows(64 * 7)), Constant, NOW):
            out.write(done)
    assert len(synced) == 3
    assert synced[-1] == path.stat().st_size
