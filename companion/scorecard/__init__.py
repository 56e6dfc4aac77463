"""Measures a model on everything that is at hand, beside baselines and published figures."""

from datetime import date
from pathlib import Path

from companion.config import PACKAGE
from companion.models import ModelFolder
from companion.scorecard.baselines import find_baselines
from companion.scorecard.build import build_scorecard
from companion.scorecard.card import Scorecard
from companion.scorecard.published import read_published
from companion.scorecard.sources import read_inputs
from companion.screeners import load
from companion.settings import Settings

__all__ = ["Scorecard", "build_scorecard", "evaluate_model"]

CLONE = PACKAGE.parent
SUITES = CLONE / "tests" / "models"
CORPUS = CLONE / "models" / "training" / "corpus" / "test"
WORD_PAIRS = CLONE / "models" / "training" / "build" / "word_pairs.npz"


def evaluate_model(
    model: ModelFolder,
    today: date,
    data: Path | None = None,
    settings: Settings | None = None,
    limit: int | None = None,
) -> Scorecard:
    """The scorecard of a model folder; raises BadModel when it does not load.

    `data` is a folder with posts/{dev,test}.jsonl.gz. The suites and the authored posts are found
    in a clone; without one, their figures are listed as not measured. `limit` is for a quick look.
    """
    screener = load(model.path)
    inputs = read_inputs(data, SUITES, CORPUS, limit)
    beside, absent = find_baselines(WORD_PAIRS)
    card = build_scorecard(
        screener,
        model,
        inputs,
        settings or Settings(),
        today,
        beside,
        read_published(),
        limit,
    )
    return card.model_copy(update={"missing": [*card.missing, *absent]})
