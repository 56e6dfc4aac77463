"""What a check of `mindful-feed doctor` says."""

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """What a check found, and one thing to do; "note" is worth knowing and needs no repair."""

    state: Literal["ok", "note", "wrong"]
    topic: str
    text: str
    remedy: str = ""
