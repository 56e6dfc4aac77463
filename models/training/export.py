"""Step 4: the model folder: int8 ONNX for serving, float16 safetensors for torch, model.toml.

python -m models.training.export [--variant clean]
"""

import hashlib
import json
import shutil
import warnings
from pathlib import Path

import click
import onnx
import tomli_w
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from companion.categories import CATEGORY_IDS, SENTIMENTS
from companion.screeners.torch import CareNetwork, build_network
from models.training.base import find_base
from models.training.labels import OUTPUTS, SERVED, STANCE_LABELS
from models.training.network import load_pretrained
from models.training.prepare import BUILD, RECIPE
from models.training.variants import PASSES, SHIPPED, find_checkpoint, find_curves, find_folder

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
    (folder / "config.json").write_text(json.dumps(keep, indent=2) + "\n", encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def write_onnx(folder: Path, scratch: Path) -> None:
    """Writes model.onnx: exported from the float16 weights, fused, int8 per channel."""
    network = build_network(folder / "config.json", len(LABELS), attention="eager")
    network.load_state_dict(
        {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    )
    plain, fused = scratch / "plain.onnx", scratch / "fused.onnx"
    ids = torch.randint(1000, 2000, (2, 9))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter that fuses is announced as the older one
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["logits"],
            dynamic_axes={"ids": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "logits": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        shape = network.encoder.config
        model = optimize_model(
            str(plain),
            model_type="bert",
            num_heads=shape.num_attention_heads,
            hidden_size=shape.hidden_size,
            opt_level=0,
            optimization_options=FusionOptions("bert"),
        )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(folder / "model.onnx"),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


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
@click.option("--weights", default=PASSES[-1], show_default=True, help="The pass to export.")
@click.option("--version", default=RECIPE["version"], show_default=True)
def export(variant: str, weights: str, version: str) -> None:
    """Writes the model folder out of a finished pass and the curves in build/."""
    folder = find_folder(variant)
    folder.mkdir(exist_ok=True)
    base = find_base(RECIPE["base_sha256"])
    network = load_pretrained(base)
    state = torch.load(find_checkpoint(weights, variant), weights_only=True)
    network.load_state_dict(state["network"])
    write_torch(keep_served(network), base, folder)
    scratch = BUILD / "export"
    scratch.mkdir(exist_ok=True)
    write_onnx(folder, scratch)
    shutil.rmtree(scratch)
    calibration = find_curves(variant)
    curves = json.loads(calibration.read_text(encoding="utf-8")) if calibration.exists() else {}
    write_description(folder, curves, version)
    for path in sorted(folder.iterdir()):
        click.echo(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    export()
