"""The file by which each system starts the companion, filled in from the templates in data."""

import html
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from string import Template

SYSTEMD_NAME = "mindful-feed.service"
LAUNCHD_NAME = "mindful-feed.companion"
TASK_NAME = "Mindful Feed"


def write_systemd(command: Sequence[str]) -> str:
    """A user unit of systemd that runs the command."""
    return fill("systemd.service", command=" ".join(map(quote_for_systemd, command)))


def write_launchd(command: Sequence[str]) -> str:
    """A property list of launchd, for an agent of the user's, that runs the command."""
    words = "".join(f"<string>{html.escape(word)}</string>" for word in command)
    return fill("launchd.plist", label=LAUNCHD_NAME, command=words)


def write_task(command: Sequence[str], user: str) -> str:
    """A task of the Windows scheduler that runs the command when that user logs on."""
    program, *words = command
    return fill(
        "task.xml",
        label=TASK_NAME,
        user=html.escape(user),
        program=html.escape(program),
        arguments=html.escape(subprocess.list2cmdline(words)),
    )


def quote_for_systemd(word: str) -> str:
    """A word of a command as systemd reads it back: see systemd.service(5), "Command lines"."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("%", "%%"), ("$", "$$")):
        word = word.replace(plain, escaped)
    return f'"{word}"'


def fill(name: str, **words: str) -> str:
    """A template of data/autostart with its words; one that lacks a word raises KeyError."""
    template = files("companion") / "data" / "autostart" / name
    return Template(template.read_text(encoding="utf-8")).substitute(words)
