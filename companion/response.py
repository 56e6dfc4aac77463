"""What the companion knows of a post, put into the words and shape that go back to the client."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal
from zlib import crc32

from companion.claims import find_subject, names_source
from companion.policy import decide
from companion.protocol import Annotation, Note, Post, Reason
from companion.resources import pick_resources, topic_of
from companion.screeners.judging import Judgement
from companion.settings import Settings

SENTENCES: dict[str, dict[str, Any]] = json.loads(
    files("companion.data").joinpath("notes.json").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Reader:
    """Where and when help is looked for, and in which languages; `now` has a time zone."""

    now: datetime
    country: str | None = None
    languages: Sequence[str] = ()


def describe_unjudged(post_id: str, reason: Reason) -> Annotation:
    """The annotation of a post that nothing can be said of; silence would look like "safe"."""
    return Annotation(post_id=post_id, status="unjudged", reason=reason)


def describe_judged(
    post: Post, judgement: Judgement, settings: Settings, reader: Reader
) -> Annotation:
    """The annotation of a judged post under this reader's settings."""
    decision = decide(judgement, settings, post.known, names_source(post.links))
    note = None
    if decision.category and decision.level:
        note = write_note(post, decision.category, decision.level, decision.crisis, reader)
    return Annotation(
        post_id=post.id,
        status="judged",
        scores={category: round(score, 4) for category, score in judgement.scores.items()},
        sentiment=decision.sentiment,
        stance=decision.stance,
        note=note,
        mark=decision.mark,
    )


def write_note(
    post: Post, category: str, level: Literal["note", "fold"], crisis: bool, reader: Reader
) -> Note:
    """The note of a category. A post keeps its coping line when it is asked about again."""
    sentences = SENTENCES[category]
    cues = sentences["cues"]
    return Note(
        category=category,
        level=level,
        title=sentences["title"],
        cue=cues[crc32(post.id.encode()) % len(cues)],
        resources=pick_resources(
            "suicide" if crisis and category == "despair" else topic_of(category),
            reader.country,
            reader.languages,
            reader.now,
            crisis=crisis,
            subject=find_subject(post.text) if category == "health_claim" else None,
        ),
    )
