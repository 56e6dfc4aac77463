"""What a checkpoint's config.json says of its labels and its size, read as plain data."""

import json
import re
from pathlib import Path
from typing import Any

from companion.model_files import MEGABYTE, list_keys
from companion.models import BadModel

RUNS_CODE = {"auto_map", "custom_pipelines", "trust_remote_code"}
KIND = "ForSequenceClassification"
MOST_LABELS = 256
LONGEST_LABEL = 64
LONGEST, USUAL = 512, 128
# Position ids of this family begin after the padding's.
SHIFTED = ("roberta", "camembert", "mpnet", "longformer", "data2vec-text", "ernie_m")
LICENCE = re.compile(r"^licen[sc]e:\s*[\"']?([\w .+-]{1,60}?)[\"']?\s*$", re.MULTILINE)


def read_config(folder: Path) -> dict[str, Any]:
    """config.json; empty where there is none. Raises BadModel, also for what would run code."""
    for name in ("tokenizer_config.json", "config.json"):
        content = read_json(folder / name)
        found = sorted(RUNS_CODE.intersection(list_keys(content)))
        if found:
            raise BadModel(f"{name} asks to run code that came with the model ({found[0]})")
    if "quantization_config" in content:
        raise BadModel("the checkpoint is quantised: add the float weights that it was made from")
    return content


def read_json(file: Path) -> dict[str, Any]:
    """The object in a small JSON file; empty where there is none. Raises BadModel."""
    refuse_link(file)
    if not file.is_file():
        return {}
    if file.stat().st_size > MEGABYTE:
        raise BadModel(f"{file.name} is larger than 1 MB")
    try:
        content = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        raise BadModel(f"{file.name} is not JSON") from None
    if not isinstance(content, dict):
        raise BadModel(f"{file.name} is no JSON object")
    return content


def refuse_link(file: Path) -> None:
    """Raises BadModel for a link: what it leads to is not in the folder, and may change."""
    if file.is_symlink():
        raise BadModel(f"{file.name} is a link. Copy the model first: cp -rL FROM TO")


def read_labels(config: dict[str, Any], is_checkpoint: bool) -> list[str]:
    """The names of the outputs in order; empty where nothing tells. Raises BadModel."""
    kinds = config.get("architectures") or []
    if kinds and not any(str(kind).endswith(KIND) for kind in kinds):
        raise BadModel(f"it is a {kinds[0]}, and only a {KIND} says anything of a post")
    if is_checkpoint and not kinds:
        raise BadModel(f"config.json does not say that it is a {KIND}")
    named = config.get("id2label")
    if named is None:  # what is left out is the default of the library that wrote it
        return ["LABEL_0", "LABEL_1"] if kinds else []
    try:
        by_place = {int(place): label for place, label in named.items()}
    except (AttributeError, ValueError):
        raise BadModel("config.json: id2label is no table of places and labels") from None
    labels = [by_place.get(place) for place in range(len(by_place))]
    check_labels(labels)
    return [str(label) for label in labels]


def check_labels(labels: list[Any]) -> None:
    """Raises BadModel unless they are names, each once."""
    if not 1 <= len(labels) <= MOST_LABELS:
        raise BadModel(f"a model has 1 to {MOST_LABELS} labels, and this one {len(labels)}")
    for label in labels:
        is_name = isinstance(label, str) and label.strip() == label and label.isprintable()
        if not is_name or not 1 <= len(label) <= LONGEST_LABEL:
            raise BadModel("config.json: a label has no name that could be read")
    if len(set(labels)) != len(labels):
        raise BadModel("config.json: two labels have one name")


def read_exclusive(config: dict[str, Any], labels: list[str]) -> bool:
    """Whether a post has one of the labels: so unless config.json or a single output says other."""
    return len(labels) > 1 and config.get("problem_type") != "multi_label_classification"


def read_size(config: dict[str, Any]) -> int:
    """How many tokens the network reads at once, of which 512 are used at most."""
    positions = config.get("max_position_embeddings")
    if not isinstance(positions, int) or isinstance(positions, bool) or positions < 1:
        return USUAL
    shift = 2 if any(name in str(config.get("model_type")) for name in SHIFTED) else 0
    return max(8, min(LONGEST, positions - shift))


def read_licence(folder: Path) -> str:
    """What the front matter of README.md says."""
    file = folder / "README.md"
    if not file.is_file() or file.is_symlink():
        return "unknown"
    with file.open(encoding="utf-8", errors="replace") as text:
        found = LICENCE.search(text.read(10_000))
    return found[1] if found else "unknown"
