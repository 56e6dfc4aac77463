"""What may not become a model, and what may not serve: one line, and the model in use goes on."""

import json
import os
from pathlib import Path

import pytest
from networks import write_words
from test_adding import WORDS, assert_refused, say

GIGABYTE = 1 << 30


@pytest.fixture
def network(tmp_path):
    """A folder with an ONNX network that could be added as it is."""
    return write_words(tmp_path / "net", WORDS)


def change_config(network: Path, **changes: object) -> None:
    path = network / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes), encoding="utf-8")


def swell(file: Path, size: int) -> None:
    """Makes a file of that size that takes no room."""
    with file.open("wb") as content:
        content.truncate(size)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "weights.pkl", "tf_model.h5"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_pickle_is_refused_before_it_is_read(home, tmp_path, name, whole):
    folder = tmp_path / "pickled"
    folder.mkdir()
    (folder / name).write_bytes(b"cos\nsystem\n(S'touch ran'\ntR.")
    said = assert_refused(say("models", "add", folder if whole else folder / name), 1, home)
    assert "pickle" in said
    assert not Path("ran").exists()


@pytest.mark.parametrize("file", ["config.json", "tokenizer_config.json"])
def test_a_checkpoint_that_brings_code_is_refused(home, network, file):
    about = {"auto_map": {"AutoModelForSequenceClassification": "run.Model"}}
    if file == "config.json":
        change_config(network, inner=about)
    else:
        (network / file).write_text(json.dumps(about), encoding="utf-8")
    (network / "run.py").write_text("raise SystemExit('ran')", encoding="utf-8")
    for weights in ("model.onnx", "model.safetensors"):
        (network / "model.onnx").rename(network / weights)
        assert "run code" in assert_refused(say("models", "add", network), 1, home)
        (network / weights).rename(network / "model.onnx")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"architectures": None, "id2label": None}, "--labels"),
        ({"architectures": ["BertForMaskedLM"]}, "BertForMaskedLM"),
        ({"id2label": {"0": "a", "2": "b"}}, "no name"),
        ({"id2label": {"0": "a", "1": "a"}}, "one name"),
        ({"id2label": {"0": "a", "1": "b\n[files]"}}, "no name"),
        ({"id2label": {}}, "0"),
        ({"id2label": ["a"]}, "no table"),
        ({"quantization_config": {}}, "quantised"),
    ],
)
def test_labels_that_are_missing_or_no_labels_are_refused(home, network, changes, said):
    change_config(network, **changes)
    assert said in assert_refused(say("models", "add", network), 1, home)


def test_another_number_of_labels_than_outputs_is_refused(home, network):
    change_config(network, id2label={"0": "toxic", "1": "insult"})
    done = say("models", "add", network)
    assert done.exit_code == 1
    assert done.stderr == "Error: net has 3 outputs, and 2 labels\n"


@pytest.mark.parametrize("name", ["model.onnx", "model.safetensors"])
def test_two_gigabytes_are_refused_before_they_are_read(home, network, name):
    (network / "model.onnx").unlink()
    swell(network / name, 2 * GIGABYTE)
    assert "larger than 2000 MB" in assert_refused(say("models", "add", network), 1, home)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
def test_a_swollen_description_is_refused(home, network, name):
    swell(network / name, 2 * GIGABYTE)
    assert "larger" in assert_refused(say("models", "add", network), 1, home)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.onnx"])
def test_a_link_is_not_followed(home, network, tmp_path, name):
    (network / name).rename(tmp_path / name)
    (network / name).symlink_to(tmp_path / name)
    assert "is a link" in assert_refused(say("models", "add", network), 1, home)


def test_a_linked_folder_is_not_followed(home, network, tmp_path):
    (tmp_path / "link").symlink_to(network)
    assert "is a link" in assert_refused(say("models", "add", tmp_path / "link"), 1, home)


@pytest.mark.parametrize("place", ["../other.safetensors", "/etc/hostname", "a\\b.safetensors"])
def test_weights_are_read_in_their_own_folder_alone(home, network, place):
    (network / "model.onnx").unlink()
    index = {"weight_map": {"classifier.weight": place}}
    (network / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    assert "not in the folder" in assert_refused(say("models", "add", network), 1, home)


@pytest.mark.parametrize(
    "content",
    [b"", bytes(99), b"cos\nsystem\n(S'touch ran'\ntR."],
    ids=["empty", "zeros", "pickle"],
)
def test_weights_that_are_none_leave_nothing_behind(home, network, content):
    (network / "model.onnx").write_bytes(content)
    done = say("models", "add", network)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert not list((home / "models").glob("*/*"))


@pytest.mark.parametrize("content", ["{", "[1]", '{"a":' * 100_000], ids=["open", "list", "deep"])
def test_a_description_that_is_no_json_is_refused(home, network, content):
    (network / "config.json").write_text(content, encoding="utf-8")
    assert "JSON" in assert_refused(say("models", "add", network), 1, home)


def test_a_network_with_other_inputs_is_refused(home, network):
    import onnx

    model = onnx.load(network / "model.onnx")
    model.graph.input[1].name = "pixel_values"
    model.graph.node[1].input[0] = "pixel_values"
    onnx.save(model, network / "model.onnx")
    done = say("models", "add", network)
    assert done.exit_code == 1
    assert "pixel_values" in done.stderr


@pytest.mark.parametrize("path", ["nowhere", "README.md"])
def test_a_path_that_holds_no_model_is_one_line(home, tmp_path, path):
    (tmp_path / "README.md").write_text("hello")
    done = say("models", "add", tmp_path / path)
    assert_refused(done, 2 if path == "nowhere" else 1, home)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_line(home, network):
    home.mkdir(mode=0o500)
    assert_refused(say("models", "add", network), 1, home)
