"""Errors as Perspective wrote them: clients go by `details[].errorType`."""

from typing import Literal

from pydantic import ConfigDict, Field

from companion.protocol import Message
from companion.refusal import Refusal

ErrorType = Literal[
    "COMMENT_EMPTY",
    "COMMENT_TOO_LONG",
    "LANGUAGE_DETECTION_FAILED",
    "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
    "NO_REQUESTED_ATTRIBUTES",
    "INVALID_REQUEST",
]
TYPE_OF_CODE: dict[str, ErrorType] = {
    "comment_empty": "COMMENT_EMPTY",
    "comment_too_long": "COMMENT_TOO_LONG",
    "no_language": "LANGUAGE_DETECTION_FAILED",
    "not_supported": "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
    "no_attributes": "NO_REQUESTED_ATTRIBUTES",
}
NAME_OF_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ABORTED",
    413: "INVALID_ARGUMENT",
    415: "INVALID_ARGUMENT",
    421: "FAILED_PRECONDITION",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class NotSupported(Refusal):
    """The model cannot give this attribute, at all or in this language.

    Clients drop the attribute that is named and ask again.
    """

    def __init__(self, attribute: str, requested: list[str], detected: list[str]) -> None:
        asked = ", ".join(requested or detected)
        words = f"Attribute {attribute} does not support request languages: {asked}"
        super().__init__("not_supported", message=words)
        self.about = LanguageError(
            attribute=attribute, requestedLanguages=requested, detectedLanguages=detected
        )


class LanguageError(Message):
    """Which attribute is not to be had in which languages."""

    attribute: str
    requestedLanguages: list[str]
    detectedLanguages: list[str]


class FieldViolation(Message):
    """A field that was wrong."""

    field: str
    description: str


class PerspectiveErrorDetail(Message):
    """What programs go by."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    kind: str = Field(
        default="type.googleapis.com/google.commentanalyzer.v1alpha1.Error", alias="@type"
    )
    errorType: ErrorType
    languageNotSupportedByAttributeError: LanguageError | None = None
    fieldViolations: list[FieldViolation] | None = None


class PerspectiveErrorBody(Message):
    """The HTTP status, a sentence, the status's name, and details where the request was wrong."""

    code: int
    message: str
    status: str
    details: list[PerspectiveErrorDetail] | None = None


class PerspectiveErrorReply(Message):
    """The shape of every error on the paths of this protocol."""

    error: PerspectiveErrorBody


def write_perspective_error(refusal: Refusal) -> PerspectiveErrorReply:
    """The refusal as this protocol tells it."""
    details = [describe_request(refusal)] if refusal.status in (400, 413, 415) else None
    body = PerspectiveErrorBody(
        code=refusal.status,
        message=refusal.message,
        status=NAME_OF_STATUS[refusal.status],
        details=details,
    )
    return PerspectiveErrorReply(error=body)


def describe_request(refusal: Refusal) -> PerspectiveErrorDetail:
    """What was wrong with the request."""
    violation = FieldViolation(field=refusal.field or "", description=refusal.message)
    return PerspectiveErrorDetail(
        errorType=TYPE_OF_CODE.get(refusal.code, "INVALID_REQUEST"),
        languageNotSupportedByAttributeError=(
            refusal.about if isinstance(refusal, NotSupported) else None
        ),
        fieldViolations=[violation] if refusal.field else None,
    )
