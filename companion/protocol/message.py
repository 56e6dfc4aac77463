"""What every message is made of: its base, its bounds and the types that several share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES

MAX_POSTS = 32
MAX_TEXT = 4_000
MAX_BODY = 262_144
PROTOCOL_VERSION = 1

Id = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,128}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,35}$")]
Host = Annotated[str, StringConstraints(pattern=r"^[^\s/@]{1,253}$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32,128}$")]
CategoryId = Literal[CATEGORY_IDS]  # type: ignore[valid-type]
# A note may also stand for one of the topics that the reader wrote down.
NoteCategory = Literal[(*CATEGORY_IDS, "own")]  # type: ignore[valid-type]
Stance = Literal[STANCES]  # type: ignore[valid-type]
Sentiment = Literal[SENTIMENTS]  # type: ignore[valid-type]
Score = Annotated[float, Field(ge=0, le=1)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
TimeZone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")]
Audience = Literal["everyone", "youth", "parents", "indigenous", "lgbtq", "veterans"]
Door = Literal["me", "someone"]
Reason = Literal["no_text", "too_short", "language", "model_failed", "bad_input", "off"]


class Message(BaseModel):
    """A message with exactly the fields that its class names, of exactly those types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
