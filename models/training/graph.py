"""The served graph, written out operation by operation: int8 products, the rest in float.

Every step of rounding is a constant, so a post's scores do not depend on the posts beside it.
"""

from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper
from torch import nn
from transformers.models.bert.modeling_bert import BertEmbeddings, BertLayer

from companion.screeners.torch import CareNetwork
from models.training.ranges import Floats, Range
from models.training.rounding import find_divisors, find_step, round_columns, round_rows

MICROSOFT = "com.microsoft"  # ONNX Runtime's own operations
OWN = {"QAttention", "MatMulIntegerToFloat", "BiasGelu"}
OPSETS = {"": 17, MICROSOFT: 1}
IR_VERSION = 8


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.held: dict[str, npt.NDArray[np.generic]] = {}

    def hold(self, name: str, value: npt.ArrayLike, kind: type[np.generic] = np.float32) -> str:
        """A constant's name."""
        self.held[name] = np.asarray(value, kind)
        return name

    def add(self, kind: str, *inputs: str, output: str = "", **settings: Any) -> str:
        """The name of what a new node answers."""
        name = output or f"{kind}_{len(self.nodes)}"
        domain = MICROSOFT if kind in OWN else ""
        self.nodes.append(helper.make_node(kind, [*inputs], [name], domain=domain, **settings))
        return name

    def save(self, path: Path, labels: int) -> None:
        """Writes the model; raises onnx.checker.ValidationError for one that is not whole."""
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
            for name in ("ids", "mask")
        ]
        answers = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", labels])]
        held = [numpy_helper.from_array(value, name) for name, value in self.held.items()]
        graph = helper.make_graph(self.nodes, "served", given, answers, held)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        onnx.save(model, path)


def write_graph(network: CareNetwork, ranges: dict[str, Range], path: Path) -> None:
    """Writes the graph of a BERT encoder, the mean of its tokens and a head.

    `ids` and `mask`, both int64 (n, t) and padded at the end, to `logits`, float (n, labels).
    """
    graph = Graph()
    lengths = graph.add("ReduceSum", "mask", graph.hold("tokens", [1], np.int64), keepdims=0)
    lengths = graph.add("Cast", lengths, to=TensorProto.INT32)
    hidden = add_embeddings(graph, network.encoder.embeddings)
    heads = network.encoder.config.num_attention_heads
    for place, layer in enumerate(network.encoder.encoder.layer):
        hidden = add_layer(
            graph, cast(BertLayer, layer), f"encoder.layer.{place}", ranges, hidden, lengths, heads
        )
    add_head(graph, network.head, hidden)
    graph.save(path, network.head.out_features)


def add_embeddings(graph: Graph, embeddings: BertEmbeddings) -> str:
    """Words, places and the first kind of sentence, added up and normalised."""
    table, scales = round_rows(read(embeddings.word_embeddings.weight))
    rows = graph.add("Gather", graph.hold("words", table, np.int8), "ids")
    scale = graph.add("Gather", graph.hold("words.scale", scales), "ids")
    words = graph.add("Mul", graph.add("Cast", rows, to=TensorProto.FLOAT), scale)
    kind = read(embeddings.token_type_embeddings.weight)[0]
    every = graph.hold("places", read(embeddings.position_embeddings.weight) + kind)
    first, along = graph.hold("first", [0], np.int64), graph.hold("along", [0], np.int64)
    places = graph.add("Slice", every, first, graph.add("Shape", "ids", start=1, end=2), along)
    return add_norm(graph, embeddings.LayerNorm, "embeddings", graph.add("Add", words, places))


