"""docs/add-a-model.md, gone through from start to end by somebody who has a checkpoint."""

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from networks import write_bert, write_words
from test_adding import WORDS, say
from test_swapping import name_model

from companion.adding.mapping import TARGETS
from companion.gate import FLOORS
from companion.screeners import load
from tests.companion.live import Live, run

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-model.md").read_text(encoding="utf-8")
ONE_COMMAND = 120  # seconds, from a checkpoint folder to serving it


def find_blocks(kind: str) -> list[str]:
    """The fenced blocks of a kind, in order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


COMMANDS = [
    shlex.split(line.removeprefix("$ mindful-feed "))
    for block in find_blocks("console")
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A companion beside what the page says that one has."""
    folder = tmp_path_factory.mktemp("page")
    write_bert(folder / "my-checkpoint")
    write_words(folder / "exported", WORDS)
    (folder / "exported" / "config.json").unlink()
    heading, *rows = find_blocks("csv")[0].splitlines()
    (folder / "posts.csv").write_text("\n".join([heading, *rows * 12]), encoding="utf-8")
    companion = Live(folder / "home", folder / "logs")
    yield companion
    companion.stop()


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_command_of_the_page_does_what_it_says(running: Live) -> None:
    token = running.pair()
    first, *others = COMMANDS[:-1]  # the last is about an engine, below
    assert first == ["models", "add", "my-checkpoint", "--use"]
    # This checkpoint is of random weights, so it reaches no floor.
    before, began = os.times(), time.perf_counter()
    done = run_long(running, *first, "--anyway")
    after, wall = os.times(), time.perf_counter() - began
    work = after.children_user + after.children_system
    work -= before.children_user + before.children_system
    print(f"from a checkpoint to serving it: {work:.0f} s of work, {wall:.0f} s on the clock")
    assert done.returncode == 0, done.stderr
    assert name_model(running, token) == "my-checkpoint"
    assert work < ONE_COMMAND  # the clock's seconds are those of whatever else runs here too
    for words in others:
        told = [*words, "--anyway"] if words[:2] == ["models", "use"] else words
        done = run_long(running, *told)
        assert done.returncode == 0, (words, done.stderr)
        if words[1] == "use":
            assert name_model(running, token) == words[2]
    listed = run(running.folder, "models", "list").stdout.decode()
    assert {"my-checkpoint", "third"} <= {line.split()[0] for line in listed.splitlines()}
    assert "second" not in listed
    assert f"{running.folder}" not in listed


def run_long(live: Live, *words: str) -> subprocess.CompletedProcess:
    """A command in the folder where the checkpoint lies, on however slow a machine."""
    return subprocess.run(
        [sys.executable, "-m", "companion", *words],
        capture_output=True,
        cwd=live.folder.parent,
        env={**os.environ, "MINDFUL_FEED_HOME": str(live.folder), "PYTHONPATH": str(Path.cwd())},
        timeout=600,
        check=False,
    )


def test_the_engine_of_the_page_is_installed_and_judges(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    (engine,) = find_blocks("python")
    assert len([line for line in engine.splitlines() if line.strip()]) <= 15
    about, model = find_blocks("toml")
    (project / "loudness.py").write_text(engine, encoding="utf-8")
    (project / "pyproject.toml").write_text(about, encoding="utf-8")
    options = ["--no-index", "--no-build-isolation", "--no-deps", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-qq", *options, "--target", str(site), "."],
        cwd=project,
        check=True,
        timeout=170,
    )
    (tmp_path / "loud").mkdir()
    (tmp_path / "loud" / "model.toml").write_text(model, encoding="utf-8")
    (tmp_path / "loud" / "config.json").write_text(json.dumps({"usual": 1}), encoding="utf-8")
    done = say(*COMMANDS[-1])
    assert (done.exit_code, "not installed" in done.stderr) == (1, True)
    monkeypatch.syspath_prepend(site)
    assert "loudness  (installed)\n" in say("models", "engines").stdout
    done = say(*COMMANDS[-1])
    assert done.exit_code == 0, done.stderr
    calm, loud = load(home / "models" / "loud").judge(["Soup.", "Soup!!!! Now!!!!!"])
    assert calm.scores["outrage"] < 0.1
    assert loud.scores["outrage"] > 0.8


@pytest.mark.parametrize(
    "fault",
    [
        "raise RuntimeError",
        "return [[0.0]]",
        "return [[0.0, 1.0] for text in texts]",
        "return [[float('nan')] for text in texts]",
        "return [['loud'] for text in texts]",
    ],
)
def test_an_engine_that_answers_nonsense_is_never_used(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    about = tmp_path / "site" / "faulty-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Name: faulty\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[mindful_feed.engines]\nfaulty = faulty:Faulty\n")
    (tmp_path / "site" / "faulty.py").write_text(
        "class Faulty:\n    def __init__(self, folder): pass\n"
        f"    def read_texts(self, texts): {fault}\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "faulty", raising=False)
    (tmp_path / "loud").mkdir()
    model = find_blocks("toml")[1].split("[files]")[0].replace("loudness", "faulty")
    (tmp_path / "loud" / "model.toml").write_text(f"{model}[files]\n", encoding="utf-8")
    done = say("models", "add", tmp_path / "loud")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert not list((home / "models").glob("*/model.toml"))


def test_the_page_names_every_meaning_and_every_floor() -> None:
    assert [target for target in TARGETS if f"`{target}`" not in PAGE] == []
    for floor in FLOORS:
        assert f"| {floor.value:g} at {floor.side} |" in PAGE, floor
