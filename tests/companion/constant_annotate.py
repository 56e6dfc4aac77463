"""`mindful-feed annotate` with a model that says the same of every post, and all else as it is.

    python constant_annotate.py annotate FILE ...

Each process that loads the model leaves its number in the folder that PIDS names, if it is set.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from companion import outbound

outbound.close_network()

from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES  # noqa: E402
from companion.cli import cli  # noqa: E402
from companion.commands import annotate  # noqa: E402
from companion.config import Config  # noqa: E402
from companion.screeners import Judgement  # noqa: E402


class Constant:
    """Every post is somebody struggling."""

    name = "constant"

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """The one judgement, as often as asked."""
        scores = dict.fromkeys(CATEGORY_IDS, 0.01) | {"despair": 0.95}
        stance = dict.fromkeys(STANCES, 0.0) | {"personal": 1.0}
        sentiment = dict.fromkeys(SENTIMENTS, 0.0) | {"negative": 1.0}
        marks = {"recovery": 0.0, "support": 0.0}
        return [Judgement(scores, 0.0, stance, marks, sentiment, {}) for _ in texts]


def load_constant(config: Config) -> Constant:
    """The model; this process is noted."""
    folder = os.environ.get("PIDS")
    if folder:
        (Path(folder) / str(os.getpid())).touch()
    return Constant()


if __name__ == "__main__":
    annotate.load_screener = load_constant
    cli(sys.argv[1:], prog_name="mindful-feed")
