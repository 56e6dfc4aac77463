"""Where the companion listens, and where everything that it reads or keeps lies."""

import os
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
    return Config(folder.absolute(), port)


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
