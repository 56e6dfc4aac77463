"""Step 4: the model folder: int8 ONNX for serving, float16 safetensors for torch, model.toml.

python -m models.training.export [--variant clean]
"""

import hashlib
import json
import random
from pathlib import Path

import click
import tomli_w
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from companion.categories import CATEGORY_IDS, SENTIMENTS
from companion.screeners.judging import cut_ids
from companion.screeners.torch import CareNetwork
from companion.text import prepare_text
from models.training.base import find_base
from models.training.corpus import read_corpus
from models.training.graph import write_graph
from models.training.labels import OUTPUTS, SERVED, STANCE_LABELS
from models.training.network import keep_layers, load_pretrained
from models.training.prepare import CORPUS, RECIPE
from models.training.ranges import find_ranges
from models.training.variants import (
    SHIPPED,
    STUDENT,
    find_checkpoint,
    find_curves,
    find_folder,
    find_last,
)

LABELS = (*SERVED, *STANCE_LABELS, *SENTIMENTS)
STANCES = {
    "personal": "personal",
    "help_seeking": "help_seeking",
    "recovery": "recovery_or_support",
    "support": "recovery_or_support",
    "education_or_news": "education_or_news",
    "counter": "education_or_news",
    "promotes": "promotes",
    "none": "none",
}


def keep_served(network: CareNetwork) -> CareNetwork:
    """The network with a head of LABELS only."""
    places = [OUTPUTS.index(label) for label in LABELS]
    head = torch.nn.Linear(network.head.in_features, len(LABELS))
    head.weight.data = network.head.weight.data[places].clone()
    head.bias.data = network.head.bias.data[places].clone()
    network.head = head
    return network


def write_torch(network: CareNetwork, base: Path, folder: Path) -> None:
    """Writes float16 weights, the encoder's shape and a tokenizer that neither pads nor cuts."""
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(state, folder / "model.safetensors")
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    keep = {key: value for key, value in config.items() if not key.startswith("_")}
    keep.pop("transformers_version", None)
    keep["num_hidden_layers"] = network.encoder.config.num_hidden_layers
    (folder / "config.json").write_text(json.dumps(keep, indent=2) + "\n", encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def write_onnx(network: CareNetwork, folder: Path) -> None:
    """Writes model.onnx out of the float16 weights, with steps of rounding found on the corpus."""
    weights = load_file(folder / "model.safetensors")
    network.load_state_dict({name: value.float() for name, value in weights.items()})
    network.eval()
    posts = list(read_corpus(CORPUS / "train"))
    drawn = random.Random(RECIPE["seed"]).sample(posts, RECIPE["range_posts"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encodings = tokenizer.encode_batch([prepare_text(post.text) for post in drawn])
    windows = [cut_ids(encoding.ids, RECIPE["max_tokens_long"], 1)[0] for encoding in encodings]
    write_graph(network, find_ranges(network, windows), folder / "model.onnx")


def write_description(folder: Path, curves: dict[str, dict[str, float]], version: str) -> None:
    """Writes model.toml, with the hash of every other file."""
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name in {"model.onnx", "model.safetensors", "tokenizer.json", "config.json"}
    }
    about = {
        "title": "Calm MiniLM: tells harm from help in English posts",
        "version": version,
        "licence": "Apache-2.0 (encoder), MIT (head and recipe); for the data see CARD.md",
        "engine": "onnx",
        "labels": list(LABELS),
        "max_tokens": RECIPE["max_tokens_long"],
        "max_windows": 16,
        "acute": "acute",
        "categories": {name: name for name in CATEGORY_IDS},
        "stances": STANCES,
        "marks": {"recovery": "recovery", "support": "support"},
        "sentiments": {name: name for name in SENTIMENTS},
        "extra": {"toxicity": "toxicity"},
        "calibration": curves,
        "files": files,
    }
    (folder / "model.toml").write_text(tomli_w.dumps(about), encoding="utf-8")


@click.command()
@click.option("--variant", default=SHIPPED, type=click.Choice(list(RECIPE["variants"])))
@click.option("--weights", help="The pass to export.  [default: what build/ has last of it]")
@click.option("--version", default=RECIPE["version"], show_default=True)
def export(variant: str, weights: str | None, version: str) -> None:
    """Writes the model folder out of a finished pass and the curves in build/."""
    folder = find_folder(variant)
    folder.mkdir(exist_ok=True)
    base = find_base(RECIPE["base_sha256"])
    network = load_pretrained(base)
    if variant == STUDENT:
        network = keep_layers(network, RECIPE["student"]["layers"])
    state = torch.load(find_checkpoint(weights or find_last(variant), variant), weights_only=True)
    network.load_state_dict(state["network"])
    network = keep_served(network)
    write_torch(network, base, folder)
    write_onnx(network, folder)
    calibration = find_curves(variant)
    curves = json.loads(calibration.read_text(encoding="utf-8")) if calibration.exists() else {}
    write_description(folder, curves, version)
    for path in sorted(folder.iterdir()):
        click.echo(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    export()
