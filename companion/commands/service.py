"""`mindful-feed service`: the companion starts by itself, with the reader's session."""

import sys
from pathlib import Path

import click

from companion import journal
from companion.autostart.installing import install, remove, run_command
from companion.autostart.system import System, find_system
from companion.channel import read_address
from companion.config import DEFAULT_PORT, Config, read_config
from companion.store import InUse, hold_folder
from companion.trouble import Trouble

TOLD = {
    "installed": "Installed: it runs now, and starts with each of your sessions.",
    "changed": "Changed, and started again.",
    "unchanged": "It was installed already, and is running.",
}


@click.group(short_help="Have the companion start by itself.")
def command() -> None:
    """Have the companion start by itself with your session, without a window."""


@command.command("install", short_help="Start the companion now and with each session.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on.",
)
def install_service(port: int) -> None:
    """Start the companion now and with each session of yours. Doing it twice changes nothing."""
    config = read_config(port)
    system = find_service(config)
    if run_command(system.ask).code and is_running(config.data_folder):
        raise Trouble("Mindful Feed is running in a window of its own. Stop it there first.")
    click.echo(TOLD[install(system)])
    click.echo(f"File: {system.place}")
    click.echo("To pair a browser: mindful-feed pair")


@command.command("status", short_help="Tell whether the service is installed and runs.")
def show_status() -> None:
    """Tell whether it is installed and runs; the exit code is 1 if it is not both."""
    config = read_config()
    system = find_service(config)
    address = read_address(config.data_folder) if is_running(config.data_folder) else None
    installed = system.place.is_file()
    click.echo(f"Installed: {system.place if installed else 'no'}")
    click.echo(f"Running: {f'on port {address.port}' if address else 'no'}")
    log = config.data_folder / journal.FILE
    if log.is_file():
        click.echo(f"Log: {log}")
    if not (installed and address):
        click.echo("To install and start it: mindful-feed service install")
        raise click.exceptions.Exit(1)


@command.command("remove", short_help="Stop the companion, and start it no more.")
def remove_service() -> None:
    """Stop the companion and start it no more. What is kept stays.

    To remove that too: `mindful-feed erase`.
    """
    gone = remove(find_service(read_config()))
    click.echo("Stopped and removed." if gone else "It was not installed.")


def find_service(config: Config) -> System:
    """This machine's system, with the command that it shall run."""
    python = Path(sys.executable)
    windowless = python.with_name("pythonw.exe")
    program = windowless if windowless.is_file() else python
    # -P: or a folder named companion, where the system starts us, would be taken for this one.
    words = [str(program), "-P", "-m", "companion", "serve", "--service"]
    words += ["--port", str(config.port), "--home", str(config.data_folder)]
    return find_system(words, config.data_folder)


def is_running(folder: Path) -> bool:
    """Whether a companion owns the data folder."""
    if not folder.is_dir():
        return False
    try:
        with hold_folder(folder):
            return False
    except InUse:
        return True
