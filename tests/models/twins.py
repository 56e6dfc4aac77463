"""Texts that are the same but for their case and signs."""

import re


def flatten(text: str) -> str:
    """The text in lower case with its words alone, so that twins are seen."""
    return re.sub(r"\W+", " ", text.lower()).strip()
