"""Between which numbers each feature lies that a product of the network takes in."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from companion.screeners.torch import CareNetwork

Floats = npt.NDArray[np.float32]


class Range(NamedTuple):
    """The least and the most that each feature was; both (features,)."""

    least: Floats
    most: Floats


def find_ranges(network: CareNetwork, windows: Iterable[list[int]]) -> dict[str, Range]:
    """What each linear layer of the encoder takes in, by its name, over windows of token ids."""
    layers = {
        name: layer
        for name, layer in network.encoder.named_modules()
        if isinstance(layer, nn.Linear)
    }
    found: dict[str, Range] = {}

    def watch(name: str) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            rows = given[0].flatten(0, -2)
            least, most = rows.amin(0).numpy(), rows.amax(0).numpy()
            if name in found:
                least, most = (
                    np.minimum(least, found[name].least),
                    np.maximum(most, found[name].most),
                )
            found[name] = Range(least, most)

        return layers[name].register_forward_pre_hook(note)

    hooks = [watch(name) for name in layers]
    with torch.inference_mode():
        for window in windows:
            ids = torch.tensor([window])
            network(ids, torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    return found
