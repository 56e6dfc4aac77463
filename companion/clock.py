"""The one place that looks at the clock on the wall."""

from datetime import datetime


def tell_time() -> datetime:
    """Now, with this machine's time zone."""
    return datetime.now().astimezone()
