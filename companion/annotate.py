"""The pipeline: posts in, annotations out, whoever asks and whichever way the model is reached."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from companion.country import guess_country
from companion.language import find_reason
from companion.protocol import MAX_TEXT, AnnotateRequest, Annotation, Post, Reason
from companion.response import DEFAULTS, Reader, describe_judged, describe_unjudged
from companion.screeners.judging import Judgement
from companion.settings import Settings

Judge = Callable[[Sequence[str]], Sequence[Judgement | None]]


class Judged(NamedTuple):
    """A post, its text as far as it is read, and its judgement or why there is none."""

    post: Post
    text: str
    judgement: Judgement | None
    reason: Reason | None


def read_reader(request: AnnotateRequest, now: datetime, settings: Settings = DEFAULTS) -> Reader:
    """The reader whom their settings, or else a request's country and languages, describe."""
    chosen = settings.country or request.country
    languages = [settings.language] if settings.language else []
    languages += request.languages
    return Reader(now, guess_country(chosen, request.time_zone, languages), languages)


def annotate_posts(
    posts: Sequence[Post], lang: str | None, judge: Judge, settings: Settings, reader: Reader
) -> list[Annotation]:
    """One annotation a post, in order. `judge` sees only the texts that can be judged at all."""
    return [describe(each, settings, reader) for each in judge_posts(posts, lang, judge)]


def describe_off(post: Post) -> Annotation:
    """The annotation of a post where the reader wants none: nothing has looked at it."""
    return Annotation(post_id=post.id, status="unjudged", reason="off")


def judge_posts(posts: Sequence[Post], lang: str | None, judge: Judge) -> list[Judged]:
    """What is known of each post before anybody's settings."""
    texts = [post.text[:MAX_TEXT] for post in posts]
    reasons: list[Reason | None] = [
        find_reason(text, post.lang or lang) for text, post in zip(texts, posts, strict=True)
    ]
    asked = [text for text, reason in zip(texts, reasons, strict=True) if reason is None]
    judgements = iter(judge(asked) if asked else [])
    judged = []
    for post, text, reason in zip(posts, texts, reasons, strict=True):
        judgement = None if reason else next(judgements)
        failed: Reason | None = None if judgement else "model_failed"
        judged.append(Judged(post, text, judgement, reason or failed))
    return judged


def describe(judged: Judged, settings: Settings, reader: Reader) -> Annotation:
    """The annotation of a post under a reader's settings."""
    post, text, judgement, reason = judged
    words = settings.read_words(text)
    if judgement is None:
        return describe_unjudged(post.id, reason or "model_failed", words, settings)
    return describe_judged(post, judgement, settings, reader, words)
