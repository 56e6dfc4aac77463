"""The pipeline: posts in, annotations out, whoever asks and whichever way the model is reached."""

from collections.abc import Callable, Sequence
from datetime import datetime

from companion.country import guess_country
from companion.language import find_reason
from companion.protocol import MAX_TEXT, AnnotateRequest, Annotation, Post, Reason
from companion.response import Reader, describe_judged, describe_unjudged
from companion.screeners.judging import Judgement
from companion.settings import Settings

Judge = Callable[[Sequence[str]], Sequence[Judgement | None]]


def read_reader(request: AnnotateRequest, now: datetime) -> Reader:
    """The reader whom a request's country, time zone and languages describe."""
    country = guess_country(request.country, request.time_zone, request.languages)
    return Reader(now, country, request.languages)


def annotate_posts(
    posts: Sequence[Post], lang: str | None, judge: Judge, settings: Settings, reader: Reader
) -> list[Annotation]:
    """One annotation a post, in order. `judge` sees only the texts that can be judged at all."""
    texts = [post.text[:MAX_TEXT] for post in posts]
    reasons: list[Reason | None] = [
        find_reason(text, post.lang or lang) for text, post in zip(texts, posts, strict=True)
    ]
    asked = [text for text, reason in zip(texts, reasons, strict=True) if reason is None]
    judgements = iter(judge(asked) if asked else [])
    annotations = []
    for post, reason in zip(posts, reasons, strict=True):
        judgement = None if reason else next(judgements)
        if judgement is None:
            annotations.append(describe_unjudged(post.id, reason or "model_failed"))
        else:
            annotations.append(describe_judged(post, judgement, settings, reader))
    return annotations
