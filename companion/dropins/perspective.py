"""Perspective's protocol: the scores of a comment for the attributes that are asked for.

The original ends after 2026. Its attributes are answered by the label of the model that comes
nearest; those without one are refused as the original refused a language that it had not learnt.
"""

from flask import Flask, Response, request

from companion.answer import answer
from companion.choices.choosing import Choosing
from companion.dropins.attributes import check_comment, read_attribute
from companion.dropins.perspective_shapes import (
    AnalyzeCommentRequest,
    AnalyzeCommentResponse,
    AttributeScores,
    Score,
    SpanScore,
    SuggestCommentScoreRequest,
)
from companion.dropins.suggestions import suggest
from companion.dropins.texts import find_gap, judge_texts, split_sentences
from companion.parse import read_message
from companion.screening import Screening
from companion.why import count_units


def add_perspective(app: Flask, screening: Screening, choosing: Choosing) -> None:
    """Its routes."""

    @app.post("/v1alpha1/comments:analyze")
    def analyze_comment() -> Response:
        asked = read_message(AnalyzeCommentRequest, request.get_data())
        return answer(analyze(asked, screening), sparse=True)

    @app.post("/v1alpha1/comments:suggestscore")
    def suggest_score() -> Response:
        asked = read_message(SuggestCommentScoreRequest, request.get_data())
        return answer(suggest(asked, screening, choosing), sparse=True)


def analyze(asked: AnalyzeCommentRequest, screening: Screening) -> AnalyzeCommentResponse:
    """The scores of a comment; raises Refusal."""
    check_comment(asked, asked.requestedAttributes)
    text = asked.comment.text
    spans = find_spans(text) if asked.spanAnnotations else [(0, len(text))]
    whole, *parts = judge_texts(screening, [text, *(text[start:end] for start, end in spans)])
    scores = {}
    for name, wanted in asked.requestedAttributes.items():
        summary = read_attribute(name, whole, asked.languages)
        values = [read_attribute(name, part, asked.languages) for part in parts]
        if summary >= wanted.scoreThreshold:
            scores[name] = AttributeScores(
                summaryScore=Score(value=summary),
                spanScores=[
                    describe_span(text, span, value)
                    for span, value in zip(spans, values, strict=True)
                    if value >= wanted.scoreThreshold
                ],
            )
    return AnalyzeCommentResponse(
        attributeScores=scores,
        languages=asked.languages or ["en"],
        detectedLanguages=["en"],
        clientToken=asked.clientToken,
    )


def find_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences stand that can be judged by themselves, in characters, end exclusive."""
    return [(start, end) for start, end in split_sentences(text) if not find_gap(text[start:end])]


def describe_span(text: str, span: tuple[int, int], value: float) -> SpanScore:
    """A part of the text with its score."""
    begin, end = (count_units(text[:place]) for place in span)
    return SpanScore(begin=begin, end=end, score=Score(value=value))
