"""`mindful-feed pair`: a new code, who is paired, and who no longer is."""

from pathlib import Path

import click

from companion.channel import ask_companion
from companion.config import read_config
from companion.owner import ClientRow, ClientsReply, CodeReply, DoneReply, RevokeRequest
from companion.pairing import list_rows
from companion.store import InUse, open_store
from companion.trouble import Trouble


@click.command(short_help="Print a new pairing code, or who is paired.")
@click.option(
    "--list", "show", is_flag=True, help="Show who is paired instead, with numbers and dates."
)
@click.option(
    "--revoke",
    "number",
    type=click.IntRange(1),
    help="End the pairing that has this number in --list.",
)
def command(show: bool, number: int | None) -> None:
    """Print a new pairing code of the running companion, to type into the extension's popup.

    It works once, for five minutes.
    """
    folder = read_config().data_folder
    if number is not None:
        if not revoke(folder, number):
            raise Trouble(f"Nobody is paired as number {number}. `pair --list` shows who is.")
        click.echo(f"Number {number} is no longer paired.")
    elif show:
        rows = find_clients(folder)
        for row in rows:
            click.echo(
                f"{row.number}  {row.label}  {row.origin or 'a program'}"
                f"  paired {row.paired_on}, last used {row.used_on}"
            )
        if not rows:
            click.echo("Nobody is paired yet.")
    else:
        click.echo(f"Pairing code: {make_code(folder)}   (works once, for 5 minutes)")


def make_code(folder: Path) -> str:
    """A new code of the running companion; a code only works while its companion runs."""
    try:
        with open_store(folder):
            pass
    except InUse:
        return ask_companion(folder, "/v1/owner/code", CodeReply).code
    raise Trouble("The companion is not running. Start `mindful-feed serve`; it prints a code.")


def find_clients(folder: Path) -> list[ClientRow]:
    """Who is paired, as the running companion says, or else the store."""
    try:
        with open_store(folder) as store:
            return list_rows(store)
    except InUse:
        return ask_companion(folder, "/v1/owner/clients", ClientsReply).clients


def revoke(folder: Path, number: int) -> bool:
    """End a pairing, in the running companion or else in the store; False if there is none."""
    try:
        with open_store(folder) as store:
            return store.remove_client(number)
    except InUse:
        asked = RevokeRequest(number=number)
        return ask_companion(folder, "/v1/owner/revoke", DoneReply, asked).done
