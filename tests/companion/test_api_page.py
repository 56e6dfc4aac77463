"""docs/api.md tried from its first line to its last, as a new user would, on a machine with no way
out: each example is run in the order of the page, and its output held against what stands there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from live import Live, environment
from tools import PROXIES

from companion.config import DEFAULT_PORT
from companion.dropins.attributes import ATTRIBUTES
from companion.dropins.moderations import SOURCES
from companion.guard import SCOPES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MARK = "=== end of example ==="
# What Python runs at its start: there is no way out, and the usual port is the companion's here.
START = """
from companion import config
from companion.outbound import close_network
config.DEFAULT_PORT = {port}
close_network()
"""


class Example(NamedTuple):
    """What is typed, and what is then seen, in which language; nothing where nothing is shown."""

    language: str
    typed: str
    shown_in: str = ""
    shown: str = ""


def list_examples() -> list[Example]:
    blocks = BLOCK.findall(PAGE)
    examples = []
    for (language, typed), (after, shown) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language in ("sh", "python"):
            is_shown = after in ("text", "json")
            seen = (after, shown) if is_shown else ("", "")
            examples.append(Example(language, typed, *seen))
    return examples


def write_script(port: int) -> str:
    """All that is typed, as one shell would run it."""
    lines = ["set -eu"]
    for example in list_examples():
        typed = example.typed.replace(str(DEFAULT_PORT), str(port))
        if example.language == "python":
            typed = f"python - <<'END'\n{typed}END\n"
        lines += [typed, f"echo; echo '{MARK}'"]
    return "\n".join(lines)


def tell_shape(value: Any) -> Any:
    """The keys and the kinds of what they hold; of a list, its first thing."""
    if isinstance(value, dict):
        return {key: tell_shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [tell_shape(value[0])] if value else []
    return "number" if isinstance(value, int | float) else type(value).__name__


@pytest.fixture
def shell(own: Live, tmp_path: Path) -> dict[str, str]:
    """What `mindful-feed` and `python` are found by."""
    for name, module in (("mindful-feed", " -m companion"), ("python", "")):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n')
        program.chmod(0o755)
    (tmp_path / "sitecustomize.py").write_text(START.format(port=own.port))
    return {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": f"{tmp_path}:{ROOT}"}


@pytest.mark.model
@pytest.mark.timeout(400)
@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
def test_every_example_of_the_page_does_what_the_page_says(
    own: Live, shell: dict[str, str], tmp_path: Path
) -> None:
    kept = {k: v for k, v in environment(own.folder).items() if k.lower() not in PROXIES}
    done = subprocess.run(
        ["sh", "-c", write_script(own.port)],
        capture_output=True,
        text=True,
        env={**kept, **shell},
        cwd=tmp_path,
        timeout=380,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.split(f"{MARK}\n")
    examples = list_examples()
    assert len(said) == len(examples) + 1
    for example, seen in zip(examples, said, strict=False):
        if example.shown_in == "json":
            assert tell_shape(json.loads(seen)) == tell_shape(json.loads(example.shown)), seen
        else:
            assert seen.strip() == example.shown.strip(), example.typed


def test_every_block_of_the_page_is_run_or_compared() -> None:
    assert {language for language, _ in BLOCK.findall(PAGE)} == {"sh", "python", "text", "json"}
    shown = [example.shown for example in list_examples() if example.shown]
    assert len(shown) == sum(language in ("text", "json") for language, _ in BLOCK.findall(PAGE))
    assert len(shown) > 8


def test_the_page_names_every_scope_and_every_attribute() -> None:
    named = {*SCOPES, *ATTRIBUTES, *(name for name, source in SOURCES.items() if source)}
    assert [name for name in named if f"| `{name}` |" not in PAGE] == []
