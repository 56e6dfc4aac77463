"""How many posts could leave the network early: tried for its speed (docs/decisions/0019).

    python -m models.training.exits

Behind layer LAYER a linear reader is fitted, on train posts, to whether the finished network would
come near a note (an early exit as in BranchyNet, Teerapittayanon et al. 2016). Its cut is the one
that lets SAFE of the noted posts go on to the end. Printed, for dev posts: how many of the
others leave, and how fast the network would be if leaving cost nothing.
"""

import click
import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import LogisticRegression

from companion.categories import CATEGORIES
from companion.screeners.torch import CareNetwork
from models.training.base import find_base
from models.training.batches import Rows, gather_batch
from models.training.labels import BINARY
from models.training.network import load_pretrained
from models.training.prepare import BUILD, RECIPE
from models.training.variants import SHIPPED, find_checkpoint, find_last

LAYER, SAFE, NEAR, NOTED = 3, 0.99, 0.1, 0.4
MOST = 4000
FEED = "semeval2017_sentiment"  # stands for an ordinary feed
ON = [BINARY.index(category.id) for category in CATEGORIES if category.on]
Floats = npt.NDArray[np.float32]


def pick_feed(rows: Rows) -> npt.NDArray[np.int64]:
    """Up to MOST posts of an ordinary feed."""
    members = rows.find_sources()[FEED]
    return np.random.default_rng(RECIPE["seed"]).permutation(members)[:MOST]


def read_both(
    network: CareNetwork, rows: Rows, picked: npt.NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Mean of the tokens behind layer LAYER (posts, width), and the highest chance of a note."""
    features, tops = [], []
    order = picked[np.argsort(rows.lengths[picked], kind="stable")]
    for start in range(0, len(order), 64):
        batch = gather_batch(rows, order[start : start + 64])
        with torch.inference_mode():
            states = network.encoder(
                input_ids=batch.ids, attention_mask=batch.mask, output_hidden_states=True
            ).hidden_states
            weight = batch.mask.unsqueeze(-1).float()
            early, late = ((states[layer] * weight).sum(1) / weight.sum(1) for layer in (LAYER, -1))
            tops.append(torch.sigmoid(network.head(late))[:, ON].max(1).values.numpy())
            features.append(early.numpy())
    return np.concatenate(features), np.concatenate(tops)


@click.command()
def measure() -> None:
    """Prints how many posts could leave early."""
    network = load_pretrained(find_base(RECIPE["base_sha256"]))
    state = torch.load(find_checkpoint(find_last(SHIPPED), SHIPPED), weights_only=True)
    network.load_state_dict(state["network"])
    network.eval()
    found = {}
    for split in ("train", "dev"):
        authored, public = (
            Rows(BUILD / f"authored_{split}.npz"),
            Rows(BUILD / f"public_{split}.npz"),
        )
        some = np.random.default_rng(1).permutation(len(authored))[:MOST]
        found[split] = [
            read_both(network, authored, some),
            read_both(network, public, pick_feed(public)),
        ]
    features, tops = (np.concatenate(part) for part in zip(*found["train"], strict=True))
    reader = LogisticRegression(max_iter=500, C=0.3).fit(features, tops >= NEAR)
    written, feed = ((reader.predict_proba(values)[:, 1], tops) for values, tops in found["dev"])
    noted = np.concatenate([chances[tops >= NOTED] for chances, tops in (written, feed)])
    cut = float(np.quantile(noted, 1 - SAFE))
    layers = network.encoder.config.num_hidden_layers
    for name, (chances, tops) in (("authored posts", written), ("an ordinary feed", feed)):
        leaving = float((chances < cut).mean())
        speed = 1 / (1 - leaving * (1 - LAYER / layers))
        click.echo(
            f"{name}: {leaving:.1%} of {len(tops)} leave after layer {LAYER}, "
            f"{speed:.2f} times as fast at best; {SAFE:.0%} of {len(noted)} noted posts go on"
        )


if __name__ == "__main__":
    measure()
