"""A companion whose clock says what stands in a file: `python clocked_companion.py FILE serve ...`.

Everything else is the real thing.
"""

import sys
from datetime import datetime
from pathlib import Path

from companion import outbound

outbound.close_network()

from companion import server  # noqa: E402
from companion.cli import cli  # noqa: E402

if __name__ == "__main__":
    clock = Path(sys.argv[1])
    server.tell_time = lambda: datetime.fromisoformat(clock.read_text())
    cli(sys.argv[2:], prog_name="mindful-feed")
