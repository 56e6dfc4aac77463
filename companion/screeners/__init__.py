"""What gives a post its scores. A new kind of engine is one file here and one line in ENGINES.

Other packages bring engines of their own: see installed.py.
"""

from importlib import import_module
from pathlib import Path

from companion.models import BadModel, check_files, read_model
from companion.screeners import installed
from companion.screeners.judging import Judgement, Screener

__all__ = ["ENGINES", "Judgement", "Screener", "load"]

# Named, not imported: only the engine in use is loaded, and serving needs no torch.
ENGINES = {"onnx": "companion.screeners.onnx", "torch": "companion.screeners.torch"}


def load(folder: Path, engine: str | None = None) -> Screener:
    """The screener of a model folder, its files checked first; raises BadModel.

    `engine` overrides the one that model.toml names, where the folder has that one's weights.
    """
    model = read_model(folder)
    check_files(model)
    name = engine or model.about.engine
    if name in ENGINES:
        screener: Screener = import_module(ENGINES[name]).load(model)
        return screener
    found = installed.find_engine(name)
    if found is None:
        raise BadModel(f"{model.name} asks for the engine {name!r}, which is not installed")
    return installed.load(model, found)
