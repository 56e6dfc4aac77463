"""A companion whose model says the same of every post, for tests of everything but the model.

    python constant_companion.py [--version X] serve --no-browser --port N

Everything else is the real thing: server, guard, storage, commands. With --version it gives itself
out as another one, as a companion does after an update.
"""

import sys
import time
from collections.abc import Sequence

from companion import outbound

outbound.close_network()

from companion import app, server  # noqa: E402
from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES  # noqa: E402
from companion.cli import cli  # noqa: E402
from companion.screeners import Judgement  # noqa: E402


class Constant:
    """Every post is somebody struggling; a text with "slowly" in it takes two seconds."""

    name = "constant"

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """The one judgement, as often as asked."""
        if any("slowly" in text for text in texts):
            time.sleep(2)
        scores = dict.fromkeys(CATEGORY_IDS, 0.01) | {"despair": 0.95}
        stance = dict.fromkeys(STANCES, 0.0) | {"personal": 1.0}
        sentiment = dict.fromkeys(SENTIMENTS, 0.0) | {"negative": 1.0}
        marks = {"recovery": 0.0, "support": 0.0}
        return [Judgement(scores, 0.0, stance, marks, sentiment, {}) for _ in texts]


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[0] == "--version":
        version = words[1]
        app.read_version = lambda: version
        words = words[2:]
    server.load_serving = lambda config: Constant()
    cli(words, prog_name="mindful-feed")
