"""What somebody gets who installs Mindful Feed without its repository, and without PyTorch."""

import json
import os
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import package
import pytest
from live import Live, environment
from write_locks import read_pins

POSTS = (
    '{"id":"1","text":"I feel so alone and I cannot stop crying"}\n'
    '{"id":"2","text":"The oak sapling put out six new leaves this morning."}\n'
)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (built,) = package.build_python(tmp_path_factory.mktemp("wheel"), "wheel")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of a fresh environment: the light list, and the wheel by pip."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    python = next(home.glob("bin/python")) if os.name != "nt" else home / "Scripts" / "python.exe"
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = Path(ask(python, "-c", find).strip())
    for pin in read_pins("light"):
        link_library(pin.split("==")[0], libraries)
    words = ["--python", str(python), "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    return python.parent


def link_library(name: str, libraries: Path) -> None:
    """Lend a library of this environment to another, which is quicker than to download it."""
    found = distribution(name)
    tops = {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "/")}
    for top in tops - {"__pycache__"}:
        place, lent = libraries / top, Path(str(found.locate_file(top)))
        if not place.exists() and lent.exists():
            place.symlink_to(lent, lent.is_dir())


def ask(program: Path, *words: str, stdin: str = "") -> str:
    """What a program says; it runs in its own folder, so that it cannot find the clone."""
    done = subprocess.run(
        [str(program), *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=program.parent,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheel_holds_the_model_the_pages_the_data_and_the_extension(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        about = archive.read("companion/models/calm-minilm/model.toml").decode()
    assert names >= {
        "companion/__main__.py",
        "companion/data/notes.json",
        "companion/data/resources/GB.json",
        "companion/data/demo.json",
        "companion/data/autostart/systemd.service",
        "companion/extension/manifest.json",
        "companion/extension/background.js",
        "companion/models/calm-minilm/model.onnx",
        "companion/models/calm-minilm/model.toml",
        "companion/models/calm-minilm/tokenizer.json",
        "companion/openapi.json",
        "companion/pages/index.html",
        "companion/pages/static/page.css",
    }
    strays = [name for name in names if "__pycache__" in name or name.startswith("tests/")]
    assert strays == []
    assert "companion/models/calm-minilm/model.safetensors" not in names
    assert "safetensors" not in about


def test_the_same_files_give_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    (again,) = package.build_python(tmp_path, "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_light_install_lacks_nothing_and_holds_no_pytorch(installed: Path) -> None:
    python = installed / "python"
    ask(Path(sys.executable), "-m", "pip", "--python", str(python), "check")
    find = "import importlib.util as u; print([u.find_spec(n) for n in ('torch', 'transformers')])"
    assert ask(python, "-c", find) == "[None, None]\n"


def test_what_a_service_runs_finds_the_installed_companion(installed: Path) -> None:
    said = ask(installed / "python", "-P", "-m", "companion", "--version")
    assert said == f"mindful-feed {package.read_version()}\n"


def test_an_installed_wheel_annotates(installed: Path) -> None:
    said = ask(installed / "mindful-feed", "annotate", "-", stdin=POSTS)
    first, second = (json.loads(line) for line in said.splitlines())
    assert first["note"]["category"] == "despair"
    assert second["note"] is None


def test_an_installed_wheel_serves_pairs_and_names_its_extension(
    installed: Path, tmp_path: Path
) -> None:
    program = installed / "mindful-feed"
    companion = Live(tmp_path / "home", tmp_path / "logs", command=[str(program)])
    folder = companion.said.split("Extension folder: ")[1].splitlines()[0]
    assert Path(folder).is_relative_to(installed.parent)
    assert (Path(folder) / "manifest.json").is_file()
    code = subprocess.run(
        [str(program), "pair"], capture_output=True, text=True, env=environment(companion.folder)
    ).stdout.split("code: ")[1][:9]
    (annotation,) = companion.annotate(companion.pair(code=code), "I cannot stop crying")
    assert annotation["status"] == "judged"
    assert companion.stop() == 0
