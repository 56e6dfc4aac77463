"""docs/commands.md is what the commands say of themselves, and they say enough."""

import re

import click
import pytest
from write_commands import PAGE, list_commands, list_options, write_page

from companion.cli import COMMANDS

CONTEXTS = {context.command_path: context for context in list_commands()}


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run: python scripts/write_commands.py"


def test_the_page_has_every_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert {f"mindful-feed {name}" for name in COMMANDS} <= set(CONTEXTS)
    assert [path for path in CONTEXTS if f"# {path}\n" not in text] == ["mindful-feed"]


@pytest.mark.parametrize("path", [path for path in CONTEXTS if " " in path])
def test_a_command_says_what_it_does_in_whole_sentences(path: str) -> None:
    command = CONTEXTS[path].command
    first = (command.help or "").strip().split("\n\n")[0]
    assert first[:1].isupper()
    assert len(first.split()) > 3
    assert command.get_short_help_str(68).endswith("."), "too long for the list of commands"
    assert not command.get_short_help_str(68).endswith("...")


@pytest.mark.parametrize("path", CONTEXTS)
def test_an_option_says_what_it_does(path: str) -> None:
    for option in list_options(CONTEXTS[path].command):
        assert option.help, option.name
        assert option.help[0].isupper(), option.name
        assert option.help.rstrip("]").endswith("."), option.name
        assert len(option.help.split()) > 2, option.name


@pytest.mark.parametrize("path", CONTEXTS)
def test_an_option_with_a_value_of_its_own_tells_it(path: str) -> None:
    for option in list_options(CONTEXTS[path].command):
        if isinstance(option.default, str | int) and not option.is_flag:
            assert option.show_default, option.name


@pytest.mark.parametrize("path", CONTEXTS)
def test_a_command_names_what_its_arguments_can_be(path: str) -> None:
    command = CONTEXTS[path].command
    said = re.findall(r"\w+", command.help or "")
    for argument in command.params:
        if isinstance(argument, click.Argument):
            kind = argument.type
            needed = list(kind.choices) if isinstance(kind, click.Choice) else []
            assert set(needed) <= set(said)
            name = (argument.metavar or argument.name or "").strip("[]").upper()
            assert name in said, name
