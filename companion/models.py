"""Model folders: one folder a model, described by its model.toml, every file checked by hash."""

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from companion.config import NAME
from companion.model_files import FOR_PEOPLE, find_danger
from companion.protocol import CategoryId, Sentiment, Stance


class BadModel(ValueError):
    """The folder holds no model that may be used; the text says what is wrong with it."""


class Table(BaseModel):
    """A part of model.toml with exactly the fields that its class names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Curve(Table):
    """Platt scaling (Platt 1999): probability = sigmoid(slope * logit + shift)."""

    slope: Annotated[float, Field(gt=0)] = 1.0
    shift: float = 0.0


class ModelFile(Table):
    """model.toml. `labels` names the logits in order; the maps say what each means here.

    `exclusive`: a post has one of the labels, so that a softmax over all of them gives their
    chances; otherwise each label has a chance of its own. `pad_id` fills up shorter texts.
    """

    title: str
    version: str
    licence: str
    engine: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    labels: list[str]
    max_tokens: Annotated[int, Field(ge=8, le=512)] = 128
    max_windows: Annotated[int, Field(ge=1, le=64)] = 16
    pad_id: Annotated[int, Field(ge=0)] = 0
    exclusive: bool = False
    categories: dict[CategoryId, str]
    acute: str | None = None
    stances: dict[str, Stance] = {}
    marks: dict[str, Literal["recovery", "support"]] = {}
    sentiments: dict[Sentiment, str] = {}
    extra: dict[str, str] = {}
    calibration: dict[str, Curve] = {}
    files: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]

    @model_validator(mode="after")
    def check_labels(self) -> "ModelFile":
        """The same, when every label that a map names is one of `labels`."""
        named = {*self.categories.values(), *self.stances, *self.marks, *self.sentiments.values()}
        named |= {*self.calibration, *self.extra.values(), *([self.acute] if self.acute else [])}
        unknown = named - set(self.labels)
        if unknown:
            raise ValueError(f"no such label: {', '.join(sorted(unknown))}")
        if self.exclusive and len(self.labels) < 2:
            raise ValueError("labels that exclude each other are two at least")
        return self


class ModelFolder(Table):
    """A model that was found: where it is, and what its model.toml says."""

    name: str
    path: Path
    about: ModelFile

    @property
    def title(self) -> str:
        """One line for people."""
        return self.about.title


def read_model(path: Path) -> ModelFolder:
    """The model in a folder, its description checked but not yet its hashes; raises BadModel."""
    if not NAME.match(path.name):
        raise BadModel(f"{path.name!r} is not a model's name")
    if path.is_symlink() or (path / "model.toml").is_symlink():
        raise BadModel(f"{path.name} is a link, and a model is a folder of its own")
    try:
        content = tomllib.loads((path / "model.toml").read_text(encoding="utf-8"))
        about = ModelFile.model_validate(content)
    except FileNotFoundError as missing:
        raise BadModel(f"{path.name} has no model.toml") from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BadModel(f"{path.name}/model.toml is not TOML") from broken
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadModel(f"{path.name}/model.toml: {where}: {first['msg']}") from wrong
    return ModelFolder(name=path.name, path=path, about=about)


def check_files(model: ModelFolder) -> None:
    """Raises BadModel unless the folder holds only harmless files with the hashes named."""
    held = {entry.name: entry for entry in model.path.iterdir()}
    for name, entry in sorted(held.items()):
        danger = find_danger(entry)
        if danger:
            raise BadModel(f"{model.name} holds {name}, {danger}")
        if name not in model.about.files and name not in FOR_PEOPLE:
            raise BadModel(f"{model.name} holds {name}, which model.toml does not name")
    for name, wanted in model.about.files.items():
        if name not in held:
            raise BadModel(f"{model.name} lacks {name}")
        with held[name].open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != wanted:
                raise BadModel(f"{model.name}/{name} is not the file that model.toml names")


def find_model(folders: Iterable[Path], name: str) -> ModelFolder:
    """The first model of that name in the folders, whatever else lies there; raises BadModel."""
    for folder in folders if NAME.match(name) else ():
        if (folder / name / "model.toml").is_file():
            return read_model(folder / name)
    raise BadModel(f"There is no model named {name}. `models list` shows those there are.")


def find_models(folders: Iterable[Path]) -> list[ModelFolder | BadModel]:
    """Every model in the folders, or what is wrong with it; of one name the first found counts."""
    found: dict[str, ModelFolder | BadModel] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/model.toml")):
            name = path.parent.name
            if name in found or name.startswith("."):  # a dot: somebody is still writing it
                continue
            try:
                found[name] = read_model(path.parent)
            except BadModel as bad:
                found[name] = bad
    return list(found.values())
