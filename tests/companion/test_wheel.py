"""What somebody gets who installs Mindful Feed without its repository."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_wheel_holds_the_model_the_pages_the_data_and_the_extension(tmp_path: Path) -> None:
    words = [
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    (wheel,) = tmp_path.glob("mindful_feed-*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert names >= {
        "companion/__main__.py",
        "companion/data/notes.json",
        "companion/data/resources/GB.json",
        "companion/data/demo.json",
        "companion/extension/manifest.json",
        "companion/extension/background.js",
        "companion/models/calm-minilm/model.onnx",
        "companion/models/calm-minilm/model.toml",
        "companion/models/calm-minilm/tokenizer.json",
        "companion/pages/index.html",
        "companion/pages/static/page.css",
    }
    strays = [name for name in names if "__pycache__" in name or name.startswith("tests/")]
    assert strays == []
