"""OpenAI's moderation protocol: whether texts are harmful, by the categories that the model has.

A category is true where a note would stand under the default settings, so a text that helps,
reports or answers back is not flagged, however high its scores.
"""

import re
import secrets
from collections.abc import Sequence
from types import MappingProxyType

from flask import Flask, Response, request

from companion.answer import answer
from companion.dropins.moderation_shapes import (
    ImagePart,
    Model,
    ModelsReply,
    Moderation,
    ModerationReply,
    ModerationRequest,
)
from companion.dropins.texts import find_gap, judge_texts
from companion.parse import read_message
from companion.policy import ACUTE_CUT, is_sheltered
from companion.protocol import Reason
from companion.refusal import Refusal
from companion.screeners.judging import Judgement
from companion.screening import Screening
from companion.serving import SAMPLE
from companion.settings import BALANCED

# The category of the model that comes nearest; without one, nothing is said of it.
SOURCES = MappingProxyType(
    {
        "harassment": "harassment",
        "harassment/threatening": None,
        "hate": "hate",
        "hate/threatening": None,
        "illicit": None,
        "illicit/violent": None,
        "self-harm": "self_harm",
        "self-harm/instructions": None,
        "self-harm/intent": None,
        "sexual": "sexual",
        "sexual/minors": None,
        "violence": "threat",
        "violence/graphic": None,
    }
)
MAY_BE_NULL = ("illicit", "illicit/violent")  # the others are true or false in the original
OTHER_NAMES = re.compile(r"(omni|text)-moderation-[a-z0-9-]{1,40}")


def add_moderations(app: Flask, screening: Screening) -> None:
    """Its routes."""

    @app.post("/v1/moderations")
    def moderate() -> Response:
        asked = read_message(ModerationRequest, request.get_data())
        if asked.model != screening.name and not OTHER_NAMES.fullmatch(asked.model):
            raise Refusal("model_not_found", "model")
        model = screening.name  # named before: a swap meanwhile is told by the next answer
        results = describe_texts(read_texts(asked), screening)
        name = f"modr-{secrets.token_hex(12)}"
        return answer(ModerationReply(id=name, model=model, results=results))

    @app.get("/v1/models")
    def list_models() -> Response:
        return answer(ModelsReply(data=[describe_model(screening)]))

    @app.get("/v1/models/<name>")
    def show_model(name: str) -> Response:
        if name != screening.name:
            raise Refusal("model_not_found", "model")
        return answer(describe_model(screening))


def read_texts(asked: ModerationRequest) -> list[str]:
    """The texts to be judged; the parts of one are one text. Raises Refusal for an image."""
    if isinstance(asked.input, str):
        return [asked.input]
    parts = []
    for part in asked.input:
        if isinstance(part, ImagePart):
            raise Refusal("image_input", "input")
        parts.append(part if isinstance(part, str) else part.text)
    return parts if isinstance(asked.input[0], str) else ["\n\n".join(parts)]


def describe_texts(texts: Sequence[str], screening: Screening) -> list[Moderation]:
    """A result a text, in order; raises Refusal when the model is busy, loading or broken."""
    gaps = [find_gap(text) for text in texts]
    asked = [text for text, gap in zip(texts, gaps, strict=True) if gap is None]
    judged = iter(judge_texts(screening, asked))
    return [describe_text([], gap) if gap else describe_text(next(judged)) for gap in gaps]


def describe_text(pieces: Sequence[Judgement], gap: Reason | None = None) -> Moderation:
    """What the pieces of one text come to; without pieces nothing is known of it, because of
    `gap`."""
    scores: dict[str, float] = {}
    categories: dict[str, bool | None] = {}
    for name, source in SOURCES.items():
        found = {place: piece.scores.get(source or "") for place, piece in enumerate(pieces)}
        known = {place: score for place, score in found.items() if score is not None}
        scores[name] = max(known.values(), default=0.0)
        categories[name] = any(
            score >= BALANCED and not is_excused(pieces[place]) for place, score in known.items()
        )
        if not known and name in MAY_BE_NULL:
            categories[name] = None
    judged = list_categories(pieces)
    return Moderation(
        flagged=any(categories.values()),
        categories=categories,
        category_scores={name: round(score, 6) for name, score in scores.items()},
        category_applied_input_types={name: ["text"] if name in judged else [] for name in SOURCES},
        unjudged="no_text" if gap == "no_text" else "language" if gap else None,
    )


def is_excused(judgement: Judgement) -> bool:
    """Whether a text that reaches a category would get no note."""
    return is_sheltered(judgement) and judgement.acute < ACUTE_CUT


def list_categories(pieces: Sequence[Judgement]) -> list[str]:
    """The categories of this protocol that the model said something of."""
    known = {category for piece in pieces for category in piece.scores}
    return [name for name, source in SOURCES.items() if source in known]


def describe_model(screening: Screening) -> Model:
    """The model that answers, by what it says of a sample."""
    (pieces,) = judge_texts(screening, [SAMPLE])
    judged = list_categories(pieces)
    lacking = [name for name in SOURCES if name not in judged]
    return Model(id=screening.name, categories=judged, lacking=lacking)
