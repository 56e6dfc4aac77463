"""Texts to judgements where one text that breaks a model must not cost the others theirs."""

import logging
from collections.abc import Sequence

from companion.screeners.judging import BadReading, Judgement, Screener, judge_soundly

log = logging.getLogger(__name__)


def judge_sparing(screener: Screener, texts: Sequence[str]) -> list[Judgement | None]:
    """The judgement of each text, in order; None where the model fails on it.

    All at once, and only if the model fails on that, one by one.
    """
    try:
        return [*judge_soundly(screener, texts)]
    except BadReading as failure:
        if len(texts) > 1:
            return [one for text in texts for one in judge_sparing(screener, [text])]
        log.error("the model cannot judge a post: %s", failure)
        return [None] * len(texts)
