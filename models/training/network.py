"""The network that is trained: the served one, with a head for every output."""

from pathlib import Path

from torch import nn
from transformers import BertModel

from companion.screeners.torch import CareNetwork
from models.training.labels import OUTPUTS


def load_pretrained(folder: Path) -> CareNetwork:
    """A network with the pretrained encoder of `folder` and an untrained head."""
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, local_files_only=True, use_safetensors=True
    )
    network = CareNetwork(encoder, len(OUTPUTS))
    nn.init.normal_(network.head.weight, std=0.02)
    nn.init.zeros_(network.head.bias)
    return network
