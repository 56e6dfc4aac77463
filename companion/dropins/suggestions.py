"""What a comment should have scored, taken as the feedback that a reader gives on a note."""

from typing import Literal

from companion.choices.choosing import Choosing
from companion.choices.feedback import find_cut
from companion.dropins.attributes import ATTRIBUTES, check_comment, read_attribute
from companion.dropins.perspective_shapes import (
    AttributeScores,
    SuggestCommentScoreRequest,
    SuggestCommentScoreResponse,
)
from companion.dropins.texts import judge_texts
from companion.refusal import Refusal
from companion.screening import Screening

Verdict = Literal["not_this", "missed", "helpful"]


def suggest(
    asked: SuggestCommentScoreRequest, screening: Screening, choosing: Choosing
) -> SuggestCommentScoreResponse:
    """Moves the cut of a category by one step, where a suggestion and the model disagree on whether
    the comment reaches it. Only scores are kept. Raises Refusal, and then nothing has changed."""
    check_comment(asked, asked.attributeScores)
    suggested = [
        (read_category(name), name, read_suggestion(scores))
        for name, scores in asked.attributeScores.items()
    ]
    (pieces,) = judge_texts(screening, [asked.comment.text])
    scored = [read_attribute(name, pieces, asked.languages) for _, name, _ in suggested]
    for (category, _, value), score in zip(suggested, scored, strict=True):
        verdict = find_verdict(value, score, find_cut(choosing.chosen, category))
        if verdict:
            choosing.learn(category, verdict, score)
    return SuggestCommentScoreResponse(
        requestedLanguages=asked.languages,
        detectedLanguages=["en"],
        clientToken=asked.clientToken,
    )


def read_category(name: str) -> str:
    """The category whose cut an attribute moves; raises Refusal where there is none."""
    category = ATTRIBUTES[name]
    if category is None:
        raise Refusal("no_setting", "attributeScores")
    return category


def read_suggestion(scores: AttributeScores) -> float:
    """The score that was suggested for the whole comment; raises Refusal without one."""
    if scores.summaryScore is None:
        raise Refusal("no_attributes", "attributeScores")
    return scores.summaryScore.value


def find_verdict(suggested: float, scored: float, cut: float) -> Verdict | None:
    """What a suggestion says of a note; None where neither it nor the model would give one."""
    if suggested >= cut:
        return "helpful" if scored >= cut else "missed"
    return "not_this" if scored >= cut else None
