"""What the companion knows of a post, put into the words and shape that go back to the client."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any
from zlib import crc32

from companion.claims import find_subject, names_source
from companion.policy import NO_WORDS, OWN, decide
from companion.protocol import Annotation, Note, Post, Reason, Resource
from companion.resources import pick_resources, topic_of
from companion.screeners.judging import Judgement
from companion.services import Subject
from companion.settings import Level, OwnWords, Settings

SENTENCES: dict[str, dict[str, Any]] = {
    name: sentences
    for file in ("notes.json", "own_notes.json")
    for name, sentences in json.loads(
        files("companion.data").joinpath(file).read_text(encoding="utf-8")
    ).items()
}
DEFAULTS = Settings()
UNNAMED = "unnamed"  # the sentences of a note that does not tell its topic


@dataclass(frozen=True)
class Reader:
    """Where and when help is looked for, and in which languages; `now` has a time zone."""

    now: datetime
    country: str | None = None
    languages: Sequence[str] = ()
    _picked: dict[Any, list[Resource]] = field(default_factory=dict, compare=False, repr=False)

    def pick_help(
        self, topic: str | None, crisis: bool, subject: Subject | None, hidden: frozenset[str]
    ) -> list[Resource]:
        """The help beside a note; it is looked up once, however many posts get the same."""
        key = (topic, crisis, subject, hidden)
        if key not in self._picked:
            self._picked[key] = pick_resources(
                topic,
                self.country,
                self.languages,
                self.now,
                crisis=crisis,
                subject=subject,
                hidden=hidden,
            )
        return self._picked[key]


def describe_unjudged(
    post_id: str, reason: Reason, words: OwnWords = NO_WORDS, settings: Settings = DEFAULTS
) -> Annotation:
    """The annotation of a post that nothing can be said of; silence would look like "safe".

    A topic of the reader's own needs no model, so such a post can have a note for one.
    """
    note = None
    if words.level:
        title, cue = say_note(post_id, OWN, settings)
        note = Note(category=OWN, level=words.level, title=title, cue=cue)
    return Annotation(post_id=post_id, status="unjudged", reason=reason, note=note)


def describe_judged(
    post: Post,
    judgement: Judgement,
    settings: Settings,
    reader: Reader,
    words: OwnWords = NO_WORDS,
) -> Annotation:
    """The annotation of a judged post under this reader's settings."""
    decision = decide(judgement, settings, post.known, names_source(post.links), words)
    note = None
    if decision.category and decision.level:
        note = write_note(
            post, decision.category, decision.level, decision.crisis, reader, settings
        )
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
    post: Post,
    category: str,
    level: Level,
    crisis: bool,
    reader: Reader,
    settings: Settings = DEFAULTS,
) -> Note:
    """The note of a category, with the help that the reader wants to see."""
    title, cue = say_note(post.id, category, settings)
    topic = topic_of(category) if settings.help else None
    subject = find_subject(post.text) if category == "health_claim" else None
    resources = reader.pick_help(topic, crisis, subject, settings.hidden_help)
    return Note(category=category, level=level, title=title, cue=cue, resources=resources)


def say_note(post_id: str, category: str, settings: Settings) -> tuple[str, str]:
    """Title and coping line; a post keeps its line when it is asked about again."""
    sentences = SENTENCES[UNNAMED if settings.discreet else category]
    cues = sentences["cues"]
    return sentences["title"], cues[crc32(post_id.encode()) % len(cues)]
