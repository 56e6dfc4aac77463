"""A model folder is used only if it is whole, plain and what its model.toml says."""

import hashlib
import shutil

import pytest

from companion.models import BadModel, check_files, find_model, find_models, read_model
from companion.screeners import load

ABOUT = """
title = "A tiny model"
version = "1"
licence = "MIT"
engine = "onnx"
labels = ["sad", "none"]
[categories]
despair = "sad"
[stances]
none = "none"
[files]
"config.json" = "{hash}"
"""


@pytest.fixture
def folder(tmp_path):
    """A well-formed model folder of one small file."""
    path = tmp_path / "tiny"
    path.mkdir()
    (path / "config.json").write_text("{}", encoding="utf-8")
    digest = hashlib.sha256(b"{}").hexdigest()
    (path / "model.toml").write_text(ABOUT.replace("{hash}", digest), encoding="utf-8")
    return path


def rewrite(folder, old, new):
    """Changes model.toml."""
    about = folder / "model.toml"
    text = about.read_text(encoding="utf-8")
    assert old in text
    about.write_text(text.replace(old, new), encoding="utf-8")


def test_a_whole_folder_is_read(folder):
    model = read_model(folder)
    check_files(model)
    assert (model.name, model.title) == ("tiny", "A tiny model")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('despair = "sad"', 'despair = "no such label"'),
        ('despair = "sad"', 'no_such_category = "sad"'),
        ('none = "none"', 'none = "no such stance"'),
        ('engine = "onnx"', 'engine = "../onnx"'),
        ('title = "A tiny model"', ""),
        ('version = "1"', 'version = "1"\nsurprise = true'),
        ('title = "A tiny model"', "title = "),
        ('version = "1"', 'version = "1"\nmax_tokens = 100000'),
    ],
)
def test_a_wrong_description_is_refused(folder, old, new):
    rewrite(folder, old, new)
    with pytest.raises(BadModel):
        read_model(folder)


@pytest.mark.parametrize(
    "name", ["model.pkl", "pytorch_model.bin", "model.pt", "run.py", ".hidden", "model.onnx.data"]
)
def test_a_file_that_a_model_may_not_have_is_refused(folder, name):
    (folder / name).write_bytes(b"\x80\x04.")
    with pytest.raises(BadModel, match="may not have"):
        check_files(read_model(folder))


@pytest.mark.parametrize(
    "content",
    [
        '{"auto_map": {"AutoModel": "run.Model"}}',
        '{"text": [{"_attn_implementation_internal": "somebody/kernels"}]}',
        '{"custom_pipelines": {}}',
        '{"trust_remote_code": true}',
        '{"encoder": {"code_module": "run"}}',
        "[1]",
        "{",
        '{"a":' * 100_000,
    ],
)
def test_a_configuration_that_could_run_code_is_refused(folder, content):
    (folder / "config.json").write_text(content, encoding="utf-8")
    rewrite(folder, hashlib.sha256(b"{}").hexdigest(), hashlib.sha256(content.encode()).hexdigest())
    with pytest.raises(BadModel, match="config.json, which"):
        check_files(read_model(folder))


def test_a_file_without_a_hash_is_refused(folder):
    (folder / "model.safetensors").write_bytes(b"")
    with pytest.raises(BadModel, match="does not name"):
        check_files(read_model(folder))


@pytest.mark.parametrize("length", [b"\x08", b"\x88\x00", b"\x88\x80\x80\x00"])
def test_weights_that_lie_in_another_file_are_refused(folder, length):
    name = b"the location is no key"
    (folder / "model.onnx").write_bytes(name + b"\x6a\x10\x0a" + length + b"location\x12\x04/etc")
    with pytest.raises(BadModel, match="another file"):
        check_files(read_model(folder))


