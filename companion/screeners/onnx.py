"""The engine of the hot path: ONNX Runtime on the processor, without torch or transformers."""

import os
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from companion.models import BadModel, ModelFolder
from companion.screeners.judging import Ids, Logits, NetworkScreener

# What exporters call the two inputs; of a third, which sentence a token is in, a post has one.
IDS = {"ids", "input_ids"}
MASK = {"mask", "attention_mask"}
SENTENCE = {"token_type_ids"}
MOST_THREADS = 4
WIDTHS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


def load(model: ModelFolder, options: Any = None) -> NetworkScreener:
    """A screener over model.onnx and tokenizer.json of the folder; raises BadModel.

    `options` are those of ONNX Runtime's session, for trying out others than make_options gives.
    """
    try:
        session = onnxruntime.InferenceSession(
            str(model.path / "model.onnx"),
            options or make_options(),
            providers=["CPUExecutionProvider"],
        )
        tokenizer = Tokenizer.from_file(str(model.path / "tokenizer.json"))
    except Exception as broken:  # noqa: BLE001 - both libraries raise bare Exception subclasses
        raise BadModel(f"{model.name} does not load in ONNX Runtime") from broken
    widths = check_inputs(model.name, session)
    output = find_output(model, session)

    def read_logits(ids: Ids, mask: Ids) -> Logits:
        given = {}
        for name, width in widths.items():
            held = ids if name in IDS else mask if name in MASK else np.zeros_like(ids)
            given[name] = held.astype(width, copy=False)
        logits: Logits = session.run([output], given)[0].astype(np.float32, copy=False)
        return logits

    return NetworkScreener(model, tokenizer, read_logits)


def make_options() -> Any:
    """How the session runs: on few threads, so that the browser keeps some.

    Between two products they spin, as ONNX Runtime has it: waking them takes longer than that.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return options


def check_inputs(name: str, session: Any) -> dict[str, Any]:
    """The inputs of the network with their types; raises BadModel for one that no post has."""
    widths = {}
    for given in session.get_inputs():
        if given.name not in IDS | MASK | SENTENCE or given.type not in WIDTHS:
            raise BadModel(f"{name} asks for {given.name!r} ({given.type}), which no post has")
        widths[given.name] = WIDTHS[given.type]
    if not IDS & widths.keys():
        raise BadModel(f"{name} takes no token ids")
    return widths


def find_output(model: ModelFolder, session: Any) -> str:
    """The output that holds the logits; raises BadModel where none can."""
    labels = len(model.about.labels)
    outputs = {output.name: output.shape for output in session.get_outputs()}
    flat = [output for output, shape in outputs.items() if len(shape) == 2]
    if "logits" not in flat and len(flat) != 1:
        raise BadModel(f"{model.name} has no output of one row of logits a text")
    name = "logits" if "logits" in flat else flat[0]
    width = outputs[name][1]
    if isinstance(width, int) and width != labels:
        raise BadModel(f"{model.name} has {width} outputs, and {labels} labels")
    return name
