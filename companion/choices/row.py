"""What a row of the table of settings is."""

from typing import Any, Literal, NamedTuple

from companion.choices.kinds import Kind


class Row(NamedTuple):
    """One setting. `scope` "site": it may be set otherwise for single sites."""

    name: str
    kind: Kind
    default: Any
    group: str
    title: str
    help: str
    scope: Literal["global", "site"] = "site"
    category: str | None = None
