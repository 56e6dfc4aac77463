"""Rows drawn by quota, sorted by length within chunks, cut into batches of about as many tokens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

MASK_TOKEN = 103  # [MASK] of the BERT word list


class Rows:
    """Prepared posts of one or more files, by index."""

    def __init__(self, *paths: Path) -> None:
        files = [np.load(path) for path in paths]
        self.columns: dict[str, Any] = {
            name: np.concatenate([file[name] for file in files])
            for name in ("ids", "target", "weight", "stance", "sentiment", "sure", "source")
        }
        lengths = np.concatenate([np.diff(file["ends"], prepend=0) for file in files])
        self.lengths, self.ends = lengths, np.cumsum(lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def read_ids(self, index: int) -> np.ndarray:
        """The token ids of one post."""
        end = self.ends[index]
        ids: np.ndarray = self.columns["ids"][end - self.lengths[index] : end]
        return ids

    def find_sources(self, barred: frozenset[str] = frozenset()) -> dict[str, np.ndarray]:
        """The rows of each source; a row of two joined sources counts to the first.

        Rows that come, even in part, from a barred source are left out.
        """
        parts = [name.split("+") for name in self.columns["source"]]
        first = np.array([names[0] for names in parts])
        allowed = np.array([barred.isdisjoint(names) for names in parts])
        found = {name: np.flatnonzero((first == name) & allowed) for name in np.unique(first)}
        return {name: members for name, members in found.items() if len(members)}


class Batch(NamedTuple):
    """Tensors of one step; ids and mask are (posts, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor
    weight: torch.Tensor
    stance: torch.Tensor
    sentiment: torch.Tensor
    sure: torch.Tensor


def draw_rows(sources: dict[str, np.ndarray], quota: dict[str, int], seed: int) -> np.ndarray:
    """Row indices: of each source its quota, every row once before any twice."""
    rng = np.random.default_rng(seed)
    drawn = []
    for source, members in sources.items():
        wanted = quota.get(source, 0)
        rounds = -(-wanted // len(members))
        pool = [rng.permutation(members) for _ in range(rounds)]
        drawn.extend(np.concatenate(pool)[:wanted] if pool else [])
    return np.array(drawn, np.int64)


def cut_batches(lengths: np.ndarray, order: np.ndarray, tokens: int, seed: int) -> list[np.ndarray]:
    """Batches of like lengths in a random order, each of at most `tokens` tokens with padding."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(order)
    batches = []
    for chunk in np.array_split(order, max(1, len(order) // 4096)):
        chunk = chunk[np.argsort(lengths[chunk], kind="stable")]
        batch: list[int] = []
        for index in chunk:
            if batch and (len(batch) + 1) * lengths[index] > tokens:
                batches.append(np.array(batch))
                batch = []
            batch.append(int(index))
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


def mask_words(tokens: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    """The tokens with about `share` of those between the first and the last made unreadable."""
    hidden = rng.random(len(tokens)) < share
    hidden[[0, -1]] = False
    return np.where(hidden, MASK_TOKEN, tokens)


def gather_batch(rows: Rows, indices: np.ndarray, mask_share: float = 0.0, seed: int = 0) -> Batch:
    """The tensors of these rows, padded to their longest; words of authored posts are masked."""
    rng = np.random.default_rng(seed)
    width = int(rows.lengths[indices].max())
    ids = np.zeros((len(indices), width), np.int64)
    for place, index in enumerate(indices):
        tokens = rows.read_ids(int(index))
        if mask_share and rows.columns["source"][index].startswith("authored/"):
            tokens = mask_words(tokens, mask_share, rng)
        ids[place, : len(tokens)] = tokens
    pick = {name: rows.columns[name][indices] for name in rows.columns if name != "ids"}
    target = torch.from_numpy(np.nan_to_num(pick["target"]).astype(np.float32))
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy((ids != 0).astype(np.int64)),
        target,
        torch.from_numpy(pick["weight"].astype(np.float32)),
        torch.from_numpy(pick["stance"].astype(np.int64)),
        torch.from_numpy(pick["sentiment"].astype(np.int64)),
        torch.from_numpy(pick["sure"].astype(np.float32)),
    )


def walk_batches(
    rows: Rows, batches: list[np.ndarray], start: int, mask_share: float = 0.0
) -> Iterator[tuple[int, Batch]]:
    """(step, batch) from step `start` on; what is masked follows from the step alone."""
    for step in range(start, len(batches)):
        yield step, gather_batch(rows, batches[step], mask_share, step)
