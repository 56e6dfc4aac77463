"""Shares annotated by Ray Data: on this machine, or on the machines of a cluster that is named.

https://docs.ray.io/en/latest/data/data.html. A Ray of our own listens on 127.0.0.1 alone, tells
nobody that it is used, and keeps what it must keep in a folder that goes with it.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from companion import outbound
from companion.bulk.share import (
    Annotator,
    Done,
    Load,
    Share,
    pack_done,
    pack_share,
    unpack_done,
    unpack_share,
)
from companion.trouble import Trouble

OURS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # Ray's word for "127.0.0.1 on every system"
    "RAY_agent_register_timeout_ms": "300000",
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_gcs_server_port_wait_time_s": "300",
}
BLOCK = 65_536  # bytes of shares that go to a worker at once
MEMORY = 134_217_728
ATTEMPTS = 3  # Ray gives its own start 30 s, which a busy machine exceeds
Cut = Callable[[], Iterator[Share]]


class RayAnnotator:
    """A model in a process of Ray's."""

    def __init__(self, load: Load, now: datetime) -> None:
        outbound.close_network()
        self._annotator = Annotator(load, now)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """What came of each share of the batch."""
        done = [self._annotator.annotate(unpack_share(bytes(each))) for each in batch["share"]]
        return {"done": [pack_done(each) for each in done]}


def annotate_on_ray(
    cut: Cut, load: Load, now: datetime, jobs: int, cluster: str | None = None
) -> Iterator[Done]:
    """Each share that `cut` gives annotated, in order, by so many workers; raises Trouble.

    `cut` is run by a process of Ray's on this machine. A worker that is lost is made anew, and the
    shares it had are done again.
    """
    with start_ray(jobs, cluster) as ray:
        here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
            ray.get_runtime_context().get_node_id(), soft=False
        )

        def read(batch: dict[str, Any]) -> Iterator[dict[str, list[bytes]]]:
            for share in cut():
                yield {"share": [pack_share(share)]}

        packed = ray.data.from_items([{"start": 0}]).map_batches(
            read, batch_size=None, num_cpus=0, scheduling_strategy=here
        )
        done = packed.map_batches(
            RayAnnotator,
            fn_constructor_args=(load, now),
            batch_size=1,
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(size=jobs),
        )
        try:
            for row in done.iter_rows():
                yield unpack_done(bytes(row["done"]))
        except ray.exceptions.RayError as failure:
            cause = getattr(failure, "cause", None)
            known = isinstance(cause, Trouble)
            raise Trouble(str(cause) if known else "Ray could not finish the work.") from None


@contextmanager
def start_ray(jobs: int, cluster: str | None) -> Iterator[Any]:
    """Ray, ready; it is ended afterwards. Raises Trouble where it is missing or does not start."""
    os.environ.update(OURS)
    try:
        import ray
        import ray.data
        import ray.util.scheduling_strategies
    except ModuleNotFoundError as missing:
        raise Trouble(
            f"The engine ray needs {missing.name}: pip install mindful-feed[cluster]"
        ) from None
    # Not the system's own folder for such things: the names of Ray's sockets are long.
    with tempfile.TemporaryDirectory(
        prefix="feed-", dir=find_short_folder(), ignore_cleanup_errors=True
    ) as folder:
        for attempt in range(ATTEMPTS):
            try:
                connect_ray(ray, jobs, cluster, folder)
                break
            except Exception:  # noqa: BLE001 - Ray raises just that when it starts too slowly
                ray.shutdown()
                if cluster or attempt == ATTEMPTS - 1:
                    raise Trouble("Ray did not start, or does not answer.") from None
        try:
            set_context(ray)
            yield ray
        finally:
            ray.shutdown()


def connect_ray(ray: Any, jobs: int, cluster: str | None, folder: str) -> None:
    """Start a Ray of our own, or join the cluster; raises whatever Ray does."""
    quiet = {"logging_level": logging.ERROR, "log_to_driver": False}
    if cluster:
        ray.init(address=cluster, **quiet)
        return
    ray.init(
        address="local",
        num_cpus=jobs + 1,
        object_store_memory=MEMORY,
        include_dashboard=False,
        _node_ip_address="127.0.0.1",
        _temp_dir=folder,
        **quiet,
    )


def set_context(ray: Any) -> None:
    """The order of the posts is kept, little waits in memory, and nothing is drawn or told."""
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK


def find_short_folder() -> str | None:
    """A folder for passing things with a short name; None: whichever the system has."""
    return "/tmp" if os.path.isdir("/tmp") else None  # noqa: S108 - mkdtemp makes it private
