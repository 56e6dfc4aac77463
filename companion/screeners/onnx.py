"""The engine of the hot path: ONNX Runtime on the processor, without torch or transformers."""

import os

import onnxruntime
from tokenizers import Tokenizer

from companion.models import BadModel, ModelFolder
from companion.screeners.judging import Ids, Logits, NetworkScreener


def load(model: ModelFolder) -> NetworkScreener:
    """A screener over model.onnx and tokenizer.json of the folder."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(4, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            str(model.path / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(model.path / "tokenizer.json"))
    except Exception as broken:  # noqa: BLE001 - both libraries raise bare Exception subclasses
        raise BadModel(f"{model.name} does not load in ONNX Runtime") from broken

    def read_logits(ids: Ids, mask: Ids) -> Logits:
        logits: Logits = session.run(["logits"], {"ids": ids, "mask": mask})[0]
        return logits

    return NetworkScreener(model, tokenizer, read_logits)
