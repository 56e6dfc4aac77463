"""The kinds of settings that are lists: words, topics of the reader's own, and quiet hours."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, get_args

from pydantic import ValidationError

from companion.choices.kinds import read_json_value, refuse
from companion.protocol import Kind as KindName
from companion.protocol import QuietHours, Topic, Weekday
from companion.words import fold_text

# What points at a person or a page. Settings name words, never people.
PERSON = re.compile(r"@|://|^/?u(?:ser)?/", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MOST_LETTERS = 80
WEEK: tuple[Weekday, ...] = get_args(Weekday)


def check_phrase(phrase: str, what: str) -> str:
    """A word or short phrase without spaces around it; raises Refusal. `what` begins a sentence."""
    phrase = phrase.strip()
    if PERSON.search(phrase):
        raise refuse(f"{what} is about words, not people: leave out names with @ and links.")
    if CONTROL.search(phrase) or len(phrase) > MOST_LETTERS:
        raise refuse(f"{what} is one line of {MOST_LETTERS} characters at most.")
    if not any(character.isalnum() for character in fold_text(phrase)):
        raise refuse(f"{what} has at least one letter or digit.")
    return phrase


@dataclass(frozen=True)
class Words:
    """Words, hashtags or short phrases, none twice."""

    most: int
    name: ClassVar[KindName] = "words"

    def check(self, value: Any) -> list[str]:
        """The words, as they were written."""
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise refuse("This is a list of words.")
        kept = {fold_text(word): check_phrase(word, "Each entry") for word in value}
        if len(kept) > self.most:
            raise refuse(f"At most {self.most} entries fit here.")
        return list(kept.values())

    def read(self, typed: str) -> Any:
        """Words with commas between them, or a JSON list."""
        if typed.lstrip().startswith("["):
            return read_json_value(typed)
        return [word for word in (part.strip() for part in typed.split(",")) if word]

    def say(self, value: Any) -> str:
        """The words with commas between them."""
        plain = not any("," in word or word.startswith("[") for word in value)
        return ", ".join(value) if plain else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Topics:
    """The reader's own topics; of two with the same words the later counts."""

    most: int
    name: ClassVar[KindName] = "topics"

    def check(self, value: Any) -> list[dict[str, Any]]:
        """The topics with every field."""
        if not isinstance(value, list):
            raise refuse("This is a list of topics.")
        kept: dict[str, dict[str, Any]] = {}
        for entry in value:
            topic = read_topic(entry)
            kept.pop(fold_text(topic["phrase"]), None)
            kept[fold_text(topic["phrase"])] = topic
        if len(kept) > self.most:
            raise refuse(f"At most {self.most} topics fit here.")
        return list(kept.values())

    def read(self, typed: str) -> Any:
        """Phrases with commas between them, `PHRASE until 2026-12-31`, or a JSON list."""
        if typed.lstrip().startswith("["):
            return read_json_value(typed)
        parts = [part.strip() for part in typed.split(",")]
        return [
            dict(zip(("phrase", "until"), p.split(" until "), strict=False)) for p in parts if p
        ]

    def say(self, value: Any) -> str:
        """Each phrase, and until when."""
        if any(not t["whole_word"] or t["level"] != "note" or "," in t["phrase"] for t in value):
            return json.dumps(value, ensure_ascii=False)
        return ", ".join(
            topic["phrase"] + (f" until {topic['until']}" if topic["until"] else "")
            for topic in value
        )


@dataclass(frozen=True)
class Hours:
    """Hours of the week that do something else with notes."""

    most: int
    name: ClassVar[KindName] = "hours"

    def check(self, value: Any) -> list[dict[str, Any]]:
        """The hours, their days in the week's order."""
        if not isinstance(value, list):
            raise refuse("This is a list of hours.")
        if len(value) > self.most:
            raise refuse(f"At most {self.most} entries fit here.")
        return [read_hours(entry) for entry in value]

    def read(self, typed: str) -> Any:
        """A JSON list; an empty line for none."""
        return read_json_value(typed) if typed.strip() else []

    def say(self, value: Any) -> str:
        """A JSON list."""
        return json.dumps(value) if value else ""


def read_topic(entry: Any) -> dict[str, Any]:
    """One topic, checked; raises Refusal."""
    try:
        topic = Topic.model_validate(entry)
        date.fromisoformat(topic.until or "2000-01-01")
    except (ValidationError, ValueError):
        raise refuse(
            "A topic has a `phrase` of 1 to 80 characters, and may have `whole_word`, `level` "
            "(note or fold) and `until` (a day such as 2026-12-31)."
        ) from None
    return {**topic.model_dump(), "phrase": check_phrase(topic.phrase, "A topic")}


def read_hours(entry: Any) -> dict[str, Any]:
    """One entry of hours, checked; raises Refusal."""
    try:
        hours = QuietHours.model_validate(entry)
    except ValidationError:
        raise refuse(
            "Quiet hours have `days` (mon to sun), `start` and `end` (such as 22:30) and an "
            "`effect` (off, careful or fold)."
        ) from None
    if hours.start in (hours.end, "24:00"):
        raise refuse("Quiet hours start and end at two times, the start before midnight.")
    return {**hours.model_dump(), "days": [day for day in WEEK if day in hours.days]}
