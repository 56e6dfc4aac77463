"""`mindful-feed doctor` as a reader meets it: one trouble is one line, and one thing to do."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from live import Live
from test_doctor import greet

from companion import machine
from companion.commands import doctor
from companion.config import HOME_VARIABLE
from companion.protocol import PROTOCOL_VERSION
from companion.server import listen
from companion.store import Client, open_store

LONGEST = 200
Patch = pytest.MonkeyPatch


def consult(folder: Path, port: int) -> tuple[int, list[str], dict[str, tuple[str, str]]]:
    """Exit code, the topics in order, and what is not well: sign and remedy by topic."""
    done = CliRunner(env={HOME_VARIABLE: str(folder)}).invoke(
        doctor.command, ["--port", str(port)], catch_exceptions=False
    )
    topics: list[str] = []
    troubles: dict[str, tuple[str, str]] = {}
    for line in done.stdout.splitlines():
        assert len(line) <= LONGEST
        sign, words = line[:5].strip(), line[6:]
        if sign:
            topics.append(words.partition(":")[0])
            if sign != "ok":
                troubles[topics[-1]] = (sign, "")
        else:
            assert words.startswith("-> ")
            sign, remedy = troubles[topics[-1]]
            assert remedy == ""
            troubles[topics[-1]] = (sign, words.removeprefix("-> "))
    assert len(topics) == len(set(topics))
    assert all(remedy for sign, remedy in troubles.values() if sign == "WRONG")
    troubles.pop("browser", None)  # whether there is one is another's affair
    return done.exit_code, topics, troubles


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder of a reader who paired, with nothing wrong in it."""
    folder = tmp_path / "home"
    with open_store(folder) as store:
        store.add_client(Client("ab", "", "test", "2026-11-01", "2026-11-01"))
    return folder


@pytest.fixture
def free() -> int:
    """A port on which nothing listens."""
    with listen(0) as listening:
        return int(listening.getsockname()[1])


def test_a_healthy_reader_hears_of_no_trouble(home: Path, free: int) -> None:
    code, topics, troubles = consult(home, free)
    assert (code, troubles) == (0, {})
    wanted = {"port", "model", "pairing", "version", "permission", "browser", "clock", "storage"}
    assert set(topics) == wanted


def test_a_taken_port_is_one_trouble(home: Path) -> None:
    with listen(0) as listening:
        listening.listen()
        port = int(listening.getsockname()[1])
        code, _, troubles = consult(home, port)
    assert (code, list(troubles)) == (1, ["port"])
    assert f"--port {port + 1}" in troubles["port"][1]
    assert "Advanced" in troubles["port"][1]  # the extension has to know it too


def test_nobody_paired_is_no_fault_and_one_thing_to_do(tmp_path: Path, free: int) -> None:
    code, _, troubles = consult(tmp_path, free)
    assert (code, list(troubles)) == (0, ["pairing"])
    assert "mindful-feed serve" in troubles["pairing"][1]


def test_an_extension_of_another_protocol_is_one_trouble(own: Live) -> None:
    label = f"mindful-feed-extension/99.0.0 (protocol {PROTOCOL_VERSION + 1})"
    greet(own, own.pair(), label)
    code, _, troubles = consult(own.folder, own.port)
    assert (code, list(troubles)) == (1, ["version"])
    assert "Update the companion" in troubles["version"][1]


def damage_model(home: Path, shipped: Path, monkeypatch: Patch) -> str:
    added = home / "models" / shipped.name
    added.mkdir(parents=True)
    shutil.copy(shipped / "model.toml", added)
    (added / "config.json").write_text("{}")
    return "model"


def set_clock_back(home: Path, shipped: Path, monkeypatch: Patch) -> str:
    with open_store(home) as store:
        later = (datetime.now().astimezone() + timedelta(days=40)).date().isoformat()
        store.add_client(Client("cd", "", "test", "2026-11-01", later))
    return "clock"


def fill_disk(home: Path, shipped: Path, monkeypatch: Patch) -> str:
    monkeypatch.setattr(machine, "LEAST_FREE", 10**18)
    return "storage"


def damage_store(home: Path, shipped: Path, monkeypatch: Patch) -> str:
    for file in home.glob("store.json*"):
        file.write_text("{")
    return "storage"


@pytest.mark.parametrize("spoil", [damage_model, set_clock_back, fill_disk, damage_store])
def test_every_other_trouble_is_one_line_with_one_thing_to_do(
    spoil: Callable[[Path, Path, Patch], str],
    home: Path,
    free: int,
    shipped_folder: Path,
    monkeypatch: Patch,
) -> None:
    topic = spoil(home, shipped_folder, monkeypatch)
    code, _, troubles = consult(home, free)
    wrong = [each for each, (sign, _) in troubles.items() if sign == "WRONG"]
    assert (code, wrong) == (1, [topic])
