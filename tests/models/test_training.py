"""Training for real, on a network small enough for a test: a killed run ends as an unbroken one."""

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from companion.screeners.torch import CareNetwork
from models.training.batches import Rows, cut_batches
from models.training.labels import BINARY, OUTPUTS
from models.training.train import train_network

SETTINGS = {"learning_rate": 1e-3, "head_learning_rate": 1e-2, "checkpoint_seconds": 0}
POSTS = 60


class Killed(Exception):
    """Stands for the power going out."""


class ShakyBatches(list):
    """Batches of which the fourth cannot be read."""

    def __getitem__(self, place):
        if place == 3:
            raise Killed
        return super().__getitem__(place)


@pytest.fixture
def rows(tmp_path):
    rng = np.random.default_rng(1)
    lengths = rng.integers(3, 12, POSTS)
    truth = rng.integers(0, 2, POSTS)
    # A post that says token 150 is about the first category.
    ids = [
        np.where(rng.random(n) < 0.7, 150, 160) if t else np.full(n, 160)
        for n, t in zip(lengths, truth, strict=True)
    ]
    target = np.full((POSTS, len(BINARY)), np.nan, np.float16)
    target[:, 0] = truth
    weight = np.zeros_like(target)
    weight[:, 0] = 1
    np.savez(
        tmp_path / "few.npz",
        ids=np.concatenate(ids).astype(np.uint16),
        ends=np.cumsum(lengths),
        target=target,
        weight=weight,
        stance=np.full(POSTS, -1, np.int8),
        sentiment=np.full(POSTS, -1, np.int8),
        sure=np.ones(POSTS, np.float16),
        source=np.full(POSTS, "authored/few"),
    )
    return Rows(tmp_path / "few.npz")


def make_network():
    torch.manual_seed(7)
    shape = BertConfig(
        vocab_size=200,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    return CareNetwork(BertModel(shape, add_pooling_layer=False), len(OUTPUTS))


def cut_few(rows, repeats=1):
    order = np.tile(np.arange(POSTS), repeats)
    return cut_batches(rows.lengths, order, tokens=90, seed=2)


def read_weights(path):
    return torch.load(path, weights_only=True)["network"]


def test_a_killed_run_goes_on_to_the_same_weights(rows, tmp_path):
    batches = cut_few(rows)
    train_network(make_network(), rows, batches, SETTINGS, tmp_path / "whole.pt")
    with pytest.raises(Killed):
        train_network(make_network(), rows, ShakyBatches(batches), SETTINGS, tmp_path / "cut.pt")
    train_network(make_network(), rows, batches, SETTINGS, tmp_path / "cut.pt")
    whole, cut = read_weights(tmp_path / "whole.pt"), read_weights(tmp_path / "cut.pt")
    assert all(torch.equal(whole[name], cut[name]) for name in whole)


def test_training_learns_what_the_posts_say(rows, tmp_path):
    network, settings = make_network(), {**SETTINGS, "checkpoint_seconds": 60}
    train_network(network, rows, cut_few(rows, 8), settings, tmp_path / "learnt.pt")
    network.eval()
    told, silent = torch.full((1, 6), 150), torch.full((1, 6), 160)
    mask = torch.ones_like(told)
    with torch.inference_mode():
        assert network(told, mask)[0, 0] > 0 > network(silent, mask)[0, 0]


def test_a_checkpoint_of_another_recipe_is_refused(rows, tmp_path):
    train_network(make_network(), rows, cut_few(rows, 1), SETTINGS, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="another recipe"):
        train_network(make_network(), rows, cut_few(rows, 2), SETTINGS, tmp_path / "other.pt")
