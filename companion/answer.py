"""How every answer looks: its headers, and the one shape of errors."""

import logging
import re
import traceback
from collections.abc import Callable

from flask import Flask, Response, request
from flask_cors import CORS
from werkzeug.exceptions import HTTPException

from companion.guard import EXTENSION
from companion.protocol import ErrorBody, ErrorReply, Message
from companion.refusal import Refusal

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CODE_OF_STATUS = {404: "not_found", 405: "bad_method", 413: "too_large"}
Shape = Callable[[Refusal], Message]
log = logging.getLogger(__name__)


def answer(message: Message, sparse: bool = False) -> Response:
    """The message as JSON; a `sparse` one leaves out what is null."""
    return Response(message.model_dump_json(exclude_none=sparse), mimetype="application/json")


def add_headers(response: Response) -> Response:
    """The response, closed to other sites; a page may use the companion's own files."""
    response.headers.update(HEADERS)
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response


def answer_error(error: Exception, find_shape: Callable[[str], Shape | None]) -> Response:
    """The error shape for whatever was raised. An unknown error's own text may quote a post, so
    neither the client nor the log ever sees it.

    `find_shape` tells, for a path that speaks another protocol, what writes a refusal there.
    """
    refusal = _refusal_for(error)
    response = answer((find_shape(request.path) or _write_error)(refusal), sparse=True)
    response.status_code = refusal.status
    if refusal.status == 503:
        response.headers["Retry-After"] = "1"
    if isinstance(error, HTTPException):
        response.headers.extend(
            (name, value) for name, value in error.get_headers() if name == "Allow"
        )
    return response


def allow_extensions(app: Flask) -> None:
    """Let a browser hand answers to an extension that lost its host permission.

    The guard is the lock. Its pattern is anchored here since flask-cors matches a prefix.
    """
    CORS(
        app,
        resources={r"/v1/.*": {"origins": [re.compile(rf"^{EXTENSION.pattern}\Z")]}},
        methods=["POST"],
        allow_headers=["authorization", "content-type"],
        supports_credentials=False,
        allow_private_network=False,
        always_send=False,
        max_age=600,
    )


def _write_error(refusal: Refusal) -> Message:
    body = ErrorBody(code=refusal.code, message=refusal.message, field=refusal.field)
    return ErrorReply(error=body)


def _refusal_for(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException):
        return Refusal(CODE_OF_STATUS.get(error.code or 400, "bad_request"))
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s in %s, line %s", type(error).__name__, place.filename, place.lineno)
    return Refusal("storage" if isinstance(error, OSError) else "internal")
