"""What Chromium's tracing says of a page's main thread, and which part of it is ours."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

OURS = "chrome-extension://"
CATEGORIES = [
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-v8.cpu_profiler",
]


class Trace:
    """The extension's milliseconds in each task of the main thread, once the trace has ended."""

    def __init__(self) -> None:
        self.tasks: list[float] = []

    @property
    def total(self) -> float:
        """Milliseconds of the extension in all."""
        return sum(self.tasks)

    @property
    def longest(self) -> float:
        """Milliseconds of the extension in the task in which it had most."""
        return max(self.tasks, default=0.0)


@contextmanager
def trace(page: Page) -> Iterator[Trace]:
    """Traces the page while the block runs."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda chunk: events.extend(chunk["value"]))
    session.on("Tracing.tracingComplete", lambda reply: ended.append(reply))
    session.send(
        "Tracing.start",
        {"traceConfig": {"includedCategories": CATEGORIES}, "transferMode": "ReportEvents"},
    )
    traced = Trace()
    try:
        yield traced
    finally:
        session.send("Tracing.end")
        while not ended:
            page.evaluate("0")
        traced.tasks = list(_add_up(events))


def _find_samples(events: list[dict[str, Any]]) -> Iterator[tuple[int, int, int]]:
    """Process, end in microseconds and length of each sample with the extension on its stack."""
    nodes: dict[tuple[int, str], dict[int, bool]] = defaultdict(dict)
    clocks: dict[tuple[int, str], int] = {}
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        profile = (event["pid"], event.get("id", ""))
        data = event.get("args", {}).get("data", {})
        if event["name"] == "Profile":
            clocks[profile] = data["startTime"]
        if event["name"] != "ProfileChunk" or profile not in clocks:
            continue
        chunk = data.get("cpuProfile", {})
        for node in chunk.get("nodes", []):
            ours = node["callFrame"].get("url", "").startswith(OURS)
            nodes[profile][node["id"]] = ours or nodes[profile].get(node.get("parent", 0), False)
        samples, deltas = chunk.get("samples", []), data.get("timeDeltas", [])
        for node_id, delta in zip(samples, deltas, strict=True):
            clocks[profile] += delta
            if nodes[profile].get(node_id):
                yield event["pid"], clocks[profile], delta


def _add_up(events: list[dict[str, Any]]) -> Iterator[float]:
    """The extension's milliseconds in each task.

    What other programs took of the processor meanwhile is left out: a task's own time is known, and
    its samples are counted by that share.
    """
    tasks = sorted(
        (event for event in events if event["name"] == "RunTask" and event.get("dur")),
        key=lambda event: event["ts"],
    )
    spent: dict[int, float] = defaultdict(float)
    by_process: dict[int, list[int]] = defaultdict(list)
    for number, task in enumerate(tasks):
        by_process[task["pid"]].append(number)
    for process, end, length in _find_samples(events):
        for number in by_process[process]:
            task = tasks[number]
            if task["ts"] <= end - length / 2 < task["ts"] + task["dur"]:
                share = min(1.0, task.get("tdur", task["dur"]) / task["dur"])
                spent[number] += length * share / 1000
                break
    yield from spent.values()
