"""Texts to judgements, for many requests at once: remembered, merged, batched, and never late.

One thread runs the model. What it raises ends in a future, so a text that breaks a model costs
its own judgement and nobody else's. Judgements are remembered in memory under a key that this
process made up, so not even a hash of a text outlives it.
"""

import hmac
import logging
import math
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from time import monotonic
from typing import Literal

from companion.config import Config
from companion.models import find_model
from companion.refusal import Refusal
from companion.screeners import load
from companion.screeners.judging import BadReading, Judgement, Screener, judge_soundly

BATCH = 16
MAX_REMEMBERED = 5_000
MAX_WAITING = 12
PATIENCE = 10.0
log = logging.getLogger(__name__)


class Asked:
    """A text that somebody waits for, from the model that served then; None: it failed on it."""

    def __init__(self, key: bytes, text: str, screener: Screener) -> None:
        self.key = key
        self.text = text
        self.screener = screener
        self.answer: Future[Judgement | None] = Future()
        self.waiting = 0


class Screening:
    """One model and everybody who waits for it; `waiting` must stay under the server's threads."""

    def __init__(
        self,
        load: Callable[[], Screener],
        name: str,
        *,
        waiting: int = MAX_WAITING,
        patience: float = PATIENCE,
        remembered: int = MAX_REMEMBERED,
    ) -> None:
        self._name = name
        self._max_waiting = waiting
        self._patience = patience
        self._max_remembered = remembered
        self._secret = secrets.token_bytes(32)
        self._lock = Lock()
        self._requests = 0
        self._remembered: OrderedDict[bytes, Judgement] = OrderedDict()
        self._in_flight: dict[bytes, Asked] = {}
        self._queue: deque[Asked] = deque()
        self._thread = ThreadPoolExecutor(1, "inference")
        self._screener = self._thread.submit(load)
        self._screener.add_done_callback(self._note_loading)

    @property
    def name(self) -> str:
        """The model that serves; while none does yet, the one that shall."""
        screener = self._screener
        is_there = screener.done() and not screener.cancelled() and not screener.exception()
        return screener.result().name if is_there else self._name

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        """Whether the model can answer yet."""
        if not self._screener.done():
            return "loading"
        return "failed" if self._screener.exception() else "ready"

    def judge(self, texts: Sequence[str]) -> list[Judgement | None]:
        """The judgement of each text, in order; None where the model failed.

        Raises Refusal when too many wait, or when the model takes longer than the patience.
        """
        ends = monotonic() + self._patience
        with self._lock:
            if self._requests >= self._max_waiting:
                raise Refusal("busy")
            self._requests += 1
        try:
            return self._judge_until(ends, texts)
        finally:
            with self._lock:
                self._requests -= 1

    def close(self) -> None:
        """Drop what waits and let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def swap(self, screener: Screener) -> None:
        """Have another model judge whatever is asked from now on.

        What was asked before is still answered by the model before, so nobody's request is lost
        or answered by two models.
        """
        loaded: Future[Screener] = Future()
        loaded.set_result(screener)
        with self._lock:
            self._secret = secrets.token_bytes(32)  # nothing remembered or in flight fits it
            self._remembered.clear()
            self._screener = loaded

    def forget(self) -> None:
        """Drop every remembered judgement."""
        with self._lock:
            self._remembered.clear()

    def _judge_until(self, ends: float, texts: Sequence[str]) -> list[Judgement | None]:
        wait([self._screener], ends - monotonic())
        if self.state == "loading":
            raise Refusal("model_loading")
        if self.state == "failed":
            return [None] * len(texts)
        with self._lock:  # a swap comes before all of this request or after it
            keys = [self._key_of(text) for text in texts]
            known, asked, fresh = self._ask(dict(zip(keys, texts, strict=True)))
        for _ in range(math.ceil(fresh / BATCH)):
            self._submit([])
        try:
            if wait([one.answer for one in asked.values()], ends - monotonic()).not_done:
                raise Refusal("busy")
            return [known[key] if key in known else asked[key].answer.result() for key in keys]
        finally:
            self._leave(asked.values())

    def _ask(
        self, texts: dict[bytes, str]
    ) -> tuple[dict[bytes, Judgement], dict[bytes, Asked], int]:
        known: dict[bytes, Judgement] = {}
        asked: dict[bytes, Asked] = {}
        fresh = 0
        for key, text in texts.items():
            if key in self._remembered:
                self._remembered.move_to_end(key)
                known[key] = self._remembered[key]
                continue
            one = self._in_flight.get(key)
            if one is None:
                one = self._in_flight[key] = Asked(key, text, self._screener.result())
                self._queue.append(one)
                fresh += 1
            one.waiting += 1
            asked[key] = one
        return known, asked, fresh

    def _key_of(self, text: str) -> bytes:
        return hmac.digest(self._secret, text.encode("utf-8", "surrogatepass"), "sha256")

    def _leave(self, asked: Iterable[Asked]) -> None:
        with self._lock:
            for one in asked:
                one.waiting -= 1

    def _submit(self, batch: list[Asked]) -> None:
        """Have a batch judged; an empty one is filled from the queue when its turn comes."""
        work = self._thread.submit(self._judge_batch, batch)
        work.add_done_callback(lambda done: self._settle(batch, done))

    def _judge_batch(self, batch: list[Asked]) -> list[Judgement]:
        if not batch:
            batch.extend(self._take_batch())
        return judge_soundly(batch[0].screener, [one.text for one in batch]) if batch else []

    def _take_batch(self) -> list[Asked]:
        """Up to BATCH texts for one model, of like length, so that it works on little padding."""
        with self._lock:
            waiting = [one for one in self._queue if one.waiting]
            for one in self._queue:
                if not one.waiting:
                    del self._in_flight[one.key]
            if not waiting:
                self._queue.clear()
                return []
            first = waiting[0]
            later = [one for one in waiting if one.screener is not first.screener]
            own = [one for one in waiting if one.screener is first.screener]
            own.sort(key=lambda one: len(one.text))
            start = max(0, min(own.index(first), len(own) - BATCH))
            self._queue = deque(own[:start] + own[start + BATCH :] + later)
            return own[start : start + BATCH]

    def _settle(self, batch: list[Asked], work: "Future[list[Judgement]]") -> None:
        if work.cancelled():
            return
        failure = work.exception()
        if failure is not None and len(batch) > 1:
            for one in batch:
                self._submit([one])
            return
        if failure is not None:
            known = isinstance(failure, BadReading)  # any other's text may quote the post
            log.error(
                "the model cannot judge a post: %s", failure if known else type(failure).__name__
            )
        judgements = [None] * len(batch) if failure else work.result()
        with self._lock:
            serving = self._screener.result()
            for one, judgement in zip(batch, judgements, strict=True):
                del self._in_flight[one.key]
                if judgement is not None and one.screener is serving:
                    self._remembered[one.key] = judgement
            while len(self._remembered) > self._max_remembered:
                self._remembered.popitem(last=False)
        for one, judgement in zip(batch, judgements, strict=True):
            one.answer.set_result(judgement)

    def _note_loading(self, loading: "Future[Screener]") -> None:
        failure = loading.exception() if not loading.cancelled() else None
        if failure is not None:
            log.error("the model %s could not be loaded: %s", self.name, failure)


class SureScreener:
    """A screening for those who need a judgement of every text."""

    def __init__(self, screening: Screening) -> None:
        self.name = screening.name
        self._screening = screening

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """The judgement of each text, in order; raises Refusal also when the model failed."""
        judgements = [one for one in self._screening.judge(texts) if one is not None]
        if len(judgements) != len(texts):
            raise Refusal("model_failed")
        return judgements


def load_screener(config: Config) -> Screener:
    """The configured model, loaded; raises BadModel."""
    return load(find_model(config.model_folders, config.model).path)
