"""Builds everything that is handed out into dist/: wheel, sdist, and the extension's archives.

    python scripts/package.py [FOLDER]

The same files give the same bytes: names are in order, and times and modes are fixed.
"""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
BROWSERS = ("chromium", "firefox")
# The oldest time that a ZIP can hold, and the same for what hatchling builds.
WHEN = (1980, 1, 1, 0, 0, 0)
EPOCH = "315532800"
MODE = 0o644
# For whoever writes the extension; no browser reads them.
NOT_SHIPPED = ("jsconfig.json", "*.d.ts")


def read_version() -> str:
    """The version of the project, which stands in pyproject.toml."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(content["project"]["version"])


def fit_manifest(manifest: dict[str, Any], browser: str) -> dict[str, Any]:
    """The manifest as one browser's store wants it, without what only the other one reads."""
    fitted = {**manifest, "background": dict(manifest["background"])}
    if browser == "firefox":
        del fitted["minimum_chrome_version"], fitted["background"]["service_worker"]
    else:
        del fitted["browser_specific_settings"], fitted["background"]["scripts"]
    return fitted


def read_extension(browser: str) -> dict[str, bytes]:
    """Every file of the extension for that browser, by its path inside."""
    files = {
        path.relative_to(EXTENSION).as_posix(): path.read_bytes()
        for path in EXTENSION.rglob("*")
        if path.is_file() and not any(path.match(pattern) for pattern in NOT_SHIPPED)
    }
    manifest = fit_manifest(json.loads(files["manifest.json"]), browser)
    files["manifest.json"] = f"{json.dumps(manifest, indent=2)}\n".encode()
    return files


def write_archive(files: dict[str, bytes], target: Path) -> None:
    """A ZIP of the files: the same bytes for the same files, on any day and machine."""
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, WHEN)
            entry.external_attr = MODE << 16
            entry.create_system = 3  # or the system that it was built on would stand there
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, files[name])


def build_extension(folder: Path) -> list[Path]:
    """The extension's archives, one a browser."""
    targets = []
    for browser in BROWSERS:
        targets.append(folder / f"mindful-feed-{browser}-{read_version()}.zip")
        write_archive(read_extension(browser), targets[-1])
    return targets


def build_python(folder: Path, *kinds: str) -> list[Path]:
    """The "wheel" and the "sdist", or one of them."""
    words = [word for kind in kinds for word in ("-t", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *words]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    patterns = {"wheel": "*.whl", "sdist": "*.tar.gz"}
    return [next(folder.glob(patterns[kind])) for kind in kinds]


def main(folder: Path) -> None:
    """Build all, and write their hashes beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("mindful*"), *folder.glob("SHA256SUMS")):
        old.unlink()
    built = [*build_python(folder, "wheel", "sdist"), *build_extension(folder)]
    lines = []
    for path in built:
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path}")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
