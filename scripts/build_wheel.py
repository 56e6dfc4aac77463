"""Puts into a wheel what lies beside the package in a clone; an editable install finds it there."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = {
    "extension": "companion/extension",
    "models/calm-minilm": "companion/models/calm-minilm",
}


class WheelHook(BuildHookInterface[Any]):
    """Hatchling asks this before it builds; `version` is "standard" or "editable"."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders, but not to an editable install."""
        if version == "standard":
            build_data["force_include"].update(BESIDE)
