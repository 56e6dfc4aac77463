"""How the numbers of a product become whole ones, by steps that are the same for every post.

A few features are ten times as large as all others, and one step for all would leave the others
coarse. So these are made smaller before, and the weights that they meet larger by as much (Xiao et
al., SmoothQuant, arXiv 2211.10438, 2022). Weights have 7 bits: processors without VNNI add two
products of 8 bits into 16 and cut off what is more.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.training.ranges import Floats, Range

WEIGHT_MOST = 63
EMBEDDING_MOST = 127
GIVEN_MOST = 255
# Features above this share of all are outliers.
USUAL = 0.99
# Below this many times as large, a step for all is fine enough, and one operation is saved.
WORTH = 2.0


class Step(NamedTuple):
    """What a whole number from 0 to 255 stands for: (number - zero) * scale."""

    scale: np.float32
    zero: np.uint8


def find_divisors(given: Range) -> Floats:
    """What to divide each feature by (features,): 1 but for outliers, which come down."""
    largest = np.maximum(-given.least, given.most)
    divisors: Floats = np.maximum(1, largest / np.quantile(largest, USUAL)).astype(np.float32)
    return divisors if divisors.max() > WORTH else np.ones_like(divisors)


def find_step(given: Range, divisors: Floats) -> Step:
    """The step that reaches from the least to the most of all features, 0 among them."""
    least = min(0.0, float((given.least / divisors).min()))
    most = max(0.0, float((given.most / divisors).max()))
    scale = max(most - least, 1e-6) / GIVEN_MOST
    return Step(np.float32(scale), np.uint8(round(-least / scale)))


def round_columns(weights: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Weights (features, outputs) as whole numbers, and what 1 stands for in each output."""
    scales = np.maximum(np.abs(weights).max(0), 1e-8) / WEIGHT_MOST
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)


def round_rows(table: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A table (tokens, features) as whole numbers, and what 1 stands for: (tokens, 1)."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / EMBEDDING_MOST
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)
