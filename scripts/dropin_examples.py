"""One example of every exchange that only programs use, for the OpenAPI description."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from companion.dropins.moderation_errors import ModerationErrorReply
from companion.dropins.moderation_shapes import (
    Model,
    ModelsReply,
    Moderation,
    ModerationReply,
    ModerationRequest,
)
from companion.dropins.moderations import SOURCES
from companion.dropins.perspective_errors import PerspectiveErrorReply
from companion.dropins.perspective_shapes import (
    AnalyzeCommentRequest,
    AnalyzeCommentResponse,
    AttributeParameters,
    AttributeScores,
    Score,
    SpanScore,
    SuggestCommentScoreRequest,
    SuggestCommentScoreResponse,
    TextEntry,
)
from companion.protocol import ErrorReply, Message
from companion.rank import RankItem, RankReply, RankRequest, RankSession

TEXT = "What a stupid idea, you idiot."


class Operation(NamedTuple):
    """A path with its method; `request` is None where there is no body, `reply` where it is no
    message but a description."""

    method: str
    path: str
    words: str
    request: Message | None
    reply: Message | None
    error: type[Message]
    parameters: tuple[dict[str, Any], ...] = ()
    security: tuple[dict[str, Any], ...] | None = None


VERSION = {"name": "version", "in": "query", "schema": {"enum": ["v1alpha1"]}}
NAME = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}


def list_operations() -> Iterator[Operation]:
    """Every one, in the order of docs/api.md."""
    yield from list_perspective()
    yield from list_moderations()
    yield Operation(
        "post",
        "/rank",
        "Research: the ids of a feed, those of posts that would get a note last.",
        RankRequest(
            session=RankSession(platform="reddit", url="https://www.reddit.com/"),
            items=[RankItem(id="a", text=TEXT), RankItem(id="b", text="The garden is in bloom.")],
        ),
        RankReply(ranked_ids=["b", "a"]),
        ErrorReply,
    )
    yield Operation("get", "/openapi.json", "This description.", None, None, ErrorReply)


def list_perspective() -> Iterator[Operation]:
    """Perspective's."""
    key = ({"key": []}, {"token": []})
    score = Score(value=0.97)
    yield Operation(
        "post",
        "/v1alpha1/comments:analyze",
        "Perspective's: the scores of a comment.",
        AnalyzeCommentRequest(
            comment=TextEntry(text=TEXT),
            requestedAttributes={"TOXICITY": AttributeParameters()},
            languages=["en"],
            doNotStore=True,
        ),
        AnalyzeCommentResponse(
            attributeScores={
                "TOXICITY": AttributeScores(
                    summaryScore=score, spanScores=[SpanScore(begin=0, end=len(TEXT), score=score)]
                )
            },
            languages=["en"],
            detectedLanguages=["en"],
        ),
        PerspectiveErrorReply,
        security=key,
    )
    yield Operation(
        "post",
        "/v1alpha1/comments:suggestscore",
        "Perspective's: what a comment should have scored. Moves the cut of the category by a step "
        "that the reader sees and can take back.",
        SuggestCommentScoreRequest(
            comment=TextEntry(text=TEXT),
            attributeScores={"INSULT": AttributeScores(summaryScore=Score(value=0.1))},
        ),
        SuggestCommentScoreResponse(requestedLanguages=[], detectedLanguages=["en"]),
        PerspectiveErrorReply,
        security=key,
    )
    yield Operation(
        "get",
        "/$discovery/rest",
        "The description that Google's client libraries read. Needs no token.",
        None,
        None,
        PerspectiveErrorReply,
        (VERSION,),
        (),
    )


def list_moderations() -> Iterator[Operation]:
    """OpenAI's."""
    judged = [name for name, source in SOURCES.items() if source]
    lacking = [name for name, source in SOURCES.items() if not source]
    model = Model(id="calm-minilm", categories=judged, lacking=lacking)
    yield Operation(
        "post",
        "/v1/moderations",
        "OpenAI's: whether texts are harmful, by category.",
        ModerationRequest(input=[TEXT]),
        ModerationReply(
            id="modr-5b1f0e6a9c2d4b8f7a3e1c6d",
            model="calm-minilm",
            results=[
                Moderation(
                    flagged=True,
                    categories={name: name == "harassment" for name in SOURCES},
                    category_scores={name: 0.9 * (name == "harassment") for name in SOURCES},
                    category_applied_input_types={
                        name: ["text"] if name in judged else [] for name in SOURCES
                    },
                )
            ],
        ),
        ModerationErrorReply,
    )
    yield Operation(
        "get",
        "/v1/models",
        "OpenAI's: the model that answers, which categories it judges and which it lacks.",
        None,
        ModelsReply(data=[model]),
        ModerationErrorReply,
    )
    yield Operation(
        "get",
        "/v1/models/{name}",
        "OpenAI's: the same of one model.",
        None,
        model,
        ModerationErrorReply,
        (NAME,),
    )
