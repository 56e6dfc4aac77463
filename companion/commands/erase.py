"""`mindful-feed erase`: nothing of the reader is left."""

import shutil
from pathlib import Path

import click

from companion.channel import ask_companion, erase_address
from companion.config import read_config
from companion.models import NAME
from companion.owner import DoneReply
from companion.store import LOCK, InUse, erase_files, hold_folder


@click.command(short_help="Erase everything that is kept.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(yes: bool) -> None:
    """Erase everything that Mindful Feed keeps on this machine, pairings and added models too."""
    folder = read_config().data_folder
    if not folder.exists():
        click.echo("Nothing is kept.")
        return
    if not yes:
        click.confirm(f"Erase everything that is kept in {folder}?", abort=True)
    try:
        with hold_folder(folder):
            erase_files(folder)
            erase_models(folder / "models")
            erase_address(folder)
    except InUse:
        erase_models(folder / "models")
        ask_companion(folder, "/v1/owner/erase", DoneReply)
        click.echo("Erased. The companion runs on, paired with nobody.")
        return
    (folder / LOCK).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    click.echo("Erased.")


def erase_models(folder: Path) -> None:
    """Delete the models that the reader added, and nothing that is no model."""
    if not folder.is_dir():
        return
    for model in folder.iterdir():
        if NAME.match(model.name) and (model / "model.toml").is_file():
            shutil.rmtree(model)
    if not any(folder.iterdir()):
        folder.rmdir()
