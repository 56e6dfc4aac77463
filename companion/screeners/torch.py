"""The reference engine: the same network in PyTorch, for training, checking and explaining.

It needs torch and transformers, takes seconds to start, and is not on the hot path.
"""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from companion.models import BadModel, ModelFolder
from companion.screeners.judging import Ids, Logits, NetworkScreener


class CareNetwork(nn.Module):
    """A BERT encoder, the mean of its tokens, one linear layer.

    Token ids and mask, both (batch, tokens), to logits (batch, outputs).
    """

    def __init__(self, encoder: BertModel, outputs: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, outputs)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits (batch, outputs)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        logits: torch.Tensor = self.head(self.dropout(mean))
        return logits


def build_network(config: Path, outputs: int, attention: str = "sdpa") -> CareNetwork:
    """A network of the shape that config.json gives, its weights still to be loaded."""
    shape = BertConfig.from_json_file(config)
    shape._attn_implementation = attention  # "eager" is what the ONNX optimiser can fuse
    return CareNetwork(BertModel(shape, add_pooling_layer=False), outputs)


def load(model: ModelFolder) -> NetworkScreener:
    """A screener over model.safetensors, config.json and tokenizer.json of the folder."""
    try:
        network = build_network(model.path / "config.json", len(model.about.labels))
        weights = load_file(model.path / "model.safetensors")
        network.load_state_dict({name: value.float() for name, value in weights.items()})
        tokenizer = Tokenizer.from_file(str(model.path / "tokenizer.json"))
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as broken:
        raise BadModel(f"{model.name} does not load in PyTorch") from broken
    network.eval()

    def read_logits(ids: Ids, mask: Ids) -> Logits:
        with torch.inference_mode():
            logits: Logits = network(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        return logits

    return NetworkScreener(model, tokenizer, read_logits)
