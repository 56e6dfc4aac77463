"""The reader's own topics as Mastodon filters, and the other way (Mastodon's Filter, API v2)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from companion.choices.lists import check_phrase
from companion.refusal import Refusal

MOST_FILTERS = 200
CONTEXTS = ("home", "public", "thread", "account")
# What Mastodon hides or blurs is folded; an action that it may add one day is a warning.
LEVELS = {"hide": "fold", "blur": "fold"}
ACTIONS = {"note": "warn", "fold": "hide"}


class Keyword(BaseModel):
    """A word or phrase of a filter."""

    model_config = ConfigDict(extra="ignore", strict=True)

    keyword: str
    whole_word: bool = True


class Filter(BaseModel):
    """A filter, as the server lists it; what is not named here does not matter to us."""

    model_config = ConfigDict(extra="ignore", strict=True)

    title: str = ""
    filter_action: str = "warn"
    expires_at: str | None = None
    keywords: list[Keyword] = Field(max_length=500)


def is_filters(content: Any) -> bool:
    """Whether a JSON value looks like Mastodon's filters."""
    return isinstance(content, list) and all(
        isinstance(entry, dict) and "keywords" in entry for entry in content
    )


def read_filters(content: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The topics of a list of filters, and a sentence for each keyword that was left out.

    Raises Refusal when one of them is no filter.
    """
    try:
        filters = [Filter.model_validate(entry) for entry in content]
        ends = [read_day(each.expires_at) for each in filters]
    except ValueError as error:
        place = str(len(content)) if not isinstance(error, ValidationError) else "filters"
        raise Refusal("bad_file", place, "One of the filters is none of Mastodon's.") from None
    if len(filters) > MOST_FILTERS:
        raise Refusal("bad_file", "filters", f"At most {MOST_FILTERS} filters fit in one file.")
    topics, left_out = [], []
    for number, (each, until) in enumerate(zip(filters, ends, strict=True), 1):
        for keyword in each.keywords:
            try:
                phrase = check_phrase(keyword.keyword, f"Filter {number}: each keyword")
            except Refusal as refusal:
                left_out.append(refusal.message)
                continue
            level = LEVELS.get(each.filter_action, "note")
            topics.append(
                {
                    "phrase": phrase,
                    "whole_word": keyword.whole_word,
                    "level": level,
                    "until": until,
                }
            )
    return topics, left_out


def write_filters(topics: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Filters of the topics, one for those that do the same until the same day."""
    groups: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for topic in topics:
        groups.setdefault((topic["level"], topic["until"]), []).append(topic)
    return [
        {
            "id": str(number),
            "title": f"Mindful Feed {number}",
            "context": list(CONTEXTS),
            "expires_at": until and f"{until}T23:59:59.000Z",
            "filter_action": ACTIONS[level],
            "keywords": [
                {"id": str(place), "keyword": t["phrase"], "whole_word": t["whole_word"]}
                for place, t in enumerate(group, 1)
            ],
            "statuses": [],
        }
        for number, ((level, until), group) in enumerate(groups.items(), 1)
    ]


def read_day(moment: str | None) -> str | None:
    """The day of an ISO date and time; raises ValueError."""
    return datetime.fromisoformat(moment).date().isoformat() if moment else None
