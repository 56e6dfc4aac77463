"""The description of Perspective's protocol that Google's client libraries read before they ask.

Written from the same classes that read the requests, so that it cannot tell of anything else.
"""

from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, jsonify, request
from pydantic.json_schema import models_json_schema

from companion.config import HOST
from companion.dropins.attributes import ATTRIBUTES
from companion.dropins.perspective_shapes import (
    AnalyzeCommentRequest,
    AnalyzeCommentResponse,
    SuggestCommentScoreRequest,
    SuggestCommentScoreResponse,
)
from companion.protocol import Message
from companion.refusal import Refusal

VERSION = "v1alpha1"
KEPT = ("type", "description", "enum", "default", "pattern")
METHODS: dict[str, tuple[str, type[Message], type[Message]]] = {
    "analyze": (
        f"Scores a comment for {', '.join(ATTRIBUTES)}, as far as the model in use has them.",
        AnalyzeCommentRequest,
        AnalyzeCommentResponse,
    ),
    "suggestscore": (
        "Tells this machine's reader's settings what a comment should have scored.",
        SuggestCommentScoreRequest,
        SuggestCommentScoreResponse,
    ),
}


def add_discovery(app: Flask, port: int) -> None:
    """Its route, which needs no token: clients ask before they know that there is one."""

    @app.get("/$discovery/rest")
    def show_discovery() -> Response:
        if request.args.get("version", VERSION) != VERSION:
            raise Refusal("not_found")
        return jsonify(describe_service(port))


def describe_service(port: int) -> dict[str, Any]:
    """The discovery document of a companion that listens on `port`."""
    address = f"http://{HOST}:{port}/"
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": f"commentanalyzer:{VERSION}",
        "name": "commentanalyzer",
        "version": VERSION,
        "title": "Comments on this machine",
        "description": "The protocol of Perspective, answered by Mindful Feed on this machine.",
        "protocol": "rest",
        "rootUrl": address,
        "baseUrl": address,
        "servicePath": "",
        "batchPath": "batch",
        "parameters": {
            "key": {
                "type": "string",
                "location": "query",
                "description": "A token made by `mindful-feed token add`.",
            },
            "alt": {"type": "string", "location": "query", "enum": ["json"], "default": "json"},
        },
        "resources": {"comments": {"methods": dict(list_methods())}},
        "schemas": dict(list_schemas()),
    }


def list_methods() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each method by its name."""
    for name, (words, asked, said) in METHODS.items():
        path = f"{VERSION}/comments:{name}"
        yield (
            name,
            {
                "id": f"commentanalyzer.comments.{name}",
                "description": words,
                "httpMethod": "POST",
                "path": path,
                "flatPath": path,
                "parameters": {},
                "parameterOrder": [],
                "request": {"$ref": asked.__name__},
                "response": {"$ref": said.__name__},
            },
        )


def list_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each message by its name, in the older dialect of JSON Schema that these documents use."""
    kinds = [(kind, "validation") for _, *pair in METHODS.values() for kind in pair]
    _, schemas = models_json_schema(kinds, ref_template="{model}")  # type: ignore[arg-type]
    for name, schema in schemas["$defs"].items():
        yield name, {"id": name, **translate(schema)}


def translate(schema: dict[str, Any]) -> dict[str, Any]:
    """One schema; what may be null is there merely optional."""
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    if "anyOf" in schema:
        (real,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        return translate(real)
    said = {name: schema[name] for name in KEPT if name in schema and schema[name] is not None}
    if schema.get("type") == "object":
        said["properties"] = {
            name: translate(inner) for name, inner in schema.get("properties", {}).items()
        }
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            said[name] = translate(schema[name])
    return said
