"""The one place that holds a reader's choices, changes them and has them kept."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import Any

from companion.atomic import Damaged
from companion.choices.chosen import NONE, Chosen, change, take_back
from companion.choices.effect import number_phase, settle
from companion.choices.feedback import learn, make_verdict
from companion.choices.kept import read_kept, write_file, write_kept
from companion.refusal import Refusal
from companion.settings import Settings
from companion.store import Store

MOST_BYTES = 120_000  # so that a file of them always fits into one message


class Choosing:
    """The choices of one companion's reader; `clock` tells the time with its zone, and `is_calm`
    whether the reader wants the calm view today."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        is_calm: Callable[[], bool] = lambda: False,
    ) -> None:
        """Raises Damaged when what was kept are no choices."""
        self._store = store
        self._clock = clock
        self._is_calm = is_calm
        self._lock = RLock()
        try:
            self._chosen = read_kept(store.read_part("choices"))
        except (AttributeError, KeyError, Refusal, TypeError, ValueError) as wrong:
            raise Damaged(f"The settings in {store.folder} were changed by hand.") from wrong

    @property
    def chosen(self) -> Chosen:
        """The choices as they are now."""
        return self._chosen

    def settle(self, site: str) -> Settings:
        """What they come to on a site now."""
        return settle(self._chosen, site, self._clock(), self._is_calm())

    def number_phase(self) -> int:
        """A number that changes whenever what they come to may have changed."""
        return number_phase(self._chosen, self._clock(), self._is_calm())

    def change(
        self,
        set_: Mapping[str, Any] = NONE,
        unset: Collection[str] = (),
        unshift: Collection[int] = (),
        site: str | None = None,
        revision: int | None = None,
    ) -> Chosen:
        """The choices after the change, which is kept; raises Refusal, and then nothing changed.

        `revision` is that which the change was made to, if whoever made it knows.
        """
        with self._lock:
            self._check_revision(revision)
            return self._keep(take_back(change(self._chosen, set_, unset, site), unshift))

    def replace(self, chosen: Chosen, revision: int | None = None) -> Chosen:
        """Take over other choices, but for the revision and the verdicts, which go on."""
        with self._lock:
            self._check_revision(revision)
            return self._keep(replace(chosen, verdicts=self._chosen.verdicts))

    def learn(self, category: str, verdict: str, score: float) -> Chosen:
        """The choices after a verdict on a note."""
        said = make_verdict(category, score, verdict, self._clock().date())
        with self._lock:
            ids = (step.id for step in self._chosen.steps)
            return self._keep(learn(self._chosen, said, max(self._chosen.revision, *ids, 0) + 1))

    def erase(self, settings: bool, feedback: bool) -> None:
        """Back to the defaults, or without what the reader said of notes, in every copy too."""
        with self._lock:
            kept = self._chosen
            if settings:
                kept = replace(kept, values=NONE, sites=NONE)
            if feedback:
                kept = replace(kept, steps=(), verdicts=())
            self._keep(kept)
            self._store.drop(["choices"] if settings and feedback else [])

    def forget(self) -> None:
        """Back to the defaults, after everything that was kept has been erased."""
        with self._lock:
            self._chosen = Chosen(revision=self._chosen.revision + 1)

    def _check_revision(self, revision: int | None) -> None:
        if revision is not None and revision != self._chosen.revision:
            raise Refusal("changed_elsewhere", "revision")

    def _keep(self, chosen: Chosen) -> Chosen:
        """Keep the choices, if they are others, and only then go by them."""
        before = replace(self._chosen, verdicts=chosen.verdicts, revision=chosen.revision)
        if chosen == self._chosen:
            return chosen
        revision = self._chosen.revision + (chosen != before)
        chosen = replace(chosen, revision=revision)
        if len(json.dumps(write_file(chosen), ensure_ascii=False, indent=2).encode()) > MOST_BYTES:
            raise Refusal("too_much")
        self._store.keep_part("choices", write_kept(chosen))
        self._chosen = chosen
        return chosen
