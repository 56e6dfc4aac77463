"""Speed and memory of a model in a process of its own, as the companion runs it."""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

from companion.scorecard.card import Section
from companion.scorecard.sources import Inputs

BATCH = 16
POSTS = 256


class Speed(NamedTuple):
    """Seconds to the first judgement, posts a second, milliseconds a post, megabytes resident."""

    cold_start: float
    rate: float
    latency: float
    memory: float


def measure_speed(folder: Path, inputs: Inputs) -> Section:
    """How fast the model judges authored posts on this machine, while nothing else should run."""
    section, texts = Section(), [post.text for post in inputs.authored][:POSTS]
    weights = (folder / "model.onnx").stat().st_size if (folder / "model.onnx").exists() else 0
    if weights:
        section.tell("weights", weights / 1e6, 1)
    if len(texts) < BATCH:
        return section
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        speed = process.submit(time_model, folder, texts).result()
    section.tell("cold_start", speed.cold_start, 1)
    section.tell("speed", speed.rate, len(texts))
    section.tell("latency", speed.latency, len(texts))
    section.tell("memory", speed.memory, len(texts))
    return section


def time_model(folder: Path, texts: list[str]) -> Speed:
    """Loads the model and times it; run in a fresh process."""
    began = time.perf_counter()
    from companion.screeners import load

    screener = load(folder)
    screener.judge(texts[:1])
    cold_start = time.perf_counter() - began
    rates = []
    for _ in range(3):
        began = time.perf_counter()
        for start in range(0, len(texts), BATCH):
            screener.judge(texts[start : start + BATCH])
        rates.append(len(texts) / (time.perf_counter() - began))
    single = []
    for text in texts[:100]:
        began = time.perf_counter()
        screener.judge([text])
        single.append(1000 * (time.perf_counter() - began))
    return Speed(cold_start, median(rates), median(single), read_memory())


def read_memory() -> float:
    """The resident memory of this process in megabytes; its peak where only that is told."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000
    if sys.platform == "win32":
        return float("nan")
    import resource  # not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
