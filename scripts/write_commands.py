"""Writes docs/commands.md from the commands themselves."""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from companion.cli import cli  # noqa: E402
from companion.config import HOME_VARIABLE  # noqa: E402

PAGE = ROOT / "docs" / "commands.md"
INTRO = f"""# Commands

Written by `python scripts/write_commands.py` from `companion/commands/`; a test keeps it current.
`--help` after any command prints the same.

What goes wrong is told in one line, and the exit code is then 1, or 2 where the command was typed
wrongly. What is kept lies in one folder; the variable `{HOME_VARIABLE}` names another one. The
commands that read or change it work whether the companion runs or not; a pairing code can come only
from a companion that runs.
"""


def list_commands() -> Iterator[click.Context]:
    """Every command that can be typed, each group before its own."""
    return walk(click.Context(cli, info_name="mindful-feed"))


def walk(context: click.Context) -> Iterator[click.Context]:
    """A command, and those below it."""
    yield context
    command = context.command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        found = command.get_command(context, name)
        if found and not found.hidden:
            yield from walk(click.Context(found, info_name=name, parent=context))


def list_options(command: click.Command) -> list[click.Option]:
    """The options that are shown, but for --help, which every command has."""
    options = [one for one in command.params if isinstance(one, click.Option)]
    return [one for one in options if not one.hidden]


def write_page() -> str:
    """The whole page."""
    contexts = list(list_commands())
    rows = [f"| {link(one)} | {one.command.get_short_help_str(200)} |" for one in contexts[1:]]
    parts = [INTRO, "| command | what it does |\n|---|---|", *rows, ""]
    for context in contexts[1:]:
        parts += write_command(context)
    return "\n".join(parts)


def link(context: click.Context) -> str:
    """A command as a link to its own part of the page."""
    words = context.command_path
    return f"[`{words}`](#{words.replace(' ', '-')})"


def write_command(context: click.Context) -> Iterator[str]:
    """A command's part: how it is typed, what it does, its options."""
    yield f"## {context.command_path}\n"
    yield f"```\n{' '.join([context.command_path, *write_usage(context)])}\n```\n"
    for paragraph in inspect.cleandoc(context.command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield f"```\n{dedent(paragraph[2:])}\n```\n"
        else:
            words = " ".join(paragraph.split())
            yield re.sub(r"docs/([\w-]+\.md)", r"[docs/\1](\1)", words) + "\n"
    options = list_options(context.command)
    if options:
        yield "| option | value | default | what it does |\n|---|---|---|---|"
        yield from (write_option(option) for option in options)
        yield ""


def write_usage(context: click.Context) -> list[str]:
    """The words after the command's name."""
    words = context.command.collect_usage_pieces(context)
    return words if list_options(context.command) else words[1:]


def write_option(option: click.Option) -> str:
    """A row of the table of options."""
    names = " or ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    shown = f"`{option.default}`" if option.show_default else ""
    return f"| {names} | {write_value(option)} | {shown} | {option.help} |"


def write_value(option: click.Option) -> str:
    """What follows an option."""
    if option.is_flag:
        return ""
    kind = option.type
    if isinstance(kind, click.Choice):
        return ", ".join(f"`{value}`" for value in kind.choices)
    if isinstance(kind, click.IntRange):
        return f"{kind.min} to {kind.max}" if kind.max else f"from {kind.min}"
    return f"`{option.make_metavar(click.Context(click.Command(None)))}`"


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
