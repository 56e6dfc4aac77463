"""Which installed model serves: at the start, and from one request to the next."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from companion.config import DEFAULT_MODEL, Config, keep_choice, read_choice
from companion.language import load_detector
from companion.models import BadModel, ModelFolder, find_model
from companion.refusal import Refusal
from companion.screeners import Screener, load
from companion.screeners.judging import BadReading, judge_soundly
from companion.screening import Screening, load_screener

# A post that nobody could mind, for trying a model out.
SAMPLE = "The oak sapling put out six new leaves this morning."
log = logging.getLogger(__name__)


def load_serving(config: Config) -> Screener:
    """The configured model, warm; if it is broken, the one that comes with Mindful Feed."""
    try:
        return warm_up(load_screener(config))
    except BadModel as bad:
        if config.model == DEFAULT_MODEL:
            raise
        log.error("%s cannot serve, so %s does: %s", config.model, DEFAULT_MODEL, bad)
    return warm_up(load_screener(replace(config, model=DEFAULT_MODEL)))


def warm_up(screener: Screener) -> Screener:
    """The same, once it has judged a post, so that a reader's first waits for nothing but itself.

    What tells languages apart is read too. Raises BadModel where it cannot judge.
    """
    load_detector()
    try:
        judge_soundly(screener, [SAMPLE])
    except BadReading as bad:
        raise BadModel(f"{screener.name} cannot serve: {bad}") from bad
    return screener


def find_named(config: Config, name: str) -> ModelFolder:
    """The installed model of that name; raises BadModel."""
    return find_model(config.model_folders, name)


def load_sound(config: Config, name: str) -> Screener:
    """The installed model of that name, once it has judged a post; raises BadModel."""
    return warm_up(load(find_named(config, name).path))


class Serving:
    """The choice of the model that serves. `forget` are those who remember what a model said."""

    def __init__(
        self, config: Config, screening: Screening, forget: Sequence[Callable[[], None]]
    ) -> None:
        self._config = config
        self._screening = screening
        self._forget = forget
        self._lock = Lock()
        self._is_chosen = read_choice(config.data_folder) is not None

    def use(self, name: str) -> None:
        """Serve an installed model from now on and after every restart.

        The one before serves until this one is loaded, and goes on where this one is broken or
        the choice cannot be written: Refusal or OSError then.
        """
        with self._lock:
            try:
                screener = load_sound(self._config, name)
            except BadModel as bad:
                raise Refusal("bad_model", "name", str(bad)) from bad
            keep_choice(self._config.data_folder, name)
            self._is_chosen = True
            self._swap(screener)

    def go_back(self) -> None:
        """Serve the model that comes with Mindful Feed, where another one was chosen."""
        with self._lock:
            if not self._is_chosen:
                return
            try:
                self._swap(load_sound(self._config, DEFAULT_MODEL))
                self._is_chosen = False
            except BadModel as bad:
                log.error("%s cannot serve: %s", DEFAULT_MODEL, bad)

    def _swap(self, screener: Screener) -> None:
        self._screening.swap(screener)
        for drop in self._forget:
            drop()
