"""What is written of an added model: model.toml for the companion, CARD.md for people."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from companion.adding.calibration import Fit
from companion.model_files import FOR_PEOPLE
from companion.models import Curve, ModelFile

CARD = """# {title}

Added to this machine on {day} from `{origin}`. Nobody reviewed it for Mindful Feed; what its makers
say of its data, its limits and its licence holds here too. Licence: {licence}.

| label of the model | means here |
|---|---|
{rows}

{how}

{curves}

What it does here: `mindful-feed models use {name}` measures it beside the model in use, and
`mindful-feed models evaluate {name}` writes its scorecard.
"""
ONE = "A post has one of the labels: their chances are a softmax over all of them."
EACH = "Each label has a chance of its own (a sigmoid)."
UNCALIBRATED = """**Uncalibrated.** Its scores are what the network says, so a dial means
something else than with a calibrated model: 0.4 may be one post in ten, or nine.
`models add --calibrate FILE` mends it."""


def hash_files(folder: Path) -> dict[str, str]:
    """The hash of every file that model.toml has to name."""
    hashes = {}
    for file in sorted(folder.iterdir()):
        if file.name not in FOR_PEOPLE:
            with file.open("rb") as content:
                hashes[file.name] = hashlib.file_digest(content, "sha256").hexdigest()
    return hashes


def write_about(about: ModelFile, folder: Path) -> None:
    """Writes model.toml; what is at its default is left out."""
    plain = about.model_dump(exclude_defaults=True)
    lines = [
        f"{name} = {write_value(value)}" for name, value in plain.items() if not is_table(value)
    ]
    for name, table in plain.items():
        if is_table(table):
            lines += ["", f"[{name}]"]
            lines += [f"{write_value(key)} = {write_value(value)}" for key, value in table.items()]
    (folder / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def is_table(value: Any) -> bool:
    """Whether a value stands under a heading of its own."""
    return isinstance(value, dict)


def write_value(value: Any) -> str:
    """A value in TOML, whose strings are those of JSON as long as they can be printed."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {write_value(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def write_card(
    about: ModelFile, folder: Path, origin: str, fits: Mapping[str, Fit], today: date
) -> None:
    """Writes CARD.md."""
    meant = describe_labels(about)
    rows = [f"| {label} | {', '.join(meant[label]) or 'nothing'} |" for label in about.labels]
    text = CARD.format(
        title=about.title,
        name=folder.name,
        day=today.isoformat(),
        origin=origin,
        licence=about.licence,
        rows="\n".join(rows),
        how=ONE if about.exclusive else EACH,
        curves=describe_fits(fits),
    )
    (folder / "CARD.md").write_text(text, encoding="utf-8")


def describe_labels(about: ModelFile) -> dict[str, list[str]]:
    """What each label means, in the words that --map takes."""
    meant: dict[str, list[str]] = {label: [] for label in about.labels}
    for target, label in [
        *about.categories.items(),
        *about.sentiments.items(),
        *about.extra.items(),
    ]:
        meant[label].append(target)
    if about.acute:
        meant[about.acute].append("acute")
    for label, stance in about.stances.items():
        meant[label].append(about.marks.get(label, stance))
    return meant


def describe_fits(fits: Mapping[str, Fit]) -> str:
    """What calibration did, a line a category."""
    if not any(fit.curve for fit in fits.values()):
        return UNCALIBRATED
    return "\n".join(f"- {target}: {describe_fit(fit)}" for target, fit in fits.items())


def describe_fit(fit: Fit) -> str:
    """One category's calibration in a line."""
    if fit.curve is None:
        return f"uncalibrated: {fit.problem}"
    return (
        f"calibrated on {fit.posts} posts, {fit.positive} of them so; its error (ECE) went from"
        f" {fit.before:.2f} to {fit.after:.2f}"
    )


def keep_curves(
    about: ModelFile, fits: Mapping[str, Fit], label_of: Mapping[str, str]
) -> ModelFile:
    """The description with the curves that were found."""
    curves: dict[str, Curve] = {
        label_of[target]: fit.curve for target, fit in fits.items() if fit.curve
    }
    return about.model_copy(update={"calibration": curves})
