"""`mindful-feed serve`: run the companion until it is stopped."""

import logging
import os
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import click

from companion.browser import find_chromium, has_display, write_steps
from companion.channel import read_address
from companion.config import (
    DEFAULT_PORT,
    HOME_VARIABLE,
    Config,
    find_extension,
    read_config,
    read_version,
)
from companion.journal import open_log
from companion.pairing import Pairing
from companion.server import Announce, serve
from companion.store import InUse, make_private
from companion.trouble import Trouble


@click.command(short_help="Run the companion and open the demo feed.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on; 0 takes any free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the demo in a browser.")
@click.option(
    "--service", is_flag=True, help="Run as the system starts it: no browser, no code, a log."
)
@click.option("--home", hidden=True, help="The data folder, where no variable can name it.")
def command(port: int, no_browser: bool, service: bool, home: str | None) -> None:
    """Run the companion, print a pairing code and open the demo feed.

    The demo opens in a Chromium with the extension loaded and paired, in a profile that is thrown
    away; without one, the steps to do by hand are printed. Ctrl-C ends it.
    """
    config = read_config(port, {HOME_VARIABLE: home} if home else os.environ)
    if service:
        serve_quietly(config)
        return
    logging.basicConfig(format="mindful-feed: %(message)s", level=logging.WARNING)
    run(config, partial(announce, no_browser))


def serve_quietly(config: Config) -> None:
    """Run with a log in the data folder, where a trouble is told too; raises Trouble."""
    make_private(config.data_folder)
    open_log(config.data_folder)
    try:
        run(config, lambda port, pairing: nullcontext())
    except Trouble as trouble:
        logging.error("%s", trouble)
        raise


def run(config: Config, announce: Announce) -> None:
    """Run until the process is told to stop; raises Trouble."""
    try:
        serve(config, announce)
    except InUse:
        address = read_address(config.data_folder)
        where = f" on port {address.port}" if address else ""
        raise Trouble(f"Mindful Feed is already running{where}.") from None


def announce(no_browser: bool, port: int, pairing: Pairing) -> AbstractContextManager[None]:
    """Tell how to pair; the context is the demo's browser window, where one can be opened."""
    code = pairing.make_code()
    click.echo(f"Mindful Feed {read_version()} is running at http://127.0.0.1:{port}/")
    click.echo(f"Pairing code: {code}   (works once, for 5 minutes)")
    extension = find_extension()
    if extension:
        click.echo(f"Extension folder: {extension}")
    reason = "To see the demo in your browser:"
    if not no_browser:
        chromium = find_chromium()
        if chromium and extension and has_display() and hasattr(os, "posix_spawn"):
            click.echo("Opening the demo feed in Chromium, already paired. Press Ctrl-C to stop.")
            from companion.demo_browser import Demo, open_demo  # not for Windows

            demo = Demo(chromium, extension, port, code, pairing.wait_until_redeemed)
            return open_demo(demo, partial(print_steps, port, "The browser did not start."))
        found = "no display" if chromium else "no Chromium"
        reason = f"There is {found} here. To see the demo in a browser of your own:"
    print_steps(port, reason)
    click.echo("Press Ctrl-C to stop.")
    return nullcontext()


def print_steps(port: int, reason: str) -> None:
    """How to pair and see the demo by hand."""
    click.echo(f"{reason}\n{write_steps(find_extension(), port)}")
