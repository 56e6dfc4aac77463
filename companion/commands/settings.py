"""`mindful-feed settings`: what gets a note and how easily, changed, tried on paper and carried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from companion.channel import ask_companion
from companion.choices.carry import export_file, import_file
from companion.choices.choosing import Choosing
from companion.choices.chosen import Chosen, change
from companion.choices.reply import describe
from companion.choices.table import ROW
from companion.clock import tell_time
from companion.config import read_config
from companion.protocol import (
    MAX_BODY,
    ExportKind,
    ExportReply,
    ExportRequest,
    ImportReply,
    ImportRequest,
    Message,
    SettingsReply,
    SettingsRequest,
)
from companion.refusal import CODES, Refusal
from companion.store import InUse, open_store
from companion.trouble import Trouble

M = TypeVar("M", bound=Message)
SITE = click.option("--site", metavar="HOST", help="Only for this site, such as forum.example.")


@click.group(invoke_without_command=True, short_help="Print or change what gets a note.")
@click.pass_context
def command(context: click.Context) -> None:
    """Print every setting and its value; with a word, change or carry them.

    docs/settings.md says what each does.
    """
    if context.invoked_subcommand is None:
        is_new = not read_config().data_folder.exists()  # looking leaves nothing behind
        reply = describe(Chosen()) if is_new else change_settings(SettingsRequest())
        for line in list_lines(reply):
            click.echo(line)


@command.command("set", short_help="Change a setting.")
@click.argument("name")
@click.argument("value")
@SITE
def set_value(name: str, value: str, site: str | None) -> None:
    """Set NAME to VALUE, such as `mindful-feed settings set dial.despair careful`.

    Several words are one VALUE: `mindful-feed settings set always_show "#recovery, hope"`.
    """
    row = ROW.get(name)
    if row is None:
        raise click.BadParameter(CODES["unknown_setting"].message, param_hint="NAME")
    apply(SettingsRequest(set={name: row.kind.read(value)}, site=check_host(site)))
    click.echo(f"{name} is set.")


@command.command()
@click.argument("name")
@SITE
def unset(name: str, site: str | None) -> None:
    """Put NAME back to its default.

    With --site: to what all sites have.
    """
    if name not in ROW:
        raise click.BadParameter(CODES["unknown_setting"].message, param_hint="NAME")
    apply(SettingsRequest(unset=[name], site=check_host(site)))
    click.echo(f"{name} is as it was.")


@command.command()
@click.argument("number", type=int)
def unshift(number: int) -> None:
    """Take back a step of feedback.

    NUMBER is the one that `mindful-feed settings` lists it with.
    """
    change_settings(SettingsRequest(unshift=[number]))
    click.echo("The step is taken back.")


@command.command()
@click.option(
    "--as",
    "kind",
    type=click.Choice(get_args(ExportKind)),
    default="settings",
    show_default=True,
    help="All settings, words as Mastodon filters, labels of the AT Protocol, or verdicts.",
)
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True), default="-")
def export(kind: ExportKind, file: Any) -> None:
    """Write your settings to FILE, or to standard output."""
    reply = reach(
        "/v1/settings/export",
        ExportReply,
        ExportRequest(kind=kind),
        lambda choosing: export_file(choosing.chosen, kind),
    )
    file.write(reply.content)


@command.command("import", short_help="Take over settings from a file.")
@click.argument("file", type=click.File("rb"))
@click.option("--trial", is_flag=True, help="Tell what would change, and change nothing.")
def import_(file: Any, trial: bool) -> None:
    """Take over settings, Mastodon filters or label preferences from FILE, whole or not at all."""
    content = file.read(MAX_BODY // 2 + 1)
    if len(content) > MAX_BODY // 2:
        raise Trouble(f"The file is larger than {MAX_BODY // 2048} KiB. No settings are that long.")
    try:
        asked = ImportRequest(content=content.decode("utf-8-sig"), trial=trial)
    except UnicodeDecodeError:
        raise Trouble("The file is no text in UTF-8.") from None
    reply = reach(
        "/v1/settings/import",
        ImportReply,
        asked,
        lambda choosing: import_file(choosing, asked.content, trial=trial),
    )
    for sentence in reply.left_out:
        click.echo(f"Left out: {sentence}", err=True)
    names = ", ".join(reply.changed)
    verb = "Would change" if trial else "Changed"
    click.echo(f"{verb}: {names}" if names else "Nothing is different.")


def apply(asked: SettingsRequest) -> SettingsReply:
    """The settings after a change; raises BadParameter where the change itself is wrong."""
    try:
        change(Chosen(), asked.set, asked.unset, asked.site)
    except Refusal as refusal:
        raise click.BadParameter(refusal.message, param_hint="VALUE") from None
    return change_settings(asked)


def change_settings(asked: SettingsRequest) -> SettingsReply:
    """The settings after a change, or as they are."""
    return reach(
        "/v1/settings",
        SettingsReply,
        asked,
        lambda choosing: describe(
            choosing.change(asked.set, asked.unset, asked.unshift, asked.site)
        ),
    )


def reach(path: str, reply: type[M], asked: Message, answer: Callable[[Choosing], M]) -> M:
    """The reply of the running companion, or else the answer made from the store."""
    folder: Path = read_config().data_folder
    try:
        with open_store(folder) as store:
            return answer(Choosing(store, tell_time))
    except InUse:
        return ask_companion(folder, path, reply, asked)
    except Refusal as refusal:
        raise Trouble(refusal.message) from None


def check_host(site: str | None) -> str | None:
    """The site as the protocol has it."""
    if site is not None and ("/" in site or "@" in site or not site.strip()):
        raise click.BadParameter("a host, such as forum.example", param_hint="--site")
    return site


def list_lines(reply: SettingsReply) -> list[str]:
    """The table: every setting with its value, what differs on sites, and the steps of feedback."""
    plain = reply.model_dump()
    said = {row["name"]: ROW[row["name"]].kind.say(row["value"]) for row in plain["settings"]}
    names, values = max(map(len, said)), min(24, max(map(len, said.values())))
    lines = [
        f"{setting.name:{names}}  {said[setting.name]:{values}}  {setting.title}"
        for setting in reply.settings
    ]
    for site, changes in plain["sites"].items():
        lines += [f"{site}  {name}  {ROW[name].kind.say(value)}" for name, value in changes.items()]
    return lines + [
        f"step {shift.id}  {shift.category}  {shift.by:+.2f}  {shift.verdict}  {shift.on}"
        for shift in reply.shifts
    ]
