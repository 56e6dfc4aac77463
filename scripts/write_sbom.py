"""Writes docs/sbom.cdx.json: everything that Mindful Feed is made of, as CycloneDX 1.6.

The libraries come from requirements/*.lock, their licences from the packages installed here, the
files that were taken from elsewhere from the list below and from the model folder.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "sbom.cdx.json"
MODEL = ROOT / "models" / "calm-minilm"
LISTS = ROOT / "requirements"
VENDOR = ROOT / "extension" / "vendor"
LANGUAGES = "companion/data/lid.176.ftz"
Component = dict[str, Any]


def write_sbom() -> str:
    """The whole bill, as JSON; the same for the same files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = {
        "type": "application",
        "bom-ref": "mindful-feed",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": about},
        "components": [*list_libraries(), *list_files(), describe_model()],
    }
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def list_libraries() -> Iterator[Component]:
    """The pinned libraries; those of light.lock are needed to run, the others to test and train."""
    seen = set()
    for lock, scope in (("light.lock", "required"), ("test.lock", "excluded")):
        for name, version, hashes in read_lock(LISTS / lock):
            if name in seen:
                continue
            seen.add(name)
            address = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
            found = read_licence(name)
            yield {
                "type": "library",
                "bom-ref": address,
                "name": name,
                "version": version,
                "scope": scope,
                "purl": address,
                **({"licenses": [{"license": {"name": found}}]} if found else {}),
                "properties": [{"name": "wheel:sha256", "value": value} for value in hashes],
            }


def list_files() -> Iterator[Component]:
    """Files of others that lie in this repository."""
    yield describe_file(LANGUAGES, "lid.176.ftz", "CC-BY-SA-3.0")
    for row in (VENDOR / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if cells[0].endswith(".js"):
            place = (VENDOR / cells[0]).relative_to(ROOT).as_posix()
            yield {**describe_file(place, cells[0], cells[3]), "description": cells[1]}


def describe_file(place: str, name: str, licence: str) -> Component:
    """One file, by its hash."""
    return {
        "type": "file",
        "bom-ref": place,
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hash_file(ROOT / place)}],
        "licenses": [{"license": {"name": licence}}],
        "properties": [{"name": "path", "value": place}],
    }


def describe_model() -> Component:
    """The shipped model, with its files as parts."""
    about = tomllib.loads((MODEL / "model.toml").read_text(encoding="utf-8"))
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{MODEL.name}@{about['version']}",
        "name": MODEL.name,
        "version": about["version"],
        "description": about["title"],
        "licenses": [{"license": {"name": about["licence"]}}],
        "components": [
            {
                "type": "file",
                "bom-ref": f"model:{MODEL.name}/{name}",
                "name": name,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
            for name, digest in sorted(about["files"].items())
        ],
    }


def read_lock(lock: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each pin."""
    for entry in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if "==" in entry and not entry.startswith("#"):
            pin, *hashes = entry.split()
            name, version = pin.split("==")
            yield name, version, [value.removeprefix("--hash=sha256:") for value in hashes]


def read_licence(name: str) -> str | None:
    """What the installed package says of its licence, in one line."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return None
    about = package.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    said = said or package.read_text("licenses/LICENSE") or ""
    classes = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    line = said.strip().split("\n")[0][:80] or (classes[0].rsplit(" :: ")[-1] if classes else "")
    return line or None


def hash_file(path: Path) -> str:
    """The file's SHA-256 in hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


if __name__ == "__main__":
    PAGE.write_text(write_sbom(), encoding="utf-8")
