"""Erases what is kept, in part or all: on the disk, in its copies, and in memory."""

import shutil
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from companion.choices.choosing import Choosing
from companion.config import NAME, forget_choice
from companion.model_files import UNFINISHED
from companion.protocol import ErasePart
from companion.reading import Reading
from companion.store import Store


class Erasing:
    """`forget` are those who keep something in memory besides."""

    def __init__(
        self,
        store: Store,
        choosing: Choosing,
        reading: Reading,
        forget: Sequence[Callable[[], None]],
    ) -> None:
        self._store = store
        self._choosing = choosing
        self._reading = reading
        self._forget = forget

    @property
    def folder(self) -> Path:
        """The folder that all of it lies in."""
        return self._store.folder

    def erase(self, parts: Collection[ErasePart]) -> None:
        """Erase those parts."""
        if "all" in parts:
            self.erase_all()
            return
        if "sums" in parts:
            self._store.drop(["sums"])
            self._reading.mirror.forget()
        if "today" in parts:
            self._store.drop(["today"])
            self._reading.boundaries.forget()
        if "later" in parts:
            self._store.drop(["later"])
        if "settings" in parts or "feedback" in parts:
            self._choosing.erase("settings" in parts, "feedback" in parts)
        tables = {"pairings": "clients", "programs": "programs"}
        self._store.drop([table for part, table in tables.items() if part in parts])

    def erase_all(self) -> None:
        """Erase everything, the models that the reader added too."""
        self._store.erase()
        erase_models(self.folder / "models")
        for drop in (self._choosing.forget, self._reading.forget, *self._forget):
            drop()


def erase_models(folder: Path) -> None:
    """Delete the models that the reader added, and nothing that is no model."""
    if not folder.is_dir():
        return
    for model in folder.iterdir():
        is_whole = NAME.match(model.name) and (model / "model.toml").is_file()
        if is_whole or (model.name.startswith(UNFINISHED) and model.is_dir()):
            shutil.rmtree(model)
        elif model.name.startswith(UNFINISHED):
            model.unlink()
    forget_choice(folder.parent)
    if not any(folder.iterdir()):
        folder.rmdir()
