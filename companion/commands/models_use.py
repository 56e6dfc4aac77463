"""`mindful-feed models use`: checks first, then another model serves, at once and for good."""

import time
from collections.abc import Sequence

import click

from companion.channel import ask_companion
from companion.config import Config, keep_choice, read_config
from companion.gate import Case, Measured, measure_model, read_cases, write_table
from companion.models import BadModel
from companion.owner import DoneReply, UseModelRequest
from companion.serving import find_named
from companion.store import InUse, hold_folder
from companion.trouble import Trouble

PATIENCE = 300  # a large model on a slow machine takes its time to load


@click.command(short_help="Change to another model, if it passes the checks.")
@click.argument("name")
@click.option("--anyway", is_flag=True, help="Use it even if it fails a floor.")
def use(name: str, anyway: bool) -> None:
    """Check model NAME beside the one in use; if it passes, it serves from now on.

    A companion that is running changes over without a restart and without losing a request. A
    model that does not load is never used, and the one before goes on.
    """
    use_model(read_config(), name, anyway)


def use_model(config: Config, name: str, anyway: bool) -> None:
    """Check a model, print what was found, and have it serve; raises BadModel and Trouble."""
    new = measure_model(find_named(config, name).path, read_cases(), time.perf_counter)
    for line in write_table(new, measure_current(config, name, new.cases)):
        click.echo(line)
    failed = [floor.words for floor in new.list_failed()]
    if failed and not anyway:
        raise Trouble(
            f"{name} is not used, since it fails {len(failed)} of the floors ({failed[0]});"
            f" {config.model} goes on. --anyway uses it all the same."
        )
    if swap(config, name):
        click.echo(f"{name} serves now, and after every restart.")
    else:
        click.echo(f"{name} will serve when the companion starts.")


def measure_current(config: Config, name: str, cases: Sequence[Case]) -> Measured | None:
    """The same of the model in use, on those posts; None where that is the same one, or broken."""
    if name == config.model:
        return None
    try:
        folder = find_named(config, config.model).path
        return measure_model(folder, cases, time.perf_counter)
    except BadModel as bad:
        click.echo(f"The model in use is broken: {bad}", err=True)
        return None


def swap(config: Config, name: str) -> bool:
    """Choose the model; whether a running companion serves it already."""
    try:
        with hold_folder(config.data_folder):
            keep_choice(config.data_folder, name)
            return False
    except InUse:
        asked = UseModelRequest(name=name)
        ask_companion(config.data_folder, "/v1/owner/model", DoneReply, asked, PATIENCE)
        return True
