"""`mindful-feed ledger`: every stored byte, in plain words."""

import textwrap

import click

from companion.channel import ask_companion
from companion.config import read_config
from companion.ledger import list_bytes
from companion.protocol import LedgerReply, LedgerRequest
from companion.store import InUse, hold_folder


@click.command(short_help="List every stored byte.")
def command() -> None:
    """List every byte that Mindful Feed keeps on this machine, and how to erase it."""
    folder = read_config().data_folder
    if not folder.exists():
        click.echo("Nothing is kept.")
        return
    try:
        with hold_folder(folder):
            reply = list_bytes(folder)
    except InUse:
        reply = ask_companion(folder, "/v1/ledger", LedgerReply, LedgerRequest())
    click.echo(f"{reply.bytes:,} bytes in {folder}")
    for part in reply.parts:
        since = f", since {part.since}" if part.since else ""
        click.echo(f"\n{part.title}: {part.bytes:,} bytes ({part.count}{since})")
        click.echo(textwrap.indent(textwrap.fill(part.words, 76), "  "))
        if part.part:
            click.echo(f"  mindful-feed erase {part.part}")
