"""An ONNX file or a model folder of somebody's own becomes a model here, whole or not at all."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from networks import write_words

from companion.cli import cli
from companion.screeners import load

WORDS = {"idiot": (4.0, 5.0, 0.0), "bones": (2.0, 0.0, 5.0), "soup": (-1.0, -1.0, -1.0)}


@pytest.fixture
def network(tmp_path):
    """A folder with an ONNX network that knows three words."""
    return write_words(tmp_path / "my-net", WORDS)


def say(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def read_about(home: Path, name: str = "my-net") -> dict:
    return tomllib.loads((home / "models" / name / "model.toml").read_text(encoding="utf-8"))


def list_models(home: Path) -> list[str]:
    """Everything in the folder of added models, but for its lock."""
    folder = home / "models"
    return [p.name for p in folder.glob("*") if p.name != ".adding-lock"] if folder.exists() else []


def assert_refused(done: Result, code: int, home: Path) -> str:
    assert (done.exit_code, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert list_models(home) == []
    return done.stderr


def test_labels_with_telling_names_are_mapped_by_them(home, network):
    done = say("models", "add", network)
    assert done.exit_code == 0, done.stderr
    assert "insult means harassment" in done.stdout
    assert "toxic means toxicity" in done.stdout
    assert "uncalibrated" in done.stdout
    assert read_about(home)["categories"] == {"harassment": "insult", "threat": "threat"}
    assert list_models(home) == ["my-net"]


def test_an_added_model_judges_as_its_network_does(home, network):
    say("models", "add", network)
    judged = load(home / "models" / "my-net").judge(["you idiot", "nice soup", "your bones " * 90])
    assert judged[0].scores["harassment"] == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-5)
    assert judged[1].scores["harassment"] < 0.05
    assert judged[2].scores["threat"] > 0.99


def test_an_added_model_is_listed_and_shown_with_its_card(home, network):
    say("models", "add", network, "--licence", "MIT")
    assert "my-net  onnx  my-net, added by its owner" in say("models", "list").stdout
    shown = say("models", "show", "my-net").stdout
    assert "calibrated  nothing" in shown
    assert "**Uncalibrated.**" in shown
    assert "Licence: MIT" in shown


def test_what_is_told_counts_more_than_what_is_proposed(home, network):
    pairs = ("--map", "toxic=hate", "--map", "insult=ignore", "--map", "threat=acute")
    assert say("models", "add", network, "--name", "Other One", *pairs).exit_code == 0
    about = read_about(home, "other-one")
    assert (about["categories"], about["acute"]) == ({"hate": "toxic"}, "threat")


@pytest.mark.parametrize(
    "pair", ["toxic", "toxic=rude", "LABEL_7=hate", "toxic=threat", "insult=neutral"]
)
def test_a_wrong_map_is_wrong_use(home, network, pair):
    words = ("--map", pair, "--map", "threat=threat")
    assert_refused(say("models", "add", network, *words), 2, home)


def test_a_label_without_a_telling_name_has_to_be_mapped(home, tmp_path):
    network = write_words(tmp_path / "net", {"idiot": (-2, 2)}, ["LABEL_0", "LABEL_1"])
    said = assert_refused(say("models", "add", network), 2, home)
    assert "--map" in said
    assert "LABEL_1" in said
    assert say("models", "add", network, "--map", "LABEL_1=harassment").exit_code == 0


def test_labels_can_be_named_by_hand(home, network):
    (network / "config.json").unlink()
    assert_refused(say("models", "add", network / "model.onnx"), 1, home)
    words = ("--labels", "toxic,insult,threat", "--many-labels", "--name", "named")
    assert say("models", "add", network / "model.onnx", *words).exit_code == 0
    about = read_about(home, "named")
    assert about["labels"] == ["toxic", "insult", "threat"]
    assert "exclusive" not in about


@pytest.mark.parametrize("shape", ["csv", "jsonl"])
def test_labelled_posts_calibrate_a_category_and_too_few_do_not(home, network, tmp_path, shape):
    rows = [("you idiot again", "harassment")] * 20 + [("nice soup today", "none")] * 40
    rows += [("you idiot soup", "none")] * 10 + [("broken bones ahead", "threat; acute")] * 3
    file = tmp_path / f"posts.{shape}"
    lines = [json.dumps({"text": text, "category": name}) for text, name in rows]
    if shape == "csv":
        lines = ["text,category", *(f"{text},{name}" for text, name in rows)]
    file.write_text("\n".join(lines), encoding="utf-8")
    done = say("models", "add", network, "--calibrate", file)
    assert done.exit_code == 0, done.stderr
    assert "harassment is calibrated on 73 posts, 20 of them so" in done.stdout
    assert "threat is uncalibrated: 3 posts that are" in done.stdout
    assert set(read_about(home)["calibration"]) == {"insult"}
    assert "calibrated  harassment\n" in say("models", "show", "my-net").stdout


@pytest.mark.parametrize(
    "content",
    ["", "text,kind\na,b\n", "text,category\nhello,nonsense\n", 'text,category\n"a"b,c\n', "\xff"],
    ids=["empty", "columns", "category", "quotes", "encoding"],
)
def test_labelled_posts_that_cannot_be_read_are_one_line(home, network, tmp_path, content):
    (tmp_path / "posts.csv").write_bytes(content.encode("latin-1"))
    done = say("models", "add", network, "--calibrate", tmp_path / "posts.csv")
    assert "posts.csv" in assert_refused(done, 1, home)


def test_a_name_that_is_taken_is_refused(home, network):
    assert say("models", "add", network).exit_code == 0
    for name in ("my-net", "calm-minilm"):
        done = say("models", "add", network, "--name", name)
        assert done.exit_code == 1
        assert "already" in done.stderr
    assert list_models(home) == ["my-net"]


def test_a_whole_model_folder_is_taken_as_it_is(home, network):
    say("models", "add", network)
    (home / "models" / "my-net").rename(network.parent / "whole")
    assert say("models", "add", network.parent / "whole").exit_code == 0
    assert list_models(home) == ["whole"]
    with (network.parent / "whole" / "model.onnx").open("ab") as file:
        file.write(b"\0")
    done = say("models", "add", network.parent / "whole", "--name", "changed")
    assert done.exit_code == 1
    assert "is not the file that model.toml names" in done.stderr
    assert list_models(home) == ["whole"]


def test_what_an_interrupted_add_left_is_gone_with_the_next(home, network):
    left = home / "models" / ".adding-1" / "half"
    left.mkdir(parents=True)
    (left / "model.onnx").write_bytes(b"half")
    assert "half" not in say("models", "list").stdout
    assert say("models", "add", network).exit_code == 0
    assert list_models(home) == ["my-net"]


def test_a_removed_model_is_gone_and_others_stay(home, network):
    say("models", "add", network)
    assert say("models", "remove", "my-net").stdout == "my-net is removed.\n"
    assert list_models(home) == []
    for name in ("my-net", "calm-minilm", "../models"):
        done = say("models", "remove", name)
        assert done.exit_code == 1
        assert len(done.stderr.splitlines()) == 1


def test_a_broken_model_hides_no_other_from_the_list(home, network):
    say("models", "add", network)
    (home / "models" / "broken").mkdir()
    (home / "models" / "broken" / "model.toml").write_text("title = 3")
    done = say("models", "list")
    assert done.exit_code == 0
    assert {"my-net", "calm-minilm"} <= {line.split()[0] for line in done.stdout.splitlines()}
    assert "Broken: broken/model.toml" in done.stderr


def test_an_onnx_file_is_added_without_torch_and_a_checkpoint_says_that_it_needs_it(
    home, network, monkeypatch
):
    monkeypatch.delitem(sys.modules, "companion.adding.convert", raising=False)
    for name in ("torch", "transformers", "onnx", "safetensors"):
        monkeypatch.setitem(sys.modules, name, None)
    assert say("models", "add", network).exit_code == 0
    (network / "model.onnx").rename(network / "model.safetensors")
    done = say("models", "add", network, "--name", "second")
    assert done.exit_code == 1
    assert "light install, without torch" in done.stderr
    assert "mindful-feed[torch]" in done.stderr
    assert list_models(home) == ["my-net"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had")
def test_at_a_terminal_each_label_is_asked_for(home, network):
    ours, theirs = os.openpty()
    os.write(ours, b"\nrude\nhate\nignore\n")
    done = subprocess.run(
        [sys.executable, "-m", "companion", "models", "add", str(network)],
        stdin=theirs, capture_output=True, text=True, check=False, timeout=150,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "toxic means [toxicity]: " in done.stdout
    about = read_about(home)
    assert about["categories"] == {"hate": "insult"}
    assert about["extra"] == {"toxicity": "toxic"}
