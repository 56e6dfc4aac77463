"""The messages of Perspective's `comments:analyze` and `comments:suggestscore`, version v1alpha1.

By the original's names. What it knew and nothing here can do (HTML, other score types) is left out,
and so refused.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from companion.protocol import Language, Message
from companion.protocol import Score as Probability

Words = Annotated[str, StringConstraints(max_length=1_000)]
ScoreType = Literal["PROBABILITY", "SCORE_TYPE_UNSPECIFIED"]


class TextEntry(Message):
    """A text as a writer typed it, without markup."""

    text: str = ""
    type: Literal["PLAIN_TEXT", "TEXT_TYPE_UNSPECIFIED"] = "PLAIN_TEXT"


class ArticleAndParentComment(Message):
    """What a comment was written under; not read here."""

    article: TextEntry | None = None
    parentComment: TextEntry | None = None


class Context(Message):
    """What a comment was written under; not read here, nor did the original use it."""

    entries: Annotated[list[TextEntry], Field(max_length=100)] = []
    articleAndParentComment: ArticleAndParentComment | None = None


class AttributeParameters(Message):
    """How an attribute is asked for; one that stays under `scoreThreshold` is left out."""

    scoreType: ScoreType = "PROBABILITY"
    scoreThreshold: Probability = 0.0


class Score(Message):
    """A probability from 0 to 1."""

    value: Probability
    type: ScoreType = "PROBABILITY"


class SpanScore(Message):
    """The score of a part of the text, in UTF-16 code units, end exclusive."""

    begin: Annotated[int, Field(ge=0)] = 0
    end: Annotated[int, Field(ge=0)] | None = None
    score: Score


class AttributeScores(Message):
    """The score of the whole text, and those of its parts."""

    summaryScore: Score | None = None
    spanScores: Annotated[list[SpanScore], Field(max_length=1_000)] = []


class Comment(Message):
    """What both requests hold. Nothing of it is stored, whatever `doNotStore` says."""

    comment: TextEntry = TextEntry()
    context: Context | None = None
    languages: Annotated[list[Language], Field(max_length=16)] = []
    clientToken: Words | None = None
    sessionId: Words | None = None
    communityId: Words | None = None


class AnalyzeCommentRequest(Comment):
    """A comment, and which attributes of it are asked for."""

    requestedAttributes: Annotated[dict[str, AttributeParameters], Field(max_length=64)] = {}
    doNotStore: bool = False
    spanAnnotations: bool = False


class AnalyzeCommentResponse(Message):
    """A score for each attribute that was asked for and reached its threshold."""

    attributeScores: dict[str, AttributeScores]
    languages: list[str]
    detectedLanguages: list[str]
    clientToken: str | None = None


class SuggestCommentScoreRequest(Comment):
    """A comment, and which scores it should have had."""

    attributeScores: Annotated[dict[str, AttributeScores], Field(max_length=64)] = {}


class SuggestCommentScoreResponse(Message):
    """That the suggestion was taken."""

    requestedLanguages: list[str]
    detectedLanguages: list[str]
    clientToken: str | None = None
