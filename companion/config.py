"""Where the companion listens, and where everything that it reads or keeps lies."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_data_dir

HOST = "127.0.0.1"
DEFAULT_PORT = 22560
DEFAULT_MODEL = "calm-minilm"
HOME_VARIABLE = "MINDFUL_FEED_HOME"
PACKAGE = Path(__file__).resolve().parent
CHOICE = Path("models", ".in-use")  # no model can have that name
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")


@dataclass(frozen=True)
class Config:
    """One companion's port, data folder and model; port 0 lets the system choose a free one."""

    data_folder: Path
    port: int = DEFAULT_PORT
    model: str = DEFAULT_MODEL

    @property
    def model_folders(self) -> list[Path]:
        """Where models are looked for, the reader's own first."""
        return [self.data_folder / "models", PACKAGE / "models", PACKAGE.parent / "models"]


def read_config(port: int = DEFAULT_PORT, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration of this machine's reader."""
    home = environment.get(HOME_VARIABLE)
    folder = Path(home).expanduser() if home else Path(user_data_dir("mindful-feed", False))
    return Config(folder.absolute(), port, read_choice(folder) or DEFAULT_MODEL)


def read_choice(folder: Path) -> str | None:
    """The name of the model that the owner of a data folder chose; None where they chose none."""
    try:
        name = (folder / CHOICE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if NAME.match(name) else None


def keep_choice(folder: Path, name: str) -> None:
    """Choose a model for good; on return the choice is on the disk. Raises OSError."""
    place = folder / CHOICE
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    spare = place.with_name(f"{place.name}-{os.getpid()}")
    with spare.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    spare.replace(place)


def forget_choice(folder: Path) -> None:
    """Choose the model that comes with Mindful Feed."""
    (folder / CHOICE).unlink(missing_ok=True)


def read_version() -> str:
    """The installed version, such as "0.1.0"; "unknown" in a folder that was never installed."""
    try:
        return version("mindful-feed")
    except PackageNotFoundError:
        return "unknown"


def find_extension() -> Path | None:
    """The browser extension's folder: inside the wheel, or beside the package in a clone."""
    for folder in (PACKAGE / "extension", PACKAGE.parent / "extension"):
        if (folder / "manifest.json").is_file():
            return folder
    return None


def find_description() -> Path | None:
    """The OpenAPI description: inside the wheel, or among the documents of a clone."""
    for path in (PACKAGE / "openapi.json", PACKAGE.parent / "docs" / "openapi.json"):
        if path.is_file():
            return path
    return None
