"""The served graph answers what the float network answers, and to each post what it would alone."""

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import BertConfig, BertModel

from companion.screeners.torch import CareNetwork
from models.training.graph import write_graph
from models.training.ranges import Range, find_ranges
from models.training.rounding import (
    EMBEDDING_MOST,
    GIVEN_MOST,
    WEIGHT_MOST,
    find_divisors,
    find_step,
    round_columns,
    round_rows,
)

WORDS, WIDTH, LABELS = 90, 64, 5
SUMS_OF_TWO = 2**15 - 1  # what processors without VNNI hold two products in
LOUD = 7


def make_network() -> CareNetwork:
    """Two layers of random weights; one feature is far larger than all others."""
    torch.manual_seed(5)
    shape = BertConfig(
        vocab_size=WORDS,
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=32,
        initializer_range=0.2,
    )
    network = CareNetwork(BertModel(shape, add_pooling_layer=False), LABELS)
    with torch.no_grad():
        for layer in network.encoder.encoder.layer:
            layer.attention.output.LayerNorm.weight[LOUD] = 30
    return network.eval()


def draw_windows(count: int) -> list[list[int]]:
    chance = np.random.default_rng(6)
    return [chance.integers(1, WORDS, chance.integers(3, 20)).tolist() for _ in range(count)]


@pytest.fixture(scope="module")
def network() -> CareNetwork:
    return make_network()


@pytest.fixture(scope="module")
def session(
    network: CareNetwork, tmp_path_factory: pytest.TempPathFactory
) -> onnxruntime.InferenceSession:
    path = tmp_path_factory.mktemp("graph") / "model.onnx"
    write_graph(network, find_ranges(network, draw_windows(200)), path)
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def answer(session: onnxruntime.InferenceSession, windows: list[list[int]]) -> np.ndarray:
    """Logits of one batch, padded at the end."""
    ids = np.zeros((len(windows), max(map(len, windows))), np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window)], mask[row, : len(window)] = window, 1
    logits: np.ndarray = session.run(None, {"ids": ids, "mask": mask})[0]
    return logits


def test_the_graph_answers_nearly_what_the_network_answers(
    network: CareNetwork, session: onnxruntime.InferenceSession
) -> None:
    windows = draw_windows(60)
    with torch.inference_mode():
        wanted = np.concatenate(
            [network(torch.tensor([one]), torch.ones(1, len(one))).numpy() for one in windows]
        )
    error = np.sqrt(np.square(answer(session, windows) - wanted).mean())
    assert error < 0.1 * wanted.std()


def test_a_post_is_answered_alike_alone_and_beside_any_others(
    session: onnxruntime.InferenceSession,
) -> None:
    windows = draw_windows(40)
    alone = np.concatenate([answer(session, [window]) for window in windows])
    np.testing.assert_allclose(answer(session, windows), alone, atol=1e-4)


def test_every_product_of_the_encoder_has_its_ranges(network: CareNetwork) -> None:
    ranges = find_ranges(network, draw_windows(3))
    assert len(ranges) == 6 * len(network.encoder.encoder.layer)
    given = ranges["encoder.layer.0.intermediate.dense"]
    assert given.least.shape == given.most.shape == (WIDTH,)
    assert (given.least < given.most).all()
    assert int(np.argmax(given.most - given.least)) == LOUD
    network(torch.ones(1, 4, dtype=torch.long), torch.ones(1, 4))
    assert ranges["encoder.layer.0.intermediate.dense"] is given, "the network is left as it was"


def test_an_outlier_comes_down_to_what_is_usual_and_no_other_feature_is_touched() -> None:
    most = np.linspace(1, 2, 200, dtype=np.float32)
    most[LOUD] = 40
    divisors = find_divisors(Range(-most, most))
    assert 19 < divisors[LOUD] < 21
    assert (np.delete(divisors, LOUD) < 1.01).all()
    even = np.linspace(1, 2, 200, dtype=np.float32)
    assert (find_divisors(Range(-even, even)) == 1).all()


@pytest.mark.parametrize(("least", "most"), [(-3.0, 5.0), (0.5, 5.0), (-4.0, -1.0), (0.0, 0.0)])
def test_a_step_reaches_from_end_to_end_and_nothing_stays_nothing(
    least: float, most: float
) -> None:
    given = Range(np.full(4, least, np.float32), np.full(4, most, np.float32))
    scale, zero = find_step(given, np.ones(4, np.float32))
    for value in (least, most, 0.0):
        whole = np.clip(np.rint(value / scale) + zero, 0, GIVEN_MOST)
        assert abs((whole - zero) * scale - value) <= scale


def test_rounded_weights_are_near_and_two_products_of_them_fit_into_16_bits() -> None:
    weights = np.random.default_rng(7).standard_normal((30, 8)).astype(np.float32)
    for whole, scales, most in (
        (*round_columns(weights), WEIGHT_MOST),
        (*round_rows(weights), EMBEDDING_MOST),
    ):
        assert whole.dtype == np.int8
        assert np.abs(whole).max() == most
        assert (np.abs(whole * scales - weights) <= scales / 2 + 1e-6).all()
    assert 2 * WEIGHT_MOST * GIVEN_MOST <= SUMS_OF_TWO
