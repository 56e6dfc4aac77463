"""Ways to run the graph that is there: threads, spinning, optimisation, memory, batches, length."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import onnxruntime

from companion.models import ModelFolder
from companion.screeners import judging, onnx
from companion.screeners.batches import cut_batches

Change = Callable[[Any], None]


def use_threads(count: int, spins: bool = True) -> Change:
    """So many threads, which between two products spin or sleep."""

    def change(options: Any) -> None:
        options.intra_op_num_threads = count
        options.add_session_config_entry("session.intra_op.allow_spinning", str(int(spins)))

    return change


def use_level(name: str) -> Change:
    """The graph as it stands, or optimised while it is loaded."""

    def change(options: Any) -> None:
        options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, name)

    return change


def use_no_arena(options: Any) -> None:
    """Memory given back after every product."""
    options.enable_cpu_mem_arena = False


SESSIONS: dict[str, Change] = {
    "1 thread": use_threads(1),
    "2 threads that spin": use_threads(2),
    "2 threads that sleep": use_threads(2, spins=False),
    "not optimised": use_level("ORT_DISABLE_ALL"),
    "optimised a little": use_level("ORT_ENABLE_BASIC"),
    "optimised more": use_level("ORT_ENABLE_EXTENDED"),
    "no memory kept": use_no_arena,
}


def cut_evenly(size: int, lengths: Sequence[int]) -> list[slice]:
    """So many windows in every batch, whatever their lengths."""
    return [slice(start, start + size) for start in range(0, len(lengths), size)]


Cut = Callable[[Sequence[int]], list[slice]]
BATCHES: dict[str, Cut] = {
    **{f"batches of {size}": partial(cut_evenly, size) for size in (1, 4, 8, 16, 32)},
    "batches up to 32": partial(cut_batches, most=32),
}
LENGTHS = {f"windows of {size} tokens": size for size in (64, 96)}


class Batched:
    """A screener whose windows are cut into batches in another way."""

    def __init__(self, screener: judging.NetworkScreener, cut: Cut) -> None:
        self._screener, self._cut = screener, cut

    def judge(self, texts: list[str]) -> list[judging.Judgement]:
        """As the screener does."""
        before = judging.cut_batches
        judging.cut_batches = self._cut  # type: ignore[assignment]
        try:
            return self._screener.judge(texts)
        finally:
            judging.cut_batches = before


def open_session(model: ModelFolder, change: Change) -> judging.NetworkScreener:
    """The model, run in another way."""
    options = onnx.make_options()
    change(options)
    return onnx.load(model, options)
