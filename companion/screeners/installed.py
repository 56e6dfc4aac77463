"""Engines that other packages bring, registered by the entry point group `mindful_feed.engines`.

Such an engine is a class: made with a model's folder, asked by its one method, `read_texts`, for a
row of logits a text, one a label of model.toml. The curves and maps of model.toml are applied here.
"""

from importlib.metadata import EntryPoint, entry_points

from companion.models import BadModel, ModelFolder
from companion.screeners.judging import LogitsScreener

GROUP = "mindful_feed.engines"


def find_engine(name: str) -> EntryPoint | None:
    """The engine that a package installed under that name."""
    return next(iter(entry_points(group=GROUP, name=name)), None)


def list_engines() -> list[str]:
    """The names of all engines that packages installed."""
    return sorted(point.name for point in entry_points(group=GROUP))


def load(model: ModelFolder, engine: EntryPoint) -> LogitsScreener:
    """A screener over the engine; raises BadModel when it cannot be made."""
    try:
        made = engine.load()(model.path)
        read_texts = made.read_texts
    except Exception as broken:  # noqa: BLE001 - another's code raises whatever it likes
        kind = type(broken).__name__
        raise BadModel(f"{model.name} does not load in {engine.name}: {kind}") from broken
    return LogitsScreener(model, read_texts)
