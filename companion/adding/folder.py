"""Model folders come and go whole: built beside the others, then renamed into place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.lock import hold_lock
from companion.model_files import UNFINISHED
from companion.models import ModelFolder, check_files
from companion.store import make_private
from companion.trouble import Trouble

LOCK = f"{UNFINISHED}lock"


@contextmanager
def hold_models(models: Path) -> Iterator[None]:
    """The folder of added models, changed by nobody else meanwhile; what was left half is gone."""
    make_private(models)
    taken = Trouble("Another model is being added or removed. Try again when it is.")
    with hold_lock(models / LOCK, taken):
        for left in models.glob(f"{UNFINISHED}*"):
            if left.is_dir():
                shutil.rmtree(left)
        yield


@contextmanager
def build_folder(models: Path, name: str) -> Iterator[Path]:
    """An empty folder that becomes the model NAME at the end; on any fault nothing is left."""
    with hold_models(models):
        scratch = models / f"{UNFINISHED}{os.getpid()}"
        folder = scratch / name
        folder.mkdir(parents=True)
        try:
            yield folder
            sync_files(folder)
            try:
                folder.rename(models / name)
            except OSError:
                if not (models / name).exists():
                    raise
                raise Trouble(f"There is a model named {name} already.") from None
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def copy_model(model: ModelFolder, folder: Path) -> None:
    """Copies a whole model folder, as its model.toml says it is; raises BadModel."""
    check_files(model)
    for file in sorted(model.path.iterdir()):
        shutil.copyfile(file, folder / file.name, follow_symlinks=False)


def remove_folder(models: Path, name: str) -> None:
    """Removes an added model; to whoever looks it is gone at once."""
    with hold_models(models):
        gone = models / f"{UNFINISHED}{os.getpid()}"
        (models / name).rename(gone)
        shutil.rmtree(gone)


def sync_files(folder: Path) -> None:
    """Force the files to disk, so that a power cut leaves no model half written."""
    for file in folder.iterdir():
        with file.open("rb+") as content:
            os.fsync(content.fileno())
