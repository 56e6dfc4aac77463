"""The other commands, each as a reader types it: its output, exit code and line of error."""

import json
from pathlib import Path

import pytest
from live import CODE, ORIGIN, Live, run

from companion.cli import COMMANDS
from companion.config import read_version


def say(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    done = run(folder, *words)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_version_is_told(tmp_path: Path) -> None:
    assert say(tmp_path, "--version") == (0, f"mindful-feed {read_version()}\n", "")


def test_every_command_tells_its_use(tmp_path: Path) -> None:
    code, out, _ = say(tmp_path, "--help")
    assert code == 0
    for name in COMMANDS:
        assert f"  {name}  " in out
        assert not next(line for line in out.splitlines() if f"  {name}  " in line).endswith("...")


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("--dance",),
        ("serve", "--port", "99999"),
        ("serve", "--port", "http"),
        ("pair", "--revoke", "x"),
        ("models", "show"),
        ("resources", "Germany"),
        ("resources", "DE", "weather"),
    ],
)
def test_wrong_use_ends_with_2_and_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, errors = say(tmp_path, *words)
    assert (code, out) == (2, "")
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("pair",), ("pair", "--revoke", "1"), ("models", "show", "nobody")]
)
def test_what_cannot_be_done_ends_with_1_and_one_line(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    code, out, errors = say(tmp_path, *words)
    assert (code, out) == (1, "")
    assert len(errors.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for words in (("serve", "--port", "0"), ("pair", "--list")):
        code, out, errors = say(tmp_path / "file" / "home", *words)
        assert (code, out) == (1, "")
        assert len(errors.splitlines()) == 1


@pytest.mark.model
def test_models_begin_each_line_with_their_name(tmp_path: Path) -> None:
    code, out, _ = say(tmp_path, "models", "list")
    assert code == 0
    assert "calm-minilm" in [line.split()[0] for line in out.splitlines()]


@pytest.mark.model
def test_a_model_is_shown_with_its_files_checked(tmp_path: Path) -> None:
    code, out, _ = say(tmp_path, "models", "show", "calm-minilm")
    assert code == 0
    assert "all as model.toml says" in out


def test_resources_of_a_country_and_topic_are_told_with_their_day(tmp_path: Path) -> None:
    code, out, _ = say(tmp_path, "resources", "gb", "suicide")
    assert code == 0
    assert "samaritans.org" in out  # a number is hidden after a year, a link is not
    assert "checked on 20" in out


def test_a_country_without_a_file_gets_the_international_lists(tmp_path: Path) -> None:
    code, out, errors = say(tmp_path, "resources", "AQ")
    assert code == 0
    assert "findahelpline.com" in out
    assert "many countries" in errors


def test_pair_makes_a_code_that_works_and_ends_the_first(own: Live) -> None:
    _, out, _ = say(own.folder, "pair")
    assert own.ask("/v1/pair", {"code": own.code}).code == "wrong_code"
    assert own.pair(code=CODE.search(out)[0])


def test_a_revoked_client_is_a_stranger_again(own: Live) -> None:
    token = own.pair()
    _, out, _ = say(own.folder, "pair", "--list")
    assert out.startswith(f"1  browser  {ORIGIN}  paired 20")
    assert say(own.folder, "pair", "--revoke", "2")[0] == 1
    assert say(own.folder, "pair", "--revoke", "1") == (0, "Number 1 is no longer paired.\n", "")
    assert own.ask("/v1/annotate", {"posts": [{"id": "1", "text": "a"}]}, token).status == 401
    assert say(own.folder, "pair", "--list")[1] == "Nobody is paired yet.\n"


def test_pairings_are_seen_and_ended_while_nothing_runs(own: Live) -> None:
    own.pair()
    own.stop()
    assert say(own.folder, "pair", "--list")[1].startswith("1  browser")
    assert say(own.folder, "pair", "--revoke", "1")[0] == 0
    assert say(own.folder, "pair", "--list")[1] == "Nobody is paired yet.\n"


def test_after_erase_nothing_is_left(own: Live) -> None:
    own.pair()
    own.pair()
    own.stop()
    added = own.folder / "models" / "mine"
    added.mkdir(parents=True)
    (added / "model.toml").write_text("")
    assert say(own.folder, "erase", "--yes") == (0, "Erased.\n", "")
    assert not own.folder.exists()
    assert say(own.folder, "erase", "--yes") == (0, "Nothing is kept.\n", "")


def test_erase_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "models" / "photos").mkdir(parents=True)
    (tmp_path / "letter.txt").write_text("mine")
    assert say(tmp_path, "erase", "--yes")[0] == 0
    assert (tmp_path / "models" / "photos").is_dir()
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_erase_asks_first(own: Live) -> None:
    token = own.pair()
    done = run(own.folder, "erase", stdin=b"n\n")
    assert done.returncode == 1
    assert own.annotate(token, "Still paired, as you see.")
    assert run(own.folder, "erase", stdin=b"y\n").returncode == 0


def test_a_running_companion_forgets_everybody_and_runs_on(own: Live) -> None:
    token = own.pair()
    assert say(own.folder, "erase", "--yes")[0] == 0
    assert own.ask("/v1/annotate", {"posts": [{"id": "1", "text": "a"}]}, token).status == 401
    assert {path.name for path in own.folder.iterdir()} == {"lock", "command.token"}
    assert own.annotate(own.pair(), "Paired again, as you see.")
    own.stop()


def test_doctor_finds_a_healthy_companion_healthy(own: Live) -> None:
    own.pair()
    code, out, errors = say(own.folder, "doctor", "--port", str(own.port))
    assert (code, errors) == (0, "")
    for topic in ("port", "model", "pairing", "browser", "storage"):
        assert f" {topic}: " in out
    assert "1 paired" in out


def test_doctor_tells_what_is_wrong_and_what_to_do(own: Live, tmp_path: Path) -> None:
    home = tmp_path / "other"
    home.mkdir()
    (home / "store.json").write_text("{")
    (home / "models" / "calm-minilm").mkdir(parents=True)
    (home / "models" / "calm-minilm" / "model.toml").write_text("title = 3")
    code, out, errors = say(home, "doctor", "--port", str(own.port))
    assert (code, errors) == (1, "")
    wrong = [line.split(":")[0].split()[1] for line in out.splitlines() if "WRONG" in line]
    assert wrong == ["port", "model", "storage"]
    assert out.count("->") >= 3


def test_doctor_sees_a_file_that_others_may_read(own: Live) -> None:
    own.pair()
    (own.folder / "store.json").chmod(0o644)
    code, out, _ = say(own.folder, "doctor", "--port", str(own.port))
    assert code == 1
    assert "chmod 600" in out


def test_the_owners_file_is_gone_when_the_companion_is(own: Live) -> None:
    assert json.loads((own.folder / "command.token").read_text())["port"] == own.port
    assert own.stop() == 0
    assert not (own.folder / "command.token").exists()
