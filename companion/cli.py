"""The command `mindful-feed`: one file in companion/commands for each of its words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

import click

from companion.config import read_version
from companion.models import BadModel
from companion.trouble import Trouble

COMMANDS = (
    "annotate",
    "doctor",
    "erase",
    "insights",
    "ledger",
    "models",
    "pair",
    "resources",
    "serve",
    "service",
    "settings",
    "token",
)


class WrongUse(click.ClickException):
    """The command was called in a way that it does not know."""

    exit_code = 2


class Commands(click.Group):
    """The commands, each imported when it is used, so that none waits for another's libraries."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"companion.commands.{name}").command
        return command

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        """The context of a run."""
        with one_line():
            return super().make_context(*arguments, **named)

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        with one_line():
            return super().invoke(context)


@contextmanager
def one_line() -> Iterator[None]:
    """Whatever goes wrong in a way that can be foreseen is one line."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # its message is the help
    except click.UsageError as misuse:
        raise WrongUse(" ".join(misuse.format_message().split())) from None
    except (Trouble, BadModel) as trouble:
        raise click.ClickException(str(trouble)) from None
    except BrokenPipeError:
        raise  # whoever read the output has had enough; click ends quietly
    except OSError as trouble:
        place = f": {trouble.filename}" if trouble.filename else ""
        raise click.ClickException(f"{trouble.strerror or trouble}{place}") from None


@click.group(cls=Commands)
@click.version_option(read_version(), message="mindful-feed %(version)s")
def cli() -> None:
    """Kind notes beside distressing posts in your feed, judged on your own machine."""


def report_fault(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """One line for a fault in the program itself. Its text is left out: it may quote a post."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    print(f"Error: {kind.__name__} at {where}. This is a fault in Mindful Feed.", file=sys.stderr)
