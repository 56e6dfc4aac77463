"""The house rules that a test can see."""

import ast
import json
import re
import statistics
import tomllib
from pathlib import Path

import pytest
from write_protocol import PAGE, list_messages, write_page

from companion import protocol

ROOT = Path(__file__).parents[2]
FOLDERS = ("companion", "scripts", "tests")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SHIPPED = sorted((ROOT / "companion").rglob("*.py"))
SCRIPTS = sorted(path for path in (ROOT / "extension").rglob("*.js") if "vendor" not in path.parts)
MOST_LINES = 250
VAGUE = re.compile(r"manager|handler|helper|utils", re.IGNORECASE)


def test_no_file_is_longer_than_250_lines() -> None:
    assert len(SCRIPTS) > 50
    long = {str(path): len(path.read_text().splitlines()) for path in [*PYTHON, *SCRIPTS]}
    assert [name for name, lines in long.items() if lines > MOST_LINES] == []


def test_half_of_the_files_are_shorter_than_100_lines() -> None:
    assert statistics.median(len(path.read_text().splitlines()) for path in SHIPPED) < 100


def test_names_are_the_readers_words() -> None:
    vague = []
    for path in SHIPPED:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and VAGUE.search(node.name):
                vague.append(f"{path.name}: {node.name}")
    assert [path.name for path in SHIPPED if VAGUE.search(path.stem)] + vague == []


def test_everything_public_says_what_it_gives() -> None:
    bare = []
    for path in SHIPPED:
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            bare.append(path.name)
        owners = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        for node in (node for owner in owners for node in owner.body):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    bare.append(f"{path.name}: {node.name}")
    assert bare == []


def test_no_fault_is_swallowed() -> None:
    """But in an engine, and by Ray, whose libraries raise whatever they like."""
    wide = []
    for path in (
        path for path in SHIPPED if path.parent.name != "screeners" and path.stem != "cluster"
    ):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler):
                names = ast.unparse(node.type) if node.type else "everything"
                if names in ("everything", "Exception"):
                    wide.append(f"{path.name}:{node.lineno}")
    assert wide == []


@pytest.mark.parametrize(
    "path", [path for path in PYTHON if path.name.startswith("test_")], ids=str
)
def test_tests_are_sentences_and_do_not_sleep(path: Path) -> None:
    content = path.read_text()
    names = re.findall(r"^def (test_\w+)", content, re.MULTILINE)
    assert [name for name in names if name.count("_") < 3] == []
    assert not re.search(r"\bsleep\(", content.replace(r"\bsleep\(", ""))


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text())
    assert manifest["version"] == project["version"]


def test_the_protocol_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page()


def test_every_message_stands_on_the_protocol_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind.__name__ for kind in list_messages() if f"### {kind.__name__}\n" not in page] == []
    exchanged = {f"{kind.__name__}:" for kind in list_messages() if is_exchanged(kind)}
    assert [name for name in exchanged if f"\n{name}\n" not in page] == []


def is_exchanged(kind: type[protocol.Message]) -> bool:
    return kind.__name__.endswith(("Request", "Reply")) and kind is not protocol.ErrorReply
