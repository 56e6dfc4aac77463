"""`mindful-feed insights`: the private mirror, as a table."""

import click

from companion.channel import ask_companion
from companion.clock import tell_time
from companion.config import read_config
from companion.insights import tell
from companion.mirror import Mirror
from companion.protocol import InsightsReply, InsightsRequest
from companion.store import InUse, open_store


@click.command(short_help="Print daily sums of what was read.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a spreadsheet.")
@click.option(
    "--days",
    type=click.IntRange(1, 4_000),
    default=400,
    show_default=True,
    help="How many days back to go.",
)
def command(as_csv: bool, days: int) -> None:
    """Print the daily sums of what was read: minutes, posts, notes and pauses."""
    asked = InsightsRequest(days=days, csv=as_csv)
    folder = read_config().data_folder
    reply = InsightsReply(sums=[], csv=tell({}, asked, tell_time().date()).csv)
    if folder.exists():
        try:
            with open_store(folder) as store:
                reply = tell(Mirror(store, lambda: True).days, asked, tell_time().date())
        except InUse:
            reply = ask_companion(folder, "/v1/insights", InsightsReply, asked)
    if reply.csv is not None:
        click.echo(reply.csv, nl=False)
        return
    if not reply.sums:
        click.echo("Nothing was counted yet.")
    for row in reply.sums:
        noted = sum(kind.noted for kind in row.kinds)
        click.echo(
            f"{row.day}  {row.site}  {row.minutes:g} min  {row.seen} posts, {noted} with a note, "
            f"{row.pauses_taken} of {row.pauses} pauses taken"
        )
