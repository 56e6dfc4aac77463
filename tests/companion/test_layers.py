"""Imports point down only, and what one file is for, no other file does."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "companion"
# From the top: a file may import what stands in a later line. Some names are those of folders, such
# as `screeners`; each is one thing to the rest.
LAYERS = (
    "__main__",
    "cli",
    "commands",
    "doctor demo_browser",
    "machine versions",
    "server scorecard",
    "app",
    "description dropins model_messages program_messages rank reading_messages settings_messages",
    "erasing",
    "reading",
    "boundaries",
    "later ledger mirror",
    "preview samples",
    "seen",
    "bulk",
    "exports",
    "adding annotate answer archive browser channel gate serving support",
    "choices guard pairing programs response screening",
    "client owner parse store",
    "atomic autostart claims insights measures offered policy resources reviews refusal why",
    "contacts country screeners settings wellbeing",
    "models services",
    "language place",
    "protocol",
    "hours journal lock model_files text words",
    "categories clock config finding listener outbound proof trouble",
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer.split()}
ONLY_HERE = {
    "tinydb": {"store.py"},
    "waitress": {"server.py"},
    "flask_cors": {"answer.py"},
    "torch": {"adding/convert.py", "screeners/torch.py"},
    "transformers": {"adding/convert.py", "screeners/torch.py"},
    "onnxruntime": {"screeners/onnx.py"},
    "fasttext": {"language.py"},
    "platformdirs": {"config.py"},
    "http": {"client.py"},
    "libipld": {"exports/bluesky.py"},
    "pyarrow": {"exports/parquet.py"},
    "ray": {"bulk/cluster.py"},
}


def list_files() -> Iterator[tuple[Path, str]]:
    """Every file of the package, and the thing that it is part of."""
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if part != "__init__":
            yield path, part


def list_imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module == "companion":
            yield from (f"companion.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_every_file_has_a_layer() -> None:
    assert {part for _, part in list_files()} == set(RANK)


def test_imports_point_down() -> None:
    wrong = []
    for path, part in list_files():
        for name in list_imports(path):
            parts = name.split(".")
            if parts[0] == "companion" and parts[1] not in (part, "data"):
                if RANK[part] >= RANK[parts[1]]:
                    wrong.append(f"{path.relative_to(PACKAGE)} imports {parts[1]}")
    assert wrong == []


def test_a_library_has_one_home() -> None:
    for library, homes in ONLY_HERE.items():
        found = {
            path.relative_to(PACKAGE).as_posix()
            for path, _ in list_files()
            for name in list_imports(path)
            if name.split(".")[0] == library
        }
        assert found == homes
