"""The extension's types are those of the protocol."""

from generate_types import TYPES, generate_types


def test_the_types_are_current() -> None:
    assert TYPES.read_text(encoding="utf-8") == generate_types(), (
        "run: python tests/browser/generate_types.py"
    )
