"""What may lie in a model folder, and what a file there may not ask for.

A hash proves that a file is the one that its author meant, not that the author means well: weights
are plain numbers here, and a configuration that names code to run or files to read is refused.
"""

import json
import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEGABYTE = 1_000_000
MOST_BYTES = {
    "model.toml": MEGABYTE,
    "model.onnx": 2_000 * MEGABYTE,
    "model.safetensors": 2_000 * MEGABYTE,
    "tokenizer.json": 64 * MEGABYTE,
    "config.json": MEGABYTE,
    "CARD.md": MEGABYTE,
    "LICENSE": MEGABYTE,
    "NOTICE": MEGABYTE,
}
# How a folder begins that is still being written, or that is being removed.
UNFINISHED = ".adding-"
# A person reads these; every other file needs a hash in model.toml.
FOR_PEOPLE = frozenset({"model.toml", "CARD.md", "LICENSE", "NOTICE"})
# Keys by which configurations have made libraries import or fetch code (CVE-2026-4372 among them).
RUNS_CODE = re.compile(
    r"auto_map|custom_pipelines|trust_remote_code|_attn_implementation\w*|\w*_modules?"
)
# In an ONNX file, a tensor that lies in another file has a string field "location"; its length
# stands before it in one byte or, by a writer with something to hide, in more.
ELSEWHERE = b"location"
LENGTH = re.compile(rb"\x0a(?:\x08|\x88\x80*\x00)\Z")
LONGEST_LENGTH = 12


def find_danger(file: Path) -> str | None:
    """What is wrong with a file of a model folder, as the end of a sentence; None if nothing is."""
    if file.is_symlink() or not file.is_file() or file.name not in MOST_BYTES:
        return "which a model may not have"
    if file.stat().st_size > MOST_BYTES[file.name]:
        return f"which is larger than {MOST_BYTES[file.name] // MEGABYTE} MB"
    if file.suffix == ".json":
        return _find_danger_in_json(file)
    if file.suffix == ".onnx" and _has_tensors_elsewhere(file):
        return "which reads its weights from another file"
    return None


def _find_danger_in_json(file: Path) -> str | None:
    try:
        content = json.loads(file.read_bytes())
        # The keys of a vocabulary are words, and run nothing.
        keys = list(list_keys(content)) if file.name == "config.json" else []
    except (ValueError, RecursionError):
        return "which is not JSON"
    if not isinstance(content, dict):
        return "which is no JSON object"
    found = next((key for key in keys if RUNS_CODE.fullmatch(key)), None)
    return f"which names code to run ({found})" if found else None


def list_keys(value: Any) -> Iterator[str]:
    """Every key of every object in a JSON value."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from list_keys(inner)


def _has_tensors_elsewhere(file: Path) -> bool:
    if not file.stat().st_size:
        return False  # an empty file cannot be mapped, and loads nowhere
    with (
        file.open("rb") as content,
        mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        place = data.find(ELSEWHERE)
        while place >= 0 and not LENGTH.search(data[max(0, place - LONGEST_LENGTH) : place]):
            place = data.find(ELSEWHERE, place + 1)
        return place >= 0
