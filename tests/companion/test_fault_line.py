"""What a reader sees when a command fails: one line, and of a post not a word."""

import errno
import subprocess
import sys
from pathlib import Path

import click
import pytest
from live import ROOT, environment

from companion.cli import one_line
from companion.config import Config
from companion.models import BadModel
from companion.screening import load_screener
from companion.trouble import Trouble

FAULT = """
import sys
from companion.cli import report_fault
sys.excepthook = report_fault
def judge(text):
    raise ValueError(f"cannot judge {text}")
judge("words of a post")
"""


def test_a_fault_of_the_program_is_one_line_that_quotes_no_post(tmp_path: Path) -> None:
    place = tmp_path / "judging.py"
    place.write_text(FAULT)
    done = subprocess.run(
        [sys.executable, str(place)],
        capture_output=True,
        text=True,
        env={**environment(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: ValueError at judging.py:6. This is a fault in Mindful Feed.\n"


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (Trouble("The port is taken."), "The port is taken."),
        (BadModel("a label is missing"), "a label is missing"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (FileNotFoundError(errno.ENOENT, "No such file", "posts.csv"), "No such file: posts.csv"),
        (OSError("a pipe of no name"), "a pipe of no name"),
    ],
)
def test_what_can_be_foreseen_is_told_in_its_own_words(raised: Exception, said: str) -> None:
    with pytest.raises(click.ClickException) as told, one_line():
        raise raised
    assert told.value.message == said


def test_a_reader_who_has_seen_enough_of_the_output_is_told_nothing() -> None:
    with pytest.raises(BrokenPipeError), one_line():
        raise BrokenPipeError


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="no model named nobody"):
        load_screener(Config(tmp_path, model="nobody"))
