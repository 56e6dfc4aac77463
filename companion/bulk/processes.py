"""Shares annotated by several processes of this machine, which come back in order."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing import connection, get_context, parent_process
from threading import Thread

from companion import outbound
from companion.bulk.share import Annotator, Done, Load, Share
from companion.trouble import Trouble

AHEAD = 2  # shares that wait for each process, so that none is idle and memory stays flat
MOST_BREAKS = 3
_annotator: list[Annotator] = []


def annotate_in_processes(
    shares: Iterable[Share], load: Load, now: datetime, jobs: int
) -> Iterator[Done]:
    """Each share annotated, in order. A process that is ended from outside is made anew.

    Raises Trouble when no process lives long enough for one share.
    """
    rest, begun, breaks = iter(shares), deque[Share](), 0
    while True:
        pool = start_pool(load, now, jobs)
        try:
            asked = deque(pool.submit(annotate_share, share) for share in begun)
            while fill(pool, rest, begun, asked, jobs):
                done = asked[0].result()
                asked.popleft()
                begun.popleft()
                breaks = 0
                yield done
            return
        except BrokenProcessPool:
            breaks += 1
            if breaks == MOST_BREAKS:
                raise Trouble("The processes were ended again and again.") from None
        finally:
            pool.shutdown(cancel_futures=True)


def fill(
    pool: ProcessPoolExecutor,
    rest: Iterator[Share],
    begun: deque[Share],
    asked: deque[Future[Done]],
    jobs: int,
) -> bool:
    """Hand out as many shares as may wait; False when all are done."""
    while len(asked) < jobs * AHEAD and (share := next(rest, None)) is not None:
        begun.append(share)
        asked.append(pool.submit(annotate_share, share))
    return bool(asked)


def start_pool(load: Load, now: datetime, jobs: int) -> ProcessPoolExecutor:
    """Processes that begin from nothing, as on every system, each with a model of its own."""
    return ProcessPoolExecutor(jobs, get_context("spawn"), begin, (load, now))


def begin(load: Load, now: datetime) -> None:
    """What a new process does first: no network, no Ctrl-C of its own, an end with its parent."""
    outbound.close_network()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    _annotator.append(Annotator(load, now))


def end_with_parent() -> None:
    """Wait for the process that made this one, and end as suddenly as it did."""
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def annotate_share(share: Share) -> Done:
    """The share's annotations, by this process's model."""
    return _annotator[0].annotate(share)
