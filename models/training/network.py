"""The network that is trained: the served one, with a head for every output."""

import copy
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


def keep_layers(network: CareNetwork, layers: int) -> CareNetwork:
    """A copy with `layers` of its layers, evenly spaced and ending with the last."""
    student = copy.deepcopy(network)
    every = student.encoder.encoder.layer
    places = [round((place + 1) * len(every) / layers) - 1 for place in range(layers)]
    student.encoder.encoder.layer = nn.ModuleList(every[place] for place in places)
    student.encoder.config.num_hidden_layers = layers
    return student
