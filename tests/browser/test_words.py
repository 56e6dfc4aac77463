"""Every sentence that a reader sees is in _locales, and every one there is used."""

import json
import re
from pathlib import Path

import pytest
from reader import EXTENSION

from companion.categories import CATEGORIES

LOCALES = sorted(path.parent for path in (EXTENSION / "_locales").glob("*/messages.json"))
ENGLISH = json.loads((EXTENSION / "_locales" / "en" / "messages.json").read_text(encoding="utf-8"))
NAMED = re.compile(
    r"""(?:\bsay|getMessage|makeOpener)\([^'"`)]*['"]([a-z0-9_]+)['"]"""
    r"""|data-say[a-z-]*="([a-z0-9_]+)"|__MSG_([a-z0-9_]+)__"""
)
QUOTED = re.compile(r"""['"`]([a-z0-9_]+)(?=['"`$])""")


def read_sources() -> str:
    files = [
        path
        for kind in ("*.js", "*.html", "manifest.json")
        for path in EXTENSION.rglob(kind)
        if "vendor" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_named_sentence_is_there() -> None:
    named = {name for groups in NAMED.findall(read_sources()) for name in groups if name}
    assert {"why", "help", "hide"} <= named
    built = {name for name in named if name.endswith("_")}
    assert not named - built - set(ENGLISH)


def test_every_sentence_is_used() -> None:
    quoted = set(QUOTED.findall(read_sources())) | {
        name for groups in NAMED.findall(read_sources()) for name in groups if name
    }
    starts = tuple(name for name in quoted if name.endswith("_"))
    assert not [name for name in ENGLISH if name not in quoted and not name.startswith(starts)]


def test_the_categories_have_the_companions_names() -> None:
    for category in CATEGORIES:
        assert ENGLISH[f"category_{category.id}"]["message"] == category.name


@pytest.mark.parametrize("folder", LOCALES, ids=lambda folder: folder.name)
def test_a_language_has_every_sentence_with_its_values(folder: Path) -> None:
    messages = json.loads((folder / "messages.json").read_text(encoding="utf-8"))
    assert set(messages) == set(ENGLISH)
    for name, message in messages.items():
        assert message.get("placeholders") == ENGLISH[name].get("placeholders"), name
        named = {word.lower() for word in re.findall(r"\$(\w+)\$", message["message"])}
        assert named == set(message.get("placeholders", {})), name
    assert messages["dir"]["message"] in ("ltr", "rtl")
    assert len(messages["description"]["message"]) <= 132
