"""The protocol of the Prosocial Ranking Challenge, for research: noted posts move down, no more.

Items without a note keep their order and stand first, those with one keep theirs and stand last.
Nothing is added, hidden or kept. The extension never asks this.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlsplit

from flask import Flask, Response, request
from pydantic import Field, JsonValue, StringConstraints, field_validator

from companion.annotate import Judge, Judged, judge_posts
from companion.answer import answer
from companion.choices.choosing import Choosing
from companion.claims import names_source
from companion.parse import read_message
from companion.policy import decide
from companion.protocol import Message, Post
from companion.settings import Settings

MOST_ITEMS = 200
MOST_LINKS = 16
HOST_NAME = re.compile(r"[^\s/@]{1,253}")
Name = Annotated[str, StringConstraints(max_length=1_000)]


class RankSession(Message):
    """The page view that asks; only the host of `url` counts, for settings of that site."""

    session_id: Name | None = None
    user_id: Name | None = None
    user_name_hash: Name | None = None
    cohort: Name | None = None
    platform: Name | None = None
    url: Name | None = None
    current_time: Name | None = None


class RankItem(Message):
    """A post or a comment; only its words and links count."""

    id: Name
    text: str
    title: str | None = None
    type: Literal["post", "comment"] = "post"
    post_id: Name | None = None
    parent_id: Name | None = None
    author_name_hash: Name | None = None
    embedded_urls: Annotated[list[Name], Field(max_length=100)] | None = None
    created_at: Name | None = None
    engagements: dict[str, Annotated[int, Field(ge=0)]] | None = None


class RankRequest(Message):
    """The items of a feed in the order in which the site would show them."""

    session: RankSession = RankSession()
    survey: dict[str, JsonValue] | None = None
    items: Annotated[list[RankItem], Field(max_length=MOST_ITEMS)]

    @field_validator("items")
    @classmethod
    def refuse_twins(cls, items: list[RankItem]) -> list[RankItem]:
        """The items, when no two share an id."""
        if len({item.id for item in items}) != len(items):
            raise ValueError("two items share an id")
        return items


class RankReply(Message):
    """Every id of the request once, in the order in which to show them."""

    ranked_ids: list[str]


def add_rank(app: Flask, judge: Judge, choosing: Choosing) -> None:
    """Its route."""

    @app.post("/rank")
    def rank() -> Response:
        asked = read_message(RankRequest, request.get_data())
        settings = choosing.settle(read_host(asked.session.url) or "")
        return answer(RankReply(ranked_ids=rank_items(asked.items, judge, settings)))


def rank_items(items: Sequence[RankItem], judge: Judge, settings: Settings) -> list[str]:
    """The ids, those of items that would get a note last; unjudged ones have none."""
    if not settings.on or not items:
        return [item.id for item in items]
    posts = [describe_item(place, item) for place, item in enumerate(items)]
    judged = zip(items, judge_posts(posts, None, judge), strict=True)
    noted = [(is_noted(each, settings), item.id) for item, each in judged]
    return [name for _, name in sorted(noted, key=lambda pair: pair[0])]


def describe_item(place: int, item: RankItem) -> Post:
    """The item as a post; a title is read before the text."""
    hosts = [read_host(url) for url in item.embedded_urls or ()]
    return Post(
        id=str(place),
        text=f"{item.title}\n\n{item.text}" if item.title else item.text,
        links=[host for host in hosts if host][:MOST_LINKS],
    )


def is_noted(judged: Judged, settings: Settings) -> bool:
    """Whether the reader would see a note above the post."""
    words = settings.read_words(judged.text)
    if judged.judgement is None:
        return words.level is not None
    sourced = names_source(judged.post.links)
    return decide(judged.judgement, settings, sourced=sourced, words=words).level is not None


def read_host(url: str | None) -> str | None:
    """The host of an address, None where there is none that can be read."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host if HOST_NAME.fullmatch(host) else None
