"""`mindful-feed token`: tokens for programs of your own, each for what it needs and no more."""

from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from companion.channel import ask_companion
from companion.config import read_config
from companion.owner import (
    DoneReply,
    ProgramReply,
    ProgramRequest,
    ProgramRow,
    ProgramsReply,
    RevokeProgramRequest,
    Scope,
)
from companion.programs import Programs
from companion.refusal import Refusal
from companion.store import InUse, open_store
from companion.trouble import Trouble


@click.group(short_help="Make and end tokens for your own programs.")
def command() -> None:
    """Make, list and revoke the tokens of programs that ask the companion."""


@command.command()
@click.argument("name")
@click.option(
    "--for",
    "scopes",
    type=click.Choice(get_args(Scope)),
    multiple=True,
    required=True,
    help="What the program may ask; may be given more than once.",
)
def add(name: str, scopes: tuple[Scope, ...]) -> None:
    """Make a token for a program, named NAME, and print it.

    It is shown this once, since only a hash of it is kept. docs/api.md shows how to use it.
    """
    try:
        asked = ProgramRequest(name=name, scopes=list(scopes))
    except ValidationError:
        raise click.BadParameter(
            "1 to 64 letters, digits, dots, dashes", param_hint="NAME"
        ) from None
    click.echo(add_program(read_config().data_folder, asked))
    click.echo(f"Only a hash of it is kept. To end it: mindful-feed token revoke {name}", err=True)


@command.command("list")
def list_tokens() -> None:
    """List the tokens there are.

    Each with its name, what it is for, and when it was made and last used.
    """
    rows = list_programs(read_config().data_folder)
    for row in rows:
        scopes = ", ".join(row.scopes)
        click.echo(f"{row.name}  for {scopes}  made {row.made_on}, last used {row.used_on}")
    if not rows:
        click.echo("No program has a token.")


@command.command()
@click.argument("name")
def revoke(name: str) -> None:
    """End the token named NAME."""
    if not revoke_program(read_config().data_folder, name):
        raise Trouble(f"There is no token named {name}. `token list` shows those there are.")
    click.echo(f"The token {name} no longer works.")


def add_program(folder: Path, asked: ProgramRequest) -> str:
    """The new token, made by the running companion or else in the store."""
    try:
        with open_store(folder) as store:
            return Programs(store).add(asked.name, asked.scopes)
    except InUse:
        return ask_companion(folder, "/v1/owner/programs/add", ProgramReply, asked).token
    except Refusal as refused:
        raise Trouble(refused.message) from None


def list_programs(folder: Path) -> list[ProgramRow]:
    """Whose tokens there are, as the running companion says, or else the store."""
    try:
        with open_store(folder) as store:
            return Programs(store).list_rows()
    except InUse:
        return ask_companion(folder, "/v1/owner/programs", ProgramsReply).programs


def revoke_program(folder: Path, name: str) -> bool:
    """End a token, in the running companion or else in the store; False if there is none."""
    try:
        with open_store(folder) as store:
            return Programs(store).revoke(name)
    except InUse:
        asked = RevokeProgramRequest(name=name)
        return ask_companion(folder, "/v1/owner/programs/revoke", DoneReply, asked).done
