"""Puts into a wheel what lies beside the package in a clone; an editable install finds it there.

The model goes in without its float weights: they serve the reference engine alone, and are larger
than all the rest.
"""

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = {"docs/openapi.json": "companion/openapi.json", "extension": "companion/extension"}
MODEL = "models/calm-minilm"
FLOAT_WEIGHTS = "model.safetensors"


class WheelHook(BuildHookInterface[Any]):
    """Hatchling asks this before and after it builds; `version` is "standard" or "editable"."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders and the model, but not to an editable install."""
        if version != "standard":
            return
        self._spare = tempfile.TemporaryDirectory()
        about = Path(self._spare.name) / "model.toml"
        source = Path(self.root) / MODEL
        text = (source / about.name).read_text(encoding="utf-8")
        about.write_text(leave_out(text, FLOAT_WEIGHTS), encoding="utf-8", newline="\n")
        files = {path.name: str(path) for path in sorted(source.iterdir())} | {
            about.name: str(about)
        }
        files.pop(FLOAT_WEIGHTS, None)
        inside = {path: f"companion/{MODEL}/{name}" for name, path in files.items()}
        build_data["force_include"].update(BESIDE | inside)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the description that was written for the wheel."""
        if version == "standard":
            self._spare.cleanup()


def leave_out(description: str, name: str) -> str:
    """A model.toml without the line of its table `files` that names a file."""
    lines = description.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(f'"{name}" ='))
