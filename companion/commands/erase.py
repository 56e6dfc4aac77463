"""`mindful-feed erase`: nothing of the reader is left, or nothing of one kind."""

from pathlib import Path
from typing import get_args

import click

from companion.channel import ask_companion, erase_address
from companion.choices.choosing import Choosing
from companion.clock import tell_time
from companion.config import read_config
from companion.erasing import Erasing, erase_models
from companion.owner import DoneReply
from companion.protocol import ErasePart, EraseRequest, LedgerReply
from companion.reading import Reading
from companion.store import LOCK, InUse, erase_files, hold_folder, open_store


@click.command(short_help="Erase what is kept, all or a part.")
@click.argument("part", type=click.Choice(get_args(ErasePart)), default="all", metavar="[PART]")
@click.option("--yes", is_flag=True, help="Erase without asking first.")
def command(part: ErasePart, yes: bool) -> None:
    """Erase PART of what Mindful Feed keeps on this machine, by default everything.

    PART is all, sums, later, today, settings, feedback, pairings or programs; `mindful-feed
    ledger` tells what each holds. "all" is added models too. There is no way back.
    """
    folder = read_config().data_folder
    if not folder.exists():
        click.echo("Nothing is kept.")
        return
    what = "everything that is" if part == "all" else f"the {part}"
    if not yes:
        click.confirm(f"Erase {what} kept in {folder}?", abort=True)
    if part == "all":
        erase_all(folder)
    else:
        erase_part(folder, part)
        click.echo("Erased.")


def erase_part(folder: Path, part: ErasePart) -> None:
    """Erase a part, through the running companion if there is one."""
    try:
        with open_store(folder) as store:
            choosing = Choosing(store, tell_time)
            Erasing(store, choosing, Reading(store, choosing, tell_time), []).erase([part])
    except InUse:
        ask_companion(folder, "/v1/erase", LedgerReply, EraseRequest(parts=[part]))


def erase_all(folder: Path) -> None:
    """Erase everything, and the folder itself where no companion runs on it."""
    try:
        with hold_folder(folder):
            erase_files(folder)
            erase_models(folder / "models")
            erase_address(folder)
    except InUse:
        ask_companion(folder, "/v1/owner/erase", DoneReply)
        click.echo("Erased. The companion runs on, paired with nobody.")
        return
    (folder / LOCK).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    click.echo("Erased.")
