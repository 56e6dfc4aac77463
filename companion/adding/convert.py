"""A safetensors checkpoint to ONNX, with PyTorch and transformers: this file alone needs them.

The library is given the configuration and the weights as data and opens no file of the checkpoint
itself, so that nothing else in the folder, whatever it is called, is ever read or run.
"""

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn
from transformers import MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING as KINDS
from transformers import AutoConfig, PreTrainedModel
from transformers.utils import logging

from companion.adding.source import Source, list_shards
from companion.model_files import RUNS_CODE
from companion.models import BadModel
from companion.screeners.judging import Logits

FAULTS = (
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    SafetensorError,
)
ReadWindow = Callable[[Sequence[int]], Logits]
"""Token ids of one window to its logits (labels,), as the checkpoint itself gives them."""


class PlainLogits(nn.Module):
    """The network without what it answers besides logits."""

    def __init__(self, network: PreTrainedModel) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Logits (batch, labels)."""
        logits: torch.Tensor = self.network(
            input_ids=input_ids, attention_mask=attention_mask
        ).logits
        return logits


def convert_checkpoint(source: Source, target: Path) -> ReadWindow:
    """Writes the checkpoint as ONNX; what comes back tells what it should answer. Raises BadModel.

    The network stays in float32: nothing is lost, and who wants it smaller can quantise it.
    """
    reports: Any = logging  # which says nothing of its types
    reports.set_verbosity_error()
    reports.disable_progress_bar()
    network = PlainLogits(load_network(source)).eval()
    ids, mask = torch.full((2, 9), 1), torch.ones((2, 9), dtype=torch.int64)
    mask[1, 6:] = 0  # where nothing is masked, some networks leave the mask out of the graph
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of constants in the graph; what comes out is compared
            torch.onnx.export(
                network,
                (ids, mask),
                str(target),
                input_names=["input_ids", "attention_mask"],
                output_names=["logits"],
                dynamic_axes={
                    "input_ids": {0: "n", 1: "t"},
                    "attention_mask": {0: "n", 1: "t"},
                    "logits": {0: "n"},
                },
                opset_version=17,
                dynamo=False,
            )
    except FAULTS as broken:
        kind = type(network.network).__name__
        raise BadModel(f"{kind} cannot be written as ONNX here ({type(broken).__name__})") from None

    def read_window(window: Sequence[int]) -> Logits:
        ids = torch.tensor([list(window)])
        with torch.inference_mode():
            logits: Logits = network(ids, torch.ones_like(ids)).numpy()[0]
        return logits

    return read_window


def load_network(source: Source) -> PreTrainedModel:
    """The checkpoint's network with all of its weights; raises BadModel."""
    try:
        shape = AutoConfig.for_model(**keep_plain(source.config))
        kind: Any = KINDS[type(shape)]
        weights: dict[str, Any] = {}
        for file in list_shards(source.weights):
            weights.update(load_file(file))
        network, about = kind.from_pretrained(
            None,
            config=shape,
            state_dict=weights,
            attn_implementation="eager",
            dtype=torch.float32,
            output_loading_info=True,
        )
    except FAULTS as broken:
        raise BadModel(
            f"{source.name} is no checkpoint that transformers can load ({type(broken).__name__})"
        ) from None
    lacking = sorted(about["missing_keys"])
    if lacking:
        raise BadModel(f"{source.name} lacks weights, such as {lacking[0]}")
    outputs = int(np.prod(network.config.num_labels))
    if outputs != len(source.labels):
        raise BadModel(f"{source.name} has {outputs} outputs, and {len(source.labels)} labels")
    loaded: PreTrainedModel = network
    return loaded


def keep_plain(value: Any) -> Any:
    """A configuration without the keys, wherever they stand, that make a library load code."""
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if not RUNS_CODE.fullmatch(key)}
        return {key: keep_plain(one) for key, one in kept.items()}
    return [keep_plain(one) for one in value] if isinstance(value, list) else value
