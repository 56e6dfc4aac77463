"""Graphs and numbers to try: each made anew out of a model folder's float weights."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16
from onnxruntime.transformers.fusion_options import AttentionMaskFormat, FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from safetensors.torch import load_file
from tokenizers import Tokenizer

from companion.models import read_model
from companion.screeners.torch import build_network
from models.training.corpus import read_corpus
from models.training.prepare import CORPUS

Make = Callable[["Weights", Path], None]
INT8 = {"per_channel": True, "reduce_range": True, "weight_type": QuantType.QInt8}


class Weights:
    """A float graph to begin with, and the shape of its network."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        self.plain, self.fused = scratch / "plain.onnx", scratch / "fused.onnx"
        labels = len(read_model(folder).about.labels)
        network = build_network(folder / "config.json", labels, attention="eager")
        held = load_file(folder / "model.safetensors")
        network.load_state_dict({name: value.float() for name, value in held.items()})
        self.shape = network.encoder.config
        ids = torch.randint(1000, 2000, (2, 9))
        names = {"ids": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "logits": {0: "n"}}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network.eval(),
                (ids, torch.ones_like(ids)),
                str(self.plain),
                input_names=["ids", "mask"],
                output_names=["logits"],
                dynamic_axes=names,
                opset_version=17,
                dynamo=False,
            )

    def fuse(self, to: Path, **settings: Any) -> Path:
        """The float graph with its parts fused, all of them but for what `settings` say."""
        options = FusionOptions("bert")
        for name, value in settings.items():
            setattr(options, name, value)
        heads, width = self.shape.num_attention_heads, self.shape.hidden_size
        model = optimize_model(
            str(self.plain),
            model_type="bert",
            num_heads=heads,
            hidden_size=width,
            opt_level=0,
            optimization_options=options,
        )
        model.save_model_to_file(str(to))
        return to


def make_int8(numbers: dict[str, Any] = INT8, **fusion: Any) -> Make:
    """Int8 weights in a graph fused so, with steps of rounding found in each batch anew."""

    def make(weights: Weights, to: Path) -> None:
        fused = weights.fuse(to.with_name("fused.onnx"), **fusion)
        more = {"DefaultTensorType": onnx.TensorProto.FLOAT}
        quantize_dynamic(str(fused), str(to), extra_options=more, **numbers)
        fused.unlink()

    return make


def make_float(is_half: bool) -> Make:
    """Float weights, of 32 bits or of 16 where the processor may compute in 32."""

    def make(weights: Weights, to: Path) -> None:
        weights.fuse(to)
        if is_half:
            onnx.save(convert_float_to_float16(onnx.load(to), keep_io_types=True), to)

    return make


def drop_words(weights: Weights, to: Path) -> None:
    """The shipped graph without the words that no training post of the corpus has: all are one."""
    tokenizer = Tokenizer.from_file(str(weights.folder / "tokenizer.json"))
    posts = [post.text for post in read_corpus(CORPUS / "train")]
    seen = {token for read in tokenizer.encode_batch(posts) for token in read.ids}
    kept = sorted(seen | {tokenizer.token_to_id("[UNK]")})
    places = np.full(tokenizer.get_vocab_size(), kept.index(tokenizer.token_to_id("[UNK]")))
    places[kept] = np.arange(len(kept))
    model = onnx.load(weights.folder / "model.onnx")
    held = {each.name: each for each in model.graph.initializer}
    for name in ("words", "words.scale"):
        held[name].CopyFrom(numpy_helper.from_array(numpy_helper.to_array(held[name])[kept], name))
    model.graph.initializer.append(numpy_helper.from_array(places.astype(np.int64), "places_of"))
    for node in model.graph.node:
        if node.op_type == "Gather" and node.input[0] in held:
            node.input[1] = "kept_ids"
    model.graph.node.insert(0, helper.make_node("Gather", ["places_of", "ids"], ["kept_ids"]))
    onnx.save(model, to)
    before = (weights.folder / "model.onnx").stat().st_size
    print(f"{len(kept):,} of {len(places):,} words, {to.stat().st_size / before:.2f} of the size")


GRAPHS: dict[str, Make] = {
    "fused, steps of each batch": make_int8(),
    "the same, attention not fused": make_int8(enable_attention=False),
    "the same, attention by heads": make_int8(use_multi_head_attention=True),
    "the same, whole mask": make_int8(attention_mask_format=AttentionMaskFormat.AttentionMask),
    "the same, Gelu approximated": make_int8(enable_gelu_approximation=True),
    "the same, norms not fused": make_int8(enable_skip_layer_norm=False),
    "the same, 8 bits instead of 7": make_int8({**INT8, "reduce_range": False}),
    "the same, one scale a matrix": make_int8({**INT8, "per_channel": False}),
    "the same, unsigned weights": make_int8(
        {**INT8, "per_channel": False, "weight_type": QuantType.QUInt8}
    ),
    "fewer words": drop_words,
    "float32": make_float(False),
    "float16": make_float(True),
}
