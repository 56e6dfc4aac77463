"""The vendored files are the ones that their projects published."""

import hashlib
import re

from reader import EXTENSION

VENDOR = EXTENSION / "vendor"
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$|(?<=[;{}])\s*//.*$", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| ([\w.-]+) \|.*\| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_vendored_script_is_listed_with_its_hash() -> None:
    listed = dict(ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8")))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.glob("*.*s*")
        if path.suffix in (".js", ".css")
    }
    assert there == listed
    assert there


def test_a_vendored_script_loads_nothing_else() -> None:
    for path in VENDOR.glob("*.js"):
        code = COMMENT.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"\bimport\b|\bfetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)", code)
