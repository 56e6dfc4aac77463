"""Every line of the threat model names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def list_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(MODEL)
    assert len(named) > 30
    assert [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or name not in list_tests(ROOT / file)
    ] == []


def test_every_threat_names_a_test() -> None:
    rows = [line for line in MODEL.splitlines() if line.startswith("| ")]
    threats = [
        row for row in rows if not row.startswith(("| what it tries", "| what could happen"))
    ]
    assert len(threats) > 20
    assert [row for row in threats if not NAMED.search(row)] == []


def test_the_security_page_names_documents_that_exist() -> None:
    named = re.findall(r"docs/[\w./-]+\.\w+", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert named
    assert [place for place in named if not (ROOT / place).exists()] == []
