"""Matrix products alone, as a network of some shape makes them: their count and their time."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

THREADS = min(4, os.cpu_count() or 1)
KINDS = {
    "onnxruntime, float32": ("MatMul", TensorProto.FLOAT, TensorProto.FLOAT, TensorProto.FLOAT),
    "onnxruntime, int8": ("MatMulInteger", TensorProto.UINT8, TensorProto.INT8, TensorProto.INT32),
}
TYPES = {TensorProto.FLOAT: np.float32, TensorProto.UINT8: np.uint8, TensorProto.INT8: np.int8}


class Shape(NamedTuple):
    """A network's encoder: how many layers, features, and features between."""

    layers: int
    hidden: int
    inner: int

    def list_products(self, rows: int) -> dict[tuple[int, int, int], int]:
        """How often each product (rows, inner, columns) of weights comes in one pass."""
        return {
            (rows, self.hidden, 3 * self.hidden): self.layers,
            (rows, self.hidden, self.hidden): self.layers,
            (rows, self.hidden, self.inner): self.layers,
            (rows, self.inner, self.hidden): self.layers,
        }

    def count(self, tokens: int) -> int:
        """Multiply-adds for a post of so many tokens: the weights' products and attention's own."""
        weights = self.layers * tokens * (4 * self.hidden**2 + 2 * self.hidden * self.inner)
        return weights + self.layers * 2 * tokens**2 * self.hidden


def make_product(kind: str, rows: int, inner: int, columns: int) -> Callable[[], object]:
    """A call that makes one such product, the weights known before as a network's are."""
    chance = np.random.default_rng(7)
    if kind == "numpy, float32":
        left = chance.standard_normal((rows, inner), np.float32)
        right = chance.standard_normal((inner, columns), np.float32)
        return lambda: left @ right
    operation, first, second, result = KINDS[kind]
    # reduce_range: the served weights have seven bits
    weights = chance.integers(-64, 64, (inner, columns)).astype(TYPES[second])
    given = chance.integers(0, 255, (rows, inner)).astype(TYPES[first])
    graph = helper.make_graph(
        [helper.make_node(operation, ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", first, [rows, inner])],
        [helper.make_tensor_value_info("y", result, [rows, columns])],
        [onnx.numpy_helper.from_array(weights, "w")],
    )
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return lambda: session.run(None, {"x": given})


def time_call(call: Callable[[], object], times: int = 7) -> float:
    """Seconds of the quickest of some calls: what the machine can do, not what it was let do."""
    call()
    taken = []
    for _ in range(times):
        began = perf_counter()
        call()
        taken.append(perf_counter() - began)
    return min(taken)
