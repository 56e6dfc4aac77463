"""Writes docs/openapi.json: the protocol as OpenAPI 3.1, from the messages and their examples."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from protocol_examples import Exchange, list_exchanges  # noqa: E402
from write_protocol import list_messages  # noqa: E402

from companion import protocol  # noqa: E402
from companion.config import DEFAULT_PORT, HOST  # noqa: E402
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
    kinds = [(kind, "validation") for kind in list_messages()]
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
        "paths": {exchange.path: {"post": describe(exchange)} for exchange in list_exchanges()},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"refusal": describe_refusal()},
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


def describe_body(message: protocol.Message) -> dict[str, Any]:
    """A message as the only content, with its example."""
    return {
        "application/json": {
            "schema": {"$ref": f"{WHERE}{type(message).__name__}"},
            "example": message.model_dump(mode="json"),
        }
    }


def describe_refusal() -> dict[str, Any]:
    """The one shape of every error."""
    return {
        "description": "An error; its code is one of: " + ", ".join(CODES) + ".",
        "content": {"application/json": {"schema": {"$ref": f"{WHERE}ErrorReply"}}},
    }


if __name__ == "__main__":
    PAGE.write_text(write_openapi(), encoding="utf-8")
