"""The companion as it is on a given day: python dated_companion.py 2026-11-22T12:00 serve ...

Its clock begins there and runs on, so that no line of help is older than on the day a test was
written.
"""

import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from companion import outbound  # noqa: E402

outbound.close_network()

from companion import clock  # noqa: E402

now = clock.tell_time
shift = datetime.fromisoformat(sys.argv[1]).astimezone() - now()
clock.tell_time = lambda: now() + shift

from companion.cli import cli  # noqa: E402 - what it imports takes the clock from there

cli(sys.argv[2:], prog_name="mindful-feed")