def test_real_weights_that_lie_in_another_file_are_refused(folder):
    onnx = pytest.importorskip("onnx")
    tensor = onnx.helper.make_tensor("w", onnx.TensorProto.FLOAT, [300], bytes(1200), raw=True)
    graph = onnx.helper.make_graph([], "g", [], [], [tensor])
    model = onnx.helper.make_model(graph)
    onnx.save(
        model,
        folder / "model.onnx",
        save_as_external_data=True,
        size_threshold=0,
        location="weights.data",
    )
    (folder / "weights.data").unlink()
    with pytest.raises(BadModel, match="another file"):
        check_files(read_model(folder))


def test_a_file_that_is_too_large_is_refused(folder):
    with (folder / "config.json").open("wb") as file:
        file.truncate(2_000_000)
    with pytest.raises(BadModel, match="larger than 1 MB"):
        check_files(read_model(folder))


def test_a_linked_folder_is_refused(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(BadModel, match="is a link"):
        read_model(tmp_path / "link")


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_a_pickle_under_another_name_does_not_load(folder, engine):
    harm = b"cos\nsystem\n(S'touch ran'\ntR."
    lines = ""
    for name in ("model.onnx", "model.safetensors"):
        (folder / name).write_bytes(harm)
        lines += f'"{name}" = "{hashlib.sha256(harm).hexdigest()}"\n'
    with (folder / "model.toml").open("a") as about:
        about.write(lines)
    with pytest.raises(BadModel, match="does not load"):
        load(folder, engine)
    assert not (folder / "ran").exists()


def test_a_broken_model_beside_the_one_in_use_harms_nobody(folder, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.toml").write_text("title = 3", encoding="utf-8")
    assert find_model([tmp_path / "none", tmp_path], "tiny").title == "A tiny model"
    for name in ("none", "../tiny"):
        with pytest.raises(BadModel, match="no model named"):
            find_model([tmp_path], name)


def test_a_folder_inside_is_refused(folder):
    (folder / "model.onnx").mkdir()
    with pytest.raises(BadModel):
        check_files(read_model(folder))


def test_a_symbolic_link_is_refused(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.json"
    shutil.move(folder / "config.json", elsewhere)
    (folder / "config.json").symlink_to(elsewhere)
    with pytest.raises(BadModel):
        check_files(read_model(folder))


def test_a_changed_file_is_refused(folder):
    (folder / "config.json").write_text('{"hidden_size": 1}', encoding="utf-8")
    with pytest.raises(BadModel, match="not the file"):
        check_files(read_model(folder))


def test_a_missing_file_is_refused(folder):
    (folder / "config.json").unlink()
    with pytest.raises(BadModel, match="lacks"):
        check_files(read_model(folder))


@pytest.mark.parametrize("name", ["../other.json", "/etc/hostname", "sub/config.json"])
def test_a_description_names_no_file_elsewhere(folder, name):
    rewrite(folder, '"config.json"', f'"{name}"')
    with pytest.raises(BadModel):
        check_files(read_model(folder))


def test_a_folder_without_description_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadModel, match="no model.toml"):
        read_model(tmp_path / "empty")


@pytest.mark.parametrize("name", ["Upper", "-dash", "with space", "."])
def test_a_strange_name_is_refused(tmp_path, name):
    with pytest.raises(BadModel):
        read_model(tmp_path / name)


def test_an_unknown_engine_is_refused(folder):
    with pytest.raises(BadModel, match="engine"):
        load(folder, "no_such_engine")


def test_a_folder_without_weights_does_not_load(folder):
    with pytest.raises(BadModel):
        load(folder)


def test_of_two_models_of_one_name_the_first_counts(folder, tmp_path):
    other = tmp_path / "other" / "tiny"
    shutil.copytree(folder, other)
    rewrite(other, "A tiny model", "Another")
    titles = [model.title for model in find_models([tmp_path, tmp_path / "other", tmp_path / "no"])]
    assert titles == ["A tiny model"]


@pytest.mark.model
def test_the_shipped_folder_is_whole_and_light(shipped_folder):
    check_files(read_model(shipped_folder))
    assert (shipped_folder / "model.onnx").stat().st_size <= 30_000_000
