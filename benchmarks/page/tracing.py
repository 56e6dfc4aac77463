"""What Chromium's tracing says of a page's main thread, and which part of it is the extension's.

Nothing is sampled: a profiler that looks ten thousand times a second makes what it looks at slower.
Chromium itself writes down when it begins and ends a task, a function and the microtasks. All
times are the thread's own, so that what other programs did meanwhile is not in them.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

OURS = "chrome-extension://"
CATEGORIES = [
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "v8.execute",
]
SCRIPTS = ("FunctionCall", "EvaluateScript")
Event = dict[str, Any]
Thread = tuple[int, int]


class Trace:
    """Milliseconds of the page's main thread, once the trace has ended.

    `tasks` is the extension's part of each task that it has a part in, with the style and layout
    that the browser did while it waited; `all` is every task of the thread, whatever it was for.
    """

    def __init__(self) -> None:
        self.tasks: list[float] = []
        self.all = 0.0

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
    events: list[Event] = []
    ended: list[Event] = []
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
        thread = _find_thread(events)
        mine = [each for each in events if (each["pid"], each["tid"]) == thread and "dur" in each]
        mine.sort(key=lambda event: (event["ts"], -event["dur"]))
        traced.all = sum(_read_time(each) for each in mine if each["name"] == "RunTask")
        traced.tasks = list(_add_up(mine))


def _find_thread(events: list[Event]) -> Thread:
    """The main thread of the page: the one with most tasks in which a frame was begun."""
    frames: dict[Thread, int] = defaultdict(int)
    for event in events:
        if event["name"] == "FireAnimationFrame":
            frames[event["pid"], event["tid"]] += 1
    return max(frames, key=lambda thread: frames[thread])


def _read_time(event: Event) -> float:
    """Milliseconds that the thread itself ran."""
    milliseconds: float = event.get("tdur", event["dur"]) / 1000
    return milliseconds


def _is_ours(event: Event, around: str) -> bool:
    """Whether what an event is about was done for the extension.

    What follows an answer to the extension is only seen as microtasks that begin a task. Those of
    the page's own evaluations look the same, and are there without the extension too.
    """
    if event["name"] == "RunMicrotasks":
        return around == "RunTask"
    url = event.get("args", {}).get("data", {}).get("url", "")
    return event["name"] in SCRIPTS and str(url).startswith(OURS)


def _add_up(events: list[Event]) -> Iterator[float]:
    """The extension's milliseconds in each task that it has a part in."""
    spent: dict[int, float] = defaultdict(float)
    open_events: list[tuple[float, str, bool]] = []
    task = 0
    for event in events:
        while open_events and open_events[-1][0] <= event["ts"]:
            open_events.pop()
        if event["name"] == "RunTask" and not open_events:
            task += 1
        around = open_events[-1][1] if open_events else ""
        is_inside = bool(open_events) and open_events[-1][2]
        is_ours = _is_ours(event, around)
        if is_ours and not is_inside:
            spent[task] += _read_time(event)
        open_events.append((event["ts"] + event["dur"], event["name"], is_ours or is_inside))
    yield from spent.values()
