"""The engine ray as far as it goes without Ray; the rest is in tests/reliability/test_ray.py."""

import sys
from pathlib import Path

import pytest
from live import run

from companion.bulk import cluster
from companion.trouble import Trouble


def test_ray_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(Trouble, match=r"needs ray: pip install mindful-feed\[cluster\]"):
        with cluster.start_ray(1, None):
            raise AssertionError


def test_ray_is_told_to_stay_here_and_to_tell_nobody() -> None:
    assert cluster.OURS["RAY_USAGE_STATS_ENABLED"] == "0"
    assert cluster.OURS["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] == "0"


def test_ray_needs_a_file_and_not_a_pipe(tmp_path: Path) -> None:
    done = run(tmp_path, "annotate", "-", "--engine", "ray", stdin=b'{"text": "Hello to all"}\n')
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"Error: The engine ray needs a file, not a pipe.\n"
