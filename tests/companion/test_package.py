"""The extension's archives: what each store gets, and the same bytes every time."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import package
import pytest

FILES = {"b.js": b"1", "a/c.js": b"2" * 1000}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    built = package.build_extension(tmp_path_factory.mktemp("archives"))
    return dict(zip(package.BROWSERS, built, strict=True))


def test_the_same_files_give_the_same_bytes(archives: dict[str, Path], tmp_path: Path) -> None:
    again = package.build_extension(tmp_path)
    assert [path.read_bytes() for path in again] == [
        path.read_bytes() for path in archives.values()
    ]


def test_neither_the_order_nor_the_day_nor_the_mode_of_files_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "extension"
    shutil.copytree(package.EXTENSION, folder)
    for path in folder.rglob("*.js"):
        os.utime(path, (1, 1))
        path.chmod(0o600)
    before = package.read_extension("firefox")
    monkeypatch.setattr(package, "EXTENSION", folder)
    after = dict(reversed(package.read_extension("firefox").items()))
    package.write_archive(before, tmp_path / "before.zip")
    package.write_archive(after, tmp_path / "after.zip")
    assert (tmp_path / "before.zip").read_bytes() == (tmp_path / "after.zip").read_bytes()


def test_an_archives_entries_are_sorted_and_have_fixed_times_and_modes(tmp_path: Path) -> None:
    package.write_archive(FILES, tmp_path / "one.zip")
    with ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
        assert {entry.filename: archive.read(entry) for entry in entries} == FILES
    assert [entry.filename for entry in entries] == ["a/c.js", "b.js"]
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o644)
    }


@pytest.mark.parametrize("browser", package.BROWSERS)
def test_an_archive_is_the_extension_as_it_stands_but_for_the_other_browsers_keys(
    archives: dict[str, Path], browser: str
) -> None:
    assert browser in archives[browser].name
    assert package.read_version() in archives[browser].name
    with ZipFile(io.BytesIO(archives[browser].read_bytes())) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = [name for name in archive.namelist() if name != "manifest.json"]
        for name in names:
            assert archive.read(name) == (package.EXTENSION / name).read_bytes()
    whole = json.loads((package.EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    only = {"firefox": "browser_specific_settings", "chromium": "minimum_chrome_version"}
    missing = set(whole) - set(manifest)
    assert missing == {key for other, key in only.items() if other != browser}
    assert len(manifest["background"]) == 2
    beside = [name for name in names if name.endswith((".d.ts", "jsconfig.json"))]
    assert beside == []
    assert "background.js" in names


@pytest.mark.skipif(
    not shutil.which("web-ext"), reason="web-ext is an npm program and is not installed here"
)
def test_web_ext_takes_the_firefox_archive(archives: dict[str, Path]) -> None:
    done = subprocess.run(
        ["web-ext", "lint", "--output=json"] + [f"--source-dir={archives['firefox']}"],
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout)["summary"]["errors"] == 0
