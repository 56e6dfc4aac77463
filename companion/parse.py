"""Bytes of a request to a message, strictly: what two parsers could read differently is refused."""

import codecs
import json
import math
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from companion.protocol import Message
from companion.refusal import Refusal

MAX_DEPTH = 16
MAX_DIGITS = 18
M = TypeVar("M", bound=Message)


def read_message(kind: type[M], body: bytes) -> M:
    """The message of that kind in the body; raises Refusal naming the first wrong field."""
    try:
        return kind.model_validate(read_json(body))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise _refusal_of(details[0]) from None


def read_json(body: bytes) -> Any:
    """The JSON value of the body; lone surrogates become U+FFFD, since no model can read them."""
    if body.startswith(codecs.BOM_UTF8):
        raise Refusal("bom")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refusal("not_utf8") from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_read_object,
            parse_constant=_refuse_constant,
            parse_float=_read_float,
            parse_int=_read_int,
        )
    except RecursionError:
        raise Refusal("too_deep") from None
    except ValueError:
        raise Refusal("bad_json") from None
    return _clean(value, MAX_DEPTH)


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refusal("duplicate_key")
    return found


def _refuse_constant(name: str) -> None:
    raise Refusal("bad_number")


def _read_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Refusal("bad_number")
    return number


def _read_int(digits: str) -> int:
    if len(digits.removeprefix("-")) > MAX_DIGITS:
        raise Refusal("bad_number")
    return int(digits)


def _clean(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not isinstance(value, list | dict):
        return value
    if not depth:
        raise Refusal("too_deep")
    if isinstance(value, list):
        return [_clean(item, depth - 1) for item in value]
    return {_clean(key, depth - 1): _clean(item, depth - 1) for key, item in value.items()}


def _refusal_of(details: ErrorDetails) -> Refusal:
    """The refusal for pydantic's finding. A key that the client made up is never repeated."""
    place = details["loc"][:-1] if details["type"] == "extra_forbidden" else details["loc"]
    field = ".".join(map(str, place)) or None
    if field == "posts" and details["type"] in ("too_short", "too_long"):
        return Refusal("post_count", field)
    if field == "posts" and details["type"] == "value_error":
        return Refusal("duplicate_id", field)
    return Refusal("schema", field, details["msg"])
