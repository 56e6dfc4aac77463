"""Holds the libraries against what is known of them: holes, hashes, and what is asked of others.

    python scripts/audit.py

Prints a line a check. Ends with 1 when something is wrong, and with 0 when a check could not be
made for want of a network: the line then says so.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "requirements"
LOCKS = ("light.lock", "test.lock")
PATIENCE = 180


class Advisory(NamedTuple):
    """A known hole; versions from `fixed_in` on are without it."""

    id: str
    package: str
    fixed_in: str
    what: str


class Finding(NamedTuple):
    """What a check found: "ok", "WRONG", or "skipped" when it could not be made."""

    state: str
    check: str
    text: str


def read_pins(lock: Path) -> dict[str, str]:
    """The version of each package of a lock, by its name in lower case."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    pins = [line.split()[0].split("==") for line in lines if "==" in line and line[0] not in " #"]
    return {name.lower().replace("_", "-"): version for name, version in pins}


def read_advisories() -> list[Advisory]:
    """Every hole that requirements/advisories.toml names."""
    content = tomllib.loads((LISTS / "advisories.toml").read_text(encoding="utf-8"))
    return [Advisory(**each) for each in content["advisory"]]


def check_advisories() -> Finding:
    """Whether a pin is older than the cure of a hole that we know."""
    pins: dict[str, str] = {}
    for lock in LOCKS:
        pins |= read_pins(LISTS / lock)
    known = read_advisories()
    open_holes = [
        f"{one.package} {pins[one.package]} has {one.id}, {one.what}"
        for one in known
        if one.package in pins and Version(pins[one.package]) < Version(one.fixed_in)
    ]
    if open_holes:
        return Finding("WRONG", "known holes", "; ".join(open_holes))
    return Finding("ok", "known holes", f"{len(pins)} pins, {len(known)} holes, none open")


def check_hashes() -> Finding:
    """Whether the index at hand offers exactly the files of light.lock."""
    with tempfile.TemporaryDirectory() as folder:
        done = run_pip("download", "--no-deps", "--require-hashes", "--only-binary=:all:",
                       "-r", str(LISTS / "light.lock"), "-d", folder)  # fmt: skip
        count = len(list(Path(folder).iterdir()))
    if done.returncode == 0:
        return Finding("ok", "hashes", f"{count} files downloaded, each the one that is pinned")
    if "DO NOT MATCH" in done.stderr:
        return Finding("WRONG", "hashes", "the index offers other files than those pinned")
    return Finding("skipped", "hashes", "not every file of light.lock could be downloaded here")


def ask_pip_audit() -> Finding:
    """What pip-audit knows of the pins; it asks a database on the network."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "bin" / "pip-audit"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        if run_pip("--python", folder, "install", "-q", "pip-audit").returncode:
            return Finding("skipped", "pip-audit", "it could not be installed without a network")
        command = [str(program), "-r", str(LISTS / "light.lock"), "--disable-pip", "-f", "json"]
        try:
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, check=False, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            return Finding("skipped", "pip-audit", "its database did not answer in time")
    try:
        return read_report(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        return Finding("skipped", "pip-audit", "its database could not be reached")


def read_report(rows: list[dict[str, Any]]) -> Finding:
    """pip-audit's rows in a line. It calls a package that it could not ask about no vulnerability;
    here that is no answer."""
    asked = [row for row in rows if "skip_reason" not in row]
    found = [f"{row['name']}: {hole['id']}" for row in asked for hole in row.get("vulns", ())]
    if found:
        return Finding("WRONG", "pip-audit", ", ".join(found))
    if len(asked) < len(rows):
        text = f"its database answered for {len(asked)} of {len(rows)} packages only"
        return Finding("skipped", "pip-audit", text)
    return Finding("ok", "pip-audit", f"nothing known against {len(asked)} packages")


def run_pip(*words: str) -> subprocess.CompletedProcess[str]:
    """pip, run to its end."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


if __name__ == "__main__":
    findings = []
    for check in (check_advisories, check_hashes, ask_pip_audit):
        findings.append(check())
        print(f"{findings[-1].state:8}{findings[-1].check}: {findings[-1].text}", flush=True)
    sys.exit(any(finding.state == "WRONG" for finding in findings))
