"""Rows drawn by quota, sorted by length within chunks, cut into batches of about as many tokens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch


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

    def find_sources(self) -> dict[str, np.ndarray]:
        """The rows of each source; a row of two joined sources counts to the first."""
        first = np.array([name.split("+")[0] for name in self.columns["source"]])
        return {name: np.flatnonzero(first == name) for name in np.unique(first)}


class Batch(NamedTuple):
    """Tensors of one step; ids and mask are (posts, tokens)."""

    ids: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor
    weight: torch.Tensor
    stance: torch.Tensor
    sentiment: torch.Tensor
    sure: torch.Tensor


def draw_rows(rows: Rows, quota: dict[str, int], share: float, seed: int) -> np.ndarray:
    """Row indices: of each source its quota times `share`, every row once before any twice."""
    rng = np.random.default_rng(seed)
    drawn = []
    for source, members in rows.find_sources().items():
        wanted = round(quota.get(source, 0) * share)
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


def gather_batch(rows: Rows, indices: np.ndarray) -> Batch:
    """The tensors of these rows, padded to their longest."""
    width = int(rows.lengths[indices].max())
    ids = np.zeros((len(indices), width), np.int64)
    for place, index in enumerate(indices):
        tokens = rows.read_ids(int(index))
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


def walk_batches(rows: Rows, batches: list[np.ndarray], start: int) -> Iterator[tuple[int, Batch]]:
    """(step, batch) from step `start` on."""
    for step in range(start, len(batches)):
        yield step, gather_batch(rows, batches[step])
