"""What a reader thinks of a note, without a word of the post."""

from typing import Literal

from companion.protocol.message import CategoryId, Message, Score
from companion.protocol.settings import Revision, Shift


class FeedbackRequest(Message):
    """A verdict on a category of one post, and the score that the post had there."""

    category: CategoryId
    verdict: Literal["not_this", "missed", "helpful"]
    score: Score


class FeedbackReply(Message):
    """The cut of the category from now on; `shift` is null where it was not moved (further)."""

    revision: Revision
    cut: float
    shift: Shift | None = None
