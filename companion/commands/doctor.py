"""`mindful-feed doctor`: what is wrong, and what to do about it."""

import click

from companion.clock import tell_time
from companion.config import DEFAULT_PORT, read_config
from companion.doctor import check_all

SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command(short_help="Tell what is wrong and what to do.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port on which the companion should be.",
)
def command(port: int) -> None:
    """Look for each usual trouble, and tell one thing to do about it.

    Port, model, pairing, versions, the browser's permission, the demo, clock and storage. The exit
    code is 1 if something is wrong.
    """
    findings = check_all(read_config(port), tell_time().date())
    for finding in findings:
        click.echo(f"{SIGNS[finding.state]} {finding.topic}: {finding.text}")
        if finding.remedy:
            click.echo(f"      -> {finding.remedy}")
    if any(finding.state == "wrong" for finding in findings):
        raise click.exceptions.Exit(1)
