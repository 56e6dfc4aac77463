"""What contributors and their machines go by is there, and says the same everywhere."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from write_locks import read_pins

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
TOUR = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def list_runs(job: dict[str, Any]) -> list[str]:
    return [line for step in job["steps"] for line in step.get("run", "").splitlines()]


def test_the_workflow_runs_on_three_systems_with_each_python() -> None:
    jobs = read_yaml(".github/workflows/test.yml")["jobs"]
    systems: set[str] = set()
    for job in jobs.values():
        assert job["strategy"]["matrix"]["python"] == PYTHONS
        systems |= set(job["strategy"]["matrix"].get("os", []))
    assert systems == {"ubuntu-latest", "macos-latest", "windows-latest"}
    assert PROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"


def test_the_workflow_runs_what_a_contributor_runs() -> None:
    jobs = read_yaml(".github/workflows/test.yml")["jobs"]
    assert "make test" in list_runs(jobs["test"])
    script = (ROOT / "scripts" / "test.sh").read_text(encoding="utf-8")
    for tool in ("ruff", "mypy", "pytest"):
        assert f'"$bin/{tool}"' in script


@pytest.mark.parametrize(
    "name", [".pre-commit-config.yaml", ".github/workflows/test.yml", "scripts/test.sh"]
)
def test_what_is_run_for_us_runs_files_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"\b(?:scripts|tests|requirements)/[\w./]+\.\w+", text)
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_every_attack_of_make_reliability_has_its_row_in_the_table() -> None:
    script = (ROOT / "scripts" / "reliability.sh").read_text(encoding="utf-8")
    table = (ROOT / "tests" / "reliability" / "figures.py").read_text(encoding="utf-8")
    run = re.findall(r"\b(?:companion|browser)/test_\w+", script)
    assert {Path(name).name for name in run} == set(re.findall(r'^    "(test_\w+)":', table, re.M))
    assert [name for name in run if not (ROOT / "tests" / f"{name}.py").is_file()] == []


def test_the_workflow_may_only_read() -> None:
    assert read_yaml(".github/workflows/test.yml")["permissions"] == {"contents": "read"}


def test_what_runs_before_a_commit_is_what_the_lock_holds() -> None:
    """No hook names a version: it runs the tools of .venv, which holds what is pinned."""
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    pins = {pin.split("==")[0] for pin in read_pins("test")}
    tools = set()
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert "rev" not in hook
        assert not re.search(r"\d+\.\d+", hook["entry"])
        tools |= set(re.findall(r"\$\(sh scripts/bin\.sh\)/(\w+)", hook["entry"]))
    assert tools == {"ruff", "mypy"}
    assert tools <= pins
    lock = (ROOT / "requirements" / "test.lock").read_text(encoding="utf-8")
    for pin in read_pins("test"):
        if pin.split("==")[0] in tools:
            assert f"\n{pin} " in lock, pin


def test_tools_go_by_the_oldest_python() -> None:
    tools = PROJECT["tool"]
    assert tools["ruff"]["target-version"] == f"py{PYTHONS[0].replace('.', '')}"
    assert tools["mypy"]["python_version"] == PYTHONS[0]
    assert tools["mypy"]["strict"] is True


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_of_an_issue_has_a_name_and_asks_for_no_real_post(path: Path) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert set(yaml.safe_load(head)) == {"name", "about", "labels"}
    assert "**" in body
    if path.stem != "wrong-number":
        assert re.search(r"real posts|somebody's post", head)


def test_there_is_a_template_for_each_kind_of_trouble() -> None:
    assert {path.stem for path in TEMPLATES} == {"something-broken", "wrong-note", "wrong-number"}


def test_the_tour_leads_to_what_is_there() -> None:
    made = tuple((ROOT / ".gitignore").read_text(encoding="utf-8").split())
    named = set(re.findall(r"(?:[\w.-]+/)+[\w.-]*", TOUR))
    assert "companion/policy.py" in named
    assert [
        path for path in named if not (ROOT / path).exists() and not path.startswith(made)
    ] == []
