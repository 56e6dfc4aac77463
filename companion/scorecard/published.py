"""What others published on the same test sets."""

import json
from importlib.resources import files

from companion.scorecard.card import Published


def read_published() -> list[Published]:
    """Every figure of data/published.json that stands on a test set measured here."""
    text = files("companion.data").joinpath("published.json").read_text(encoding="utf-8")
    return [Published.model_validate(entry) for entry in json.loads(text)["figures"]]
