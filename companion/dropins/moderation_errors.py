"""Errors as OpenAI wrote them."""

from companion.protocol import Message
from companion.refusal import Refusal

CODES = {"bad_token": "invalid_api_key"}


class ModerationErrorBody(Message):
    """A sentence, a kind of error, the parameter that was wrong, and a code for programs."""

    message: str
    type: str
    param: str | None = None
    code: str


class ModerationErrorReply(Message):
    """The shape of every error on the paths of this protocol."""

    error: ModerationErrorBody


def write_moderation_error(refusal: Refusal) -> ModerationErrorReply:
    """The refusal as this protocol tells it."""
    return ModerationErrorReply(
        error=ModerationErrorBody(
            message=refusal.message,
            type="server_error" if refusal.status >= 500 else "invalid_request_error",
            param=refusal.field.split(".")[0] if refusal.field else None,
            code=CODES.get(refusal.code, refusal.code),
        )
    )
