"""Writes requirements/*.lock: the pins of requirements/*.txt with the SHA-256 of each wheel.

    python scripts/write_locks.py [light] [test]

pip is asked, for each kind of machine, which wheel it would take from the index that it is set up
with, and what that wheel's hash is. Nothing is downloaded or installed.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "requirements"
LINUX = [f"manylinux_2_{minor}" for minor in (39, 34, 31, 28, 27, 26, 24, 17)]
LINUX += ["manylinux2014", "manylinux2010", "manylinux1", "linux"]
MACHINES = {
    "Linux x86-64": [f"{kind}_x86_64" for kind in LINUX],
    "Linux arm64": [f"{kind}_aarch64" for kind in LINUX],
    "macOS arm64": [
        *(f"macosx_{major}_0_{kind}" for major in (15, 14, 13, 12, 11) for kind in
          ("arm64", "universal2")),
        *(f"macosx_10_{minor}_universal2" for minor in (16, 15, 13, 12, 9)),
    ],
    "Windows x86-64": ["win_amd64"],
}  # fmt: skip
PYTHONS = {"light": ("3.11", "3.12", "3.13"), "test": ("3.11", "3.12", "3.13")}
WHERE = {"light": tuple(MACHINES), "test": ("Linux x86-64",)}
Hashes = dict[tuple[str, str], set[str]]


def read_pins(name: str) -> list[str]:
    """The lines "NAME==VERSION" of a list, without those of the lists that it includes."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if "==" in line and line[0] not in "#-"]


def find_hashes(pins: list[str], platforms: list[str], python: str) -> Hashes:
    """The hash of the wheel that pip would take of each pin on such a machine, where it has one."""
    found: Hashes = defaultdict(set)
    missing = run_pip(pins, platforms, python, found)
    for pin in pins if missing else ():  # one wheel that is missing hides all the others
        run_pip([pin], platforms, python, found)
    return found


def run_pip(pins: list[str], platforms: list[str], python: str, found: Hashes) -> bool:
    """Add what pip answers to `found`; whether it answered with an error instead."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "-qqq", "--dry-run", "--no-deps"]
        command += ["--ignore-installed", "--only-binary=:all:", "--target", folder]
        command += ["--python-version", python, "--report", str(report)]
        command += [word for name in platforms for word in ("--platform", name)]
        done = subprocess.run([*command, *pins], capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            return True
        for one in json.loads(report.read_text(encoding="utf-8"))["install"]:
            about, file = one["metadata"], one["download_info"]["archive_info"]
            found[about["name"], about["version"]].add(file["hashes"]["sha256"])
    return False


def write_lock(name: str) -> str:
    """The lock of a list; what pip could not answer is told on standard error."""
    pins, found = read_pins(name), defaultdict(set)
    for machine in WHERE[name]:
        for python in PYTHONS[name]:
            hashes = find_hashes(pins, MACHINES[machine], python)
            if len(hashes) < len(pins):
                lacking = len(pins) - len(hashes)
                print(f"{name}: no wheel of {lacking} for {machine}, {python}", file=sys.stderr)
            for key, values in hashes.items():
                found[key] |= values
    lines = [f"# Written by `python scripts/write_locks.py {name}` from {name}.txt, for"]
    lines += [f"# {', '.join(WHERE[name])} and Python {', '.join(PYTHONS[name])}."]
    lines += ["-r light.lock"] if name != "light" else []
    for (package, version), values in sorted(found.items(), key=lambda each: each[0][0].lower()):
        hashes = " \\\n".join(f"    --hash=sha256:{value}" for value in sorted(values))
        lines.append(f"{package}=={version} \\\n{hashes}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for each in sys.argv[1:] or PYTHONS:
        (LISTS / f"{each}.lock").write_text(write_lock(each), encoding="utf-8")
