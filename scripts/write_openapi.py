"""Writes docs/openapi.json: the protocol as OpenAPI 3.1, from the messages and their examples."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from dropin_examples import Operation, list_operations  # noqa: E402
from protocol_examples import Exchange, list_exchanges  # noqa: E402
from write_protocol import list_messages  # noqa: E402

from companion import protocol  # noqa: E402
from companion.config import DEFAULT_PORT, HOST  # noqa: E402
from companion.dropins.moderation_errors import ModerationErrorReply  # noqa: E402
from companion.dropins.perspective_errors import PerspectiveErrorReply  # noqa: E402
from companion.guard import OPEN_MESSAGES  # noqa: E402
from companion.refusal import CODES  # noqa: E402

PAGE = ROOT / "docs" / "openapi.json"
WHERE = "#/components/schemas/"


def write_openapi() -> str:
    """The whole description, as JSON."""
    return json.dumps(describe_protocol(), indent=1, ensure_ascii=False) + "\n"


def describe_protocol() -> dict[str, Any]:
    """The description of every path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = [part for each in list_operations() for part in (each.request, each.reply) if part]
    others = [*(type(part) for part in said), *(each.error for each in list_operations())]
    kinds = [(kind, "validation") for kind in dict.fromkeys([*list_messages(), *others])]
    _, schemas = models_json_schema(kinds, ref_template=f"{WHERE}{{model}}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mindful Feed companion",
            "version": project["version"],
            "summary": "What clients and the companion on the same machine say to each other",
        },
        "servers": [{"url": f"http://{HOST}:{DEFAULT_PORT}"}],
        "security": [{"token": []}],
        "paths": {exchange.path: {"post": describe(exchange)} for exchange in list_exchanges()}
        | {each.path: {each.method: describe_operation(each)} for each in list_operations()},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "query", "name": "key"},
            },
            "responses": {
                "refusal": describe_refusal(),
                PerspectiveErrorReply.__name__: describe_error(PerspectiveErrorReply),
                ModerationErrorReply.__name__: describe_error(ModerationErrorReply),
            },
        },
    }


def describe(exchange: Exchange) -> dict[str, Any]:
    """One path."""
    statuses = sorted({code.status for code in CODES.values()})
    operation: dict[str, Any] = {
        "operationId": exchange.path.removeprefix("/v1/").replace("/", "_"),
        "description": exchange.words,
        "requestBody": {"required": True, "content": describe_body(exchange.request)},
        "responses": {
            "200": {"description": "The reply.", "content": describe_body(exchange.reply)},
            **{str(each): {"$ref": "#/components/responses/refusal"} for each in statuses},
        },
    }
    if exchange.path.removeprefix("/v1/") in OPEN_MESSAGES:
        operation["security"] = []
    return operation


def describe_operation(operation: Operation) -> dict[str, Any]:
    """One path that only programs use."""
    statuses = sorted({code.status for code in CODES.values()})
    shape = "refusal" if operation.error is protocol.ErrorReply else operation.error.__name__
    refusal = {"$ref": f"#/components/responses/{shape}"}
    anything = {"application/json": {"schema": {"type": "object"}}}
    said = describe_body(operation.reply) if operation.reply else anything
    described: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", operation.path).strip("_"),
        "description": operation.words,
        "responses": {
            "200": {"description": "The reply.", "content": said},
            **{str(status): refusal for status in statuses},
        },
    }
    if operation.parameters:
        described["parameters"] = list(operation.parameters)
    if operation.request:
        body = describe_body(operation.request)
        described["requestBody"] = {"required": True, "content": body}
    if operation.security is not None:
        described["security"] = list(operation.security)
    return described


def describe_body(message: protocol.Message) -> dict[str, Any]:
    """A message as the only content, with its example."""
    return {
        "application/json": {
            "schema": {"$ref": f"{WHERE}{type(message).__name__}"},
            "example": message.model_dump(mode="json", exclude_none=is_sparse(message)),
        }
    }


def is_sparse(message: protocol.Message) -> bool:
    """Whether the message is one of a protocol that leaves out what is null."""
    return not type(message).__module__.startswith("companion.protocol")


def describe_error(kind: type[protocol.Message]) -> dict[str, Any]:
    """The shape that errors have where another protocol is spoken."""
    return {
        "description": "An error.",
        "content": {"application/json": {"schema": {"$ref": f"{WHERE}{kind.__name__}"}}},
    }


def describe_refusal() -> dict[str, Any]:
    """The one shape of every error."""
    return {
        "description": "An error; its code is one of: " + ", ".join(CODES) + ".",
        "content": {"application/json": {"schema": {"$ref": f"{WHERE}ErrorReply"}}},
    }


if __name__ == "__main__":
    PAGE.write_text(write_openapi(), encoding="utf-8")
