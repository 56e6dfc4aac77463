"""What the project is made of is pinned, hashed, listed, and free of the holes that are known."""

import json
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import audit
import pytest
import write_sbom
from write_locks import read_pins

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "requirements"


def read_versions(name: str) -> dict[str, str]:
    return {
        found.lower().replace("_", "-"): number
        for found, number in (pin.split("==") for pin in read_pins(name))
    }


@pytest.mark.parametrize("name", ["light", "test"])
def test_every_pin_is_in_the_lock_with_its_hashes(name: str) -> None:
    lock = LISTS / f"{name}.lock"
    assert audit.read_pins(lock) == read_versions(name)
    for package, _, hashes in write_sbom.read_lock(lock):
        assert hashes, package
        assert all(re.fullmatch("[0-9a-f]{64}", value) for value in hashes), package


def test_no_pin_has_a_hole_that_is_known() -> None:
    assert audit.check_advisories().state == "ok"


def test_an_old_version_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in audit.LOCKS:
        (tmp_path / name).write_text("Flask_Cors==5.0.0 \\\n    --hash=sha256:00\n")
    (tmp_path / "advisories.toml").write_text((LISTS / "advisories.toml").read_text())
    monkeypatch.setattr(audit, "LISTS", tmp_path)
    found = audit.check_advisories()
    assert found.state == "WRONG"
    assert "CVE-2024-6839" in found.text
    assert "CVE-2024-6221" not in found.text


def test_a_package_that_nobody_could_ask_about_is_not_called_safe() -> None:
    asked, skipped = {"name": "a", "vulns": []}, {"name": "b", "skip_reason": "not found"}
    assert audit.read_report([asked]).state == "ok"
    assert audit.read_report([asked, skipped]).state == "skipped"
    bad = {"name": "c", "vulns": [{"id": "CVE-1"}]}
    assert audit.read_report([asked, skipped, bad]).state == "WRONG"


def test_the_bill_of_materials_is_current() -> None:
    """But for licences, which are read from what is installed. `python scripts/write_sbom.py`."""
    kept, made = (json.loads(text) for text in (read_bill(), write_sbom.write_sbom()))
    for bill in (kept, made):
        for component in bill["components"]:
            if component["bom-ref"].startswith("pkg:"):
                component.pop("licenses", None)
    assert kept == made


def test_every_library_of_the_bill_has_a_licence() -> None:
    components = json.loads(read_bill())["components"]
    assert [each["name"] for each in components if not each.get("licenses")] == []


def test_what_is_installed_here_is_what_is_pinned() -> None:
    """In .venv it is; elsewhere the versions may differ, and then there is nothing to compare."""
    wrong = {}
    for package, wanted in read_versions("light").items():
        try:
            if version(package) != wanted:
                wrong[package] = version(package)
        except PackageNotFoundError:
            wrong[package] = "none"
    if wrong and not (ROOT / ".venv" / "filled-from-test").exists():
        pytest.skip(f"not the project's own environment: {len(wrong)} packages differ")
    assert wrong == {}


def read_bill() -> str:
    return write_sbom.PAGE.read_text(encoding="utf-8")