def add_layer(
    graph: Graph,
    layer: BertLayer,
    name: str,
    ranges: dict[str, Range],
    hidden: str,
    lengths: str,
    heads: int,
) -> str:
    """Attention and the two products after it, each with its way around."""
    attention = layer.attention
    looked = [attention.self.query, attention.self.key, attention.self.value]
    given = ranges[f"{name}.attention.self.query"]
    whole, step, weights = add_rounding(graph, looked, f"{name}.attention", given, hidden)
    bias = graph.hold(f"{name}.attention.bias", np.concatenate([read(one.bias) for one in looked]))
    seen = graph.add(
        "QAttention",
        *(whole, weights[0], bias, step[0], weights[1], lengths, step[1], weights[2]),
        num_heads=heads,
    )
    after = attention.output
    mixed = add_product(graph, after.dense, f"{name}.attention.output.dense", ranges, seen)
    total = graph.add("Add", mixed, hidden)
    hidden = add_norm(graph, after.LayerNorm, f"{name}.attention.output", total)
    wide = layer.intermediate.dense
    wider = add_product(graph, wide, f"{name}.intermediate.dense", ranges, hidden, biased=False)
    bent = graph.add("BiasGelu", wider, graph.hold(f"{name}.wide.bias", read(wide.bias)))
    narrow = add_product(graph, layer.output.dense, f"{name}.output.dense", ranges, bent)
    total = graph.add("Add", narrow, hidden)
    return add_norm(graph, layer.output.LayerNorm, f"{name}.output", total)


def add_product(
    graph: Graph,
    linear: nn.Linear,
    name: str,
    ranges: dict[str, Range],
    hidden: str,
    biased: bool = True,
) -> str:
    """A linear layer of whole numbers."""
    whole, step, weights = add_rounding(graph, [linear], name, ranges[name], hidden)
    inputs = [whole, weights[0], step[0], weights[1], step[1], weights[2]]
    bias = [graph.hold(f"{name}.bias", read(linear.bias))] if biased else []
    return graph.add("MatMulIntegerToFloat", *inputs, *bias)


def add_rounding(
    graph: Graph, linears: list[nn.Linear], name: str, given: Range, hidden: str
) -> tuple[str, tuple[str, str], tuple[str, str, str]]:
    """What layers take in as whole numbers, its scale and zero; their weights, scales, zeros."""
    divisors = find_divisors(given)
    weights = np.concatenate([read(one.weight) for one in linears]).T * divisors[:, None]
    columns, scales = round_columns(weights)
    step = find_step(given, divisors)
    scale = graph.hold(f"{name}.given.scale", step.scale)
    zero = graph.hold(f"{name}.given.zero", step.zero, np.uint8)
    if divisors.max() > 1:
        hidden = graph.add("Mul", hidden, graph.hold(f"{name}.given.share", 1 / divisors))
    whole = graph.add("QuantizeLinear", hidden, scale, zero)
    held = (
        graph.hold(f"{name}.weight", columns, np.int8),
        graph.hold(f"{name}.weight.scale", scales),
        graph.hold(f"{name}.weight.zero", np.zeros(len(scales)), np.int8),
    )
    return whole, (scale, zero), held


def add_norm(graph: Graph, norm: nn.LayerNorm, name: str, total: str) -> str:
    """(x - mean) / sqrt(variance + epsilon) * weight + bias (Ba, Kiros and Hinton, 1607.06450).

    Written out, since ONNX Runtime's own kernel adds numbers up one after the other, where sums,
    products and means of whole rows are vectorised; a product and its mean are
    faster than the sum of squares.
    """
    off = graph.add("Sub", total, graph.add("ReduceMean", total, axes=[-1]))
    variance = graph.add("ReduceMean", graph.add("Mul", off, off), axes=[-1])
    spread = graph.add("Add", variance, graph.hold("norm.epsilon", norm.eps))
    even = graph.add("Mul", off, graph.add("Reciprocal", graph.add("Sqrt", spread)))
    weighted = graph.add("Mul", even, graph.hold(f"{name}.norm.weight", read(norm.weight)))
    return graph.add("Add", weighted, graph.hold(f"{name}.norm.bias", read(norm.bias)))


def add_head(graph: Graph, head: nn.Linear, hidden: str) -> None:
    """The mean of the tokens and a product of it in float: few numbers, and the last word."""
    mask = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    last, tokens = graph.hold("last", [2], np.int64), "tokens"
    counted = graph.add("Mul", hidden, graph.add("Unsqueeze", mask, last))
    total = graph.add("ReduceSum", counted, tokens, keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", mask, tokens, keepdims=1))
    weights = graph.hold("head.weight", read(head.weight).T)
    product = graph.add("MatMul", mean, weights)
    graph.add("Add", product, graph.hold("head.bias", read(head.bias)), output="logits")


def read(weights: torch.Tensor) -> Floats:
    """The numbers of a parameter."""
    numbers: Floats = weights.detach().float().numpy()
    return numbers
