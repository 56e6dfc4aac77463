"""`mindful-feed settings`, with a running companion and without: the same table, the same rules."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from live import Live

from companion.choices.table import ROW
from companion.cli import cli
from companion.config import HOME_VARIABLE

FILES = Path(__file__).parent / "data"


class Owner:
    """The owner of a data folder, at the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def say(self, *words: str, code: int = 0) -> str:
        """What `settings WORDS` prints, on standard output or, if it fails, on standard error."""
        said = self.run(*words)
        assert said.exit_code == code, said.output
        if code:
            assert said.stdout == "" and len(said.stderr.splitlines()) == 1
        return said.stderr if code else said.stdout

    def run(self, *words: str) -> Result:
        """The command in this process: a hundred processes would take minutes."""
        home = {HOME_VARIABLE: str(self.folder)}
        return CliRunner().invoke(cli, ["settings", *words], env=home)

    def value(self, name: str) -> str:
        """The value of a setting, as the table prints it."""
        line = next(line for line in self.say().splitlines() if line.startswith(f"{name} "))
        return line.removeprefix(name).rsplit("  ", 1)[0].strip()


@pytest.fixture(scope="module", params=["stopped", "running"])
def owner(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Owner]:
    folder = tmp_path_factory.mktemp(request.param)
    companion = Live(folder / "home", folder / "logs") if request.param == "running" else None
    yield Owner(folder / "home")
    if companion:
        assert companion.stop() == 0


def test_the_table_has_a_line_for_every_setting(owner: Owner) -> None:
    lines = owner.say().splitlines()
    assert [line.split()[0] for line in lines[: len(ROW)]] == list(ROW)


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    Owner(tmp_path / "home").say()
    assert not (tmp_path / "home").exists()


def test_a_setting_is_changed_and_goes_back(owner: Owner) -> None:
    owner.say("set", "dial.despair", "careful")
    assert owner.value("dial.despair") == "0.25 (careful)"
    owner.say("set", "always_show", "#recovery, hope")
    assert owner.value("always_show") == "#recovery, hope"
    owner.say("set", "on", "no", "--site", "forum.example")
    assert "forum.example  on  off" in owner.say()
    owner.say("unset", "on", "--site", "forum.example")
    owner.say("unset", "dial.despair")
    owner.say("unset", "always_show")
    assert owner.value("dial.despair") == "0.40 (balanced)"
    assert "forum.example" not in owner.say()


@pytest.mark.parametrize(
    "words",
    [
        ("set", "dial.despair", "2"),
        ("set", "dial.despair", "reckless"),
        ("set", "dial.people", "0.4"),
        ("set", "always_show", "@friend"),
        ("set", "country", "DE", "--site", "forum.example"),
        ("set", "on", "off", "--site", "https://forum.example"),
        ("set", "quiet_hours", "[["),
        ("set", "dial.despair"),
        ("unset", "dial.people"),
        ("unshift", "one"),
        ("export", "--as", "poem"),
        ("dance",),
    ],
)
def test_wrong_use_is_one_line_and_changes_nothing(owner: Owner, words: tuple[str, ...]) -> None:
    before = owner.say()
    owner.say(*words, code=2)
    assert owner.say() == before


def test_a_step_that_was_never_made_cannot_be_taken_back(owner: Owner) -> None:
    assert "never made" in owner.say("unshift", "7", code=1)


def test_settings_are_carried_to_another_companion(owner: Owner, tmp_path: Path) -> None:
    owner.say("set", "action.grim", "fold")
    night = {"days": ["mon"], "start": "22:00", "end": "07:00", "effect": "off"}
    owner.say("set", "quiet_hours", json.dumps([night]))
    file = tmp_path / "settings.json"
    owner.say("export", str(file))
    assert owner.say("export") == file.read_text()
    other = Owner(tmp_path / "other")
    assert other.say("import", "--trial", str(file)) == "Would change: action.grim, quiet_hours\n"
    assert other.value("action.grim") == "off"
    assert other.say("import", str(file)) == "Changed: action.grim, quiet_hours\n"
    assert other.say("export") == file.read_text()
    assert other.say("import", str(file)) == "Nothing is different.\n"
    owner.say("unset", "action.grim")
    owner.say("unset", "quiet_hours")


def test_mastodon_filters_come_in_and_go_out(owner: Owner) -> None:
    said = owner.run("import", str(FILES / "mastodon-filters.json"))
    assert said.exit_code == 0 and said.stdout == "Changed: always_note\n"
    assert said.stderr.count("Left out:") == 2
    filters = json.loads(owner.say("export", "--as", "mastodon"))
    keywords = [keyword["keyword"] for each in filters for keyword in each["keywords"]]
    assert sorted(keywords) == ["(a+)+$", "eclipse", "election", "spider"]
    owner.say("unset", "always_note")


def test_a_file_that_is_none_of_ours_is_one_line(owner: Owner, tmp_path: Path) -> None:
    file = tmp_path / "file"
    before = owner.say()
    for content in (b"", b"\xff\xfe", b"{}", b"x" * 1_000_000):
        file.write_bytes(content)
        owner.say("import", str(file), code=1)
    assert owner.say() == before
