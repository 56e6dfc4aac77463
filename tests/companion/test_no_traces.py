"""Nothing is left anywhere on the machine but in the data folder, by any library either."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from live import ROOT

POST = b'{"id": "1", "text": "The kettle is on, and the cat knows it."}\n'
# Where programs keep what they like, and what has a library think that it is only being tested.
NOT_SET = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


@pytest.mark.model
@pytest.mark.parametrize("words", [("annotate", "-"), ("doctor",)])
def test_nothing_is_written_but_into_the_data_folder(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    home, data = tmp_path / "home", tmp_path / "data"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_SET and not name.startswith("ORT_")
    }
    done = subprocess.run(
        [sys.executable, "-m", "companion", *words],
        input=POST,
        capture_output=True,
        cwd=ROOT,
        env={**kept, "HOME": str(home), "MINDFUL_FEED_HOME": str(data)},
    )
    assert done.stdout, done.stderr
    assert [path for path in home.rglob("*") if path.is_file()] == []
