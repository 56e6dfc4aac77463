"""What the manifest asks of the browser, and nothing more."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from reader import EXTENSION, ROOT

WARNINGS = Path(__file__).with_name("lint_warnings.json")
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))


def read_scripts() -> dict[str, str]:
    return {
        str(path.relative_to(EXTENSION)): path.read_text(encoding="utf-8")
        for path in EXTENSION.rglob("*.js")
        if "vendor" not in path.parts
    }


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert MANIFEST["version"] == project["project"]["version"]


def test_only_this_machine_is_allowed_from_the_start() -> None:
    # Firefox lists a permission with a port and then does not apply it, so there is none.
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert MANIFEST["optional_host_permissions"] == ["https://*/*"]
    quiet = {"activeTab", "alarms", "contextMenus", "scripting", "storage"}
    assert set(MANIFEST["permissions"]) <= quiet
    assert "content_scripts" not in MANIFEST


def test_no_page_can_reach_into_the_extension() -> None:
    assert "web_accessible_resources" not in MANIFEST
    assert "externally_connectable" not in MANIFEST


def test_extension_pages_can_talk_to_this_machine_alone() -> None:
    policy = MANIFEST["content_security_policy"]["extension_pages"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["connect-src"] == "http://127.0.0.1:*"
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_firefox_readers_are_told_that_the_text_of_pages_is_passed_on() -> None:
    # It goes to a program on the same machine, which Firefox counts as passing it on.
    gecko = MANIFEST["browser_specific_settings"]["gecko"]
    assert gecko["data_collection_permissions"] == {"required": ["websiteContent"]}


def test_one_background_serves_both_browsers() -> None:
    background = MANIFEST["background"]
    assert [background["service_worker"]] == background["scripts"]


def test_every_named_icon_is_there() -> None:
    named = {*MANIFEST["icons"].values(), *MANIFEST["action"]["default_icon"].values()}
    assert all((EXTENSION / icon).stat().st_size > 100 for icon in named)


def test_one_file_fetches() -> None:
    fetching = [name for name, code in read_scripts().items() if re.search(r"\bfetch\(", code)]
    assert fetching == ["companion.js"]


def test_nothing_writes_html_or_runs_text() -> None:
    pattern = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(")
    assert not [name for name, code in read_scripts().items() if pattern.search(code)]


def test_one_file_touches_content_scripts_and_one_the_permissions() -> None:
    scripts = read_scripts()
    assert [name for name, code in scripts.items() if "chrome.scripting" in code] == ["scripts.js"]
    asking = {name for name, code in scripts.items() if "chrome.permissions." in code}
    assert asking <= {"grants.js", "background.js"}


@pytest.mark.skipif(
    not shutil.which("web-ext"), reason="web-ext is an npm program and is not installed here"
)
def test_web_ext_finds_no_error() -> None:
    done = subprocess.run(
        ["web-ext", "lint", "--output=json", f"--source-dir={EXTENSION}"],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["summary"]["errors"] == 0
    known = json.loads(WARNINGS.read_text(encoding="utf-8"))
    assert all(each["why"] for each in known)
    found = [(each["code"], each["file"]) for each in report["warnings"]]
    assert sorted(found) == sorted((each["code"], each["file"]) for each in known)
