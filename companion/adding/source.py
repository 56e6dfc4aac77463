"""What a developer has: a checkpoint folder, an ONNX file or a whole model folder. Nothing is run.

Weights are safetensors or ONNX, plain files in one folder. What a pickle or a configuration could
make a library run is refused before any library sees it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from companion.adding.configuration import (
    read_config,
    read_exclusive,
    read_json,
    read_labels,
    read_licence,
    read_size,
    refuse_link,
)
from companion.model_files import MEGABYTE, MOST_BYTES
from companion.models import BadModel

PICKLED = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".h5", ".npy", ".npz"}
SHARDS = "model.safetensors.index.json"


class Source(NamedTuple):
    """A model to be added; `weights` lie in `folder`, as all that is read does."""

    kind: Literal["whole", "onnx", "checkpoint"]
    folder: Path
    weights: Path
    tokenizer: Path | None
    config: dict[str, Any]
    labels: list[str]
    exclusive: bool
    max_tokens: int
    licence: str

    @property
    def name(self) -> str:
        """What people call it: its folder, or its file where that says more."""
        stem = self.weights.stem
        return self.folder.name if stem == "model" else stem


def find_source(
    path: Path, labels: Sequence[str] = (), exclusive: bool | None = None, size: int | None = None
) -> Source:
    """What lies at the path; raises BadModel. What is given counts more than what is found."""
    kind, weights = find_weights(path)
    folder = weights.parent
    if kind == "whole":
        return Source(kind, folder, weights, None, {}, [], False, 0, "")
    check_plain(weights)
    list_shards(weights)
    home = folder.parent if folder.name == "onnx" and folder != path else folder
    config = read_config(home)
    tokenizer = next(
        (f for f in (folder / "tokenizer.json", home / "tokenizer.json") if f.is_file()), None
    )
    if tokenizer:
        check_plain(tokenizer)
    elif kind == "onnx":
        raise BadModel(f"{weights.name} has no tokenizer.json beside it")
    named = list(labels) or read_labels(config, kind == "checkpoint")
    if not named:
        raise BadModel(f"{weights.name} has no config.json that names its labels: use --labels")
    one = read_exclusive(config, named) if exclusive is None else exclusive
    longest = size or read_size(config)
    return Source(kind, home, weights, tokenizer, config, named, one, longest, read_licence(home))


def find_weights(path: Path) -> tuple[Literal["whole", "onnx", "checkpoint"], Path]:
    """Of what kind it is, and the file that says so; raises BadModel."""
    if path.is_symlink():
        raise BadModel(f"{path.name} is a link. Name what it leads to.")
    if not path.is_dir():
        if path.suffix == ".onnx":
            return "onnx", path
        if path.suffix == ".safetensors":
            return "checkpoint", path
        raise BadModel(describe_pickle(path) or f"{path.name} is neither safetensors nor ONNX")
    if (path / "model.toml").exists():
        return "whole", path / "model.toml"
    for name in ("model.onnx", "onnx/model.onnx"):
        if (path / name).exists():
            return "onnx", path / name
    for name in ("model.safetensors", SHARDS):
        if (path / name).exists() or (path / name).is_symlink():
            return "checkpoint", path / name
    pickles = sorted(file for file in path.iterdir() if file.suffix in PICKLED)
    if pickles:
        raise BadModel(str(describe_pickle(pickles[0])))
    raise BadModel(f"{path.name} holds neither model.safetensors nor model.onnx")


def describe_pickle(path: Path) -> str | None:
    """Why a file of that name is not read; None where there is no such reason."""
    if path.suffix not in PICKLED:
        return None
    return f"{path.name} may be a pickle, which runs code. Save the model anew, as safetensors."


def check_plain(file: Path) -> None:
    """Raises BadModel unless the file is one by itself and of a size that a model may have."""
    refuse_link(file)
    if not file.is_file():
        raise BadModel(f"{file.name} is no file")
    most = MOST_BYTES.get(file.name, MOST_BYTES["model.onnx"])
    if file.stat().st_size > most:
        raise BadModel(f"{file.name} is larger than {most // MEGABYTE} MB")
    if not file.stat().st_size:
        raise BadModel(f"{file.name} is empty")


def list_shards(weights: Path) -> list[Path]:
    """The files that hold the weights, all of them in one folder; raises BadModel."""
    if weights.name != SHARDS:
        return [weights]
    table = read_json(weights).get("weight_map")
    names = sorted({str(name) for name in table.values()}) if isinstance(table, dict) else []
    for name in names:
        if Path(name).name != name or "\\" in name or not name.endswith(".safetensors"):
            raise BadModel(f"{weights.name} names a file that is not in the folder")
        check_plain(weights.parent / name)
    return [weights.parent / name for name in names]
