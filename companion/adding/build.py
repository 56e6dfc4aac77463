"""Builds a model folder out of a source: weights, tokenizer, maps, curves, card, each checked."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from companion.adding.calibration import Fit, fit_label, read_odds
from companion.adding.description import hash_files, keep_curves, write_about, write_card
from companion.adding.labelled import LabelledPost
from companion.adding.source import Source
from companion.models import BadModel, ModelFile
from companion.screeners import Screener, load
from companion.screeners.judging import BadReading, NetworkScreener, judge_soundly
from companion.trouble import Trouble

FULL = (
    "This is the light install, without {library}. A safetensors checkpoint needs the full one, "
    "once, to be added: pip install 'mindful-feed[torch]'. An ONNX file needs nothing more."
)
SAMPLES = (
    "The oak sapling put out six new leaves this morning.",
    "I don't know who to tell, so I am telling all of you: this year has been hard.",
    "Honestly? Best soup I ever had. Twelve out of ten, would queue in the rain again.",
    "word " * 700,
)
CLOSE = 1e-3


def build_model(
    source: Source,
    folder: Path,
    about: dict[str, Any],
    posts: Sequence[LabelledPost],
    today: date,
) -> dict[str, Fit]:
    """Fills the folder; what comes back says how each category was calibrated.

    `about` is what model.toml says beside files and curves. Raises BadModel, or Trouble where a
    library is missing.
    """
    if source.tokenizer is None:
        raise BadModel(f"{source.name} has no tokenizer.json: save its fast tokenizer beside it")
    read_window = None
    if source.kind == "checkpoint":
        try:
            from companion.adding.convert import convert_checkpoint
        except ModuleNotFoundError as missing:
            raise Trouble(FULL.format(library=missing.name)) from None
        read_window = convert_checkpoint(source, folder / "model.onnx")
    else:
        shutil.copyfile(source.weights, folder / "model.onnx", follow_symlinks=False)
    shutil.copyfile(source.tokenizer, folder / "tokenizer.json", follow_symlinks=False)
    described = ModelFile.model_validate({**about, "engine": "onnx", "files": hash_files(folder)})
    # While it is measured every label is told by itself, whatever it means.
    every = described.model_copy(update={"extra": {name: name for name in described.labels}})
    write_about(every, folder)
    screener = load(folder)
    check_sound(screener)
    if read_window is not None and isinstance(screener, NetworkScreener):
        check_same(screener, read_window)
    label_of = {**described.categories, **({"acute": described.acute} if described.acute else {})}
    fits = calibrate(screener, posts, label_of)
    described = keep_curves(described, fits, label_of)
    write_about(described, folder)
    write_card(described, folder, source.folder.name, fits, today)
    check_sound(load(folder))
    return fits


def check_sound(screener: Screener) -> None:
    """Raises BadModel unless posts short and long are judged, together and alone."""
    try:
        together = judge_soundly(screener, SAMPLES)
        alone = [judge_soundly(screener, [text])[0] for text in SAMPLES]
    except BadReading as bad:
        raise BadModel(f"{screener.name} cannot be used: {bad}") from bad
    for first, second in zip(together, alone, strict=True):
        pairs = [(first.scores[name], second.scores[name]) for name in first.scores]
        if any(abs(one - other) > 0.05 for one, other in pairs):
            raise BadModel(
                f"{screener.name} judges a post otherwise when others are judged with it"
            )


def check_same(screener: NetworkScreener, read_window: Any) -> None:
    """Raises BadModel unless the written network says what the checkpoint says."""
    windows, _ = screener.cut_windows(SAMPLES)
    written = screener.read_windows(windows)
    wanted = np.stack([read_window(window) for window in windows])
    if np.abs(written - wanted).max() > CLOSE * max(1.0, float(np.abs(wanted).max())):
        raise BadModel(f"{screener.name}, written as ONNX, does not say what the checkpoint says")


def calibrate(
    screener: Screener, posts: Sequence[LabelledPost], label_of: dict[str, str]
) -> dict[str, Fit]:
    """A fit a category; none without posts."""
    if not posts:
        return {}
    odds = read_odds(screener, posts, sorted(set(label_of.values())))
    return {
        target: fit_label(odds[label], np.array([target in post.categories for post in posts]))
        for target, label in label_of.items()
    }
