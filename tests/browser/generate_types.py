"""Writes extension/protocol.d.ts from the JSON schemas of companion/protocol/."""

import inspect
import json
from pathlib import Path
from typing import Any

from companion import protocol

TYPES = Path(__file__).parents[2] / "extension" / "protocol.d.ts"
FIRST_LINE = "// Written by tests/browser/generate_types.py from companion/protocol/.\n"
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}

Schema = dict[str, Any]


def write_type(schema: Schema) -> str:
    """The TypeScript type of one schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "anyOf" in schema:
        types = [write_type(each) for each in schema["anyOf"] if each != {"type": "null"}]
        return " | ".join(dict.fromkeys(types))
    if schema.get("type") == "array":
        return f"Array<{write_type(schema['items'])}>"
    if schema.get("type") == "object":
        return f"Record<string, {write_type(schema['additionalProperties'])}>"
    return PLAIN[schema["type"]]


def write_interface(name: str, schema: Schema) -> str:
    """One message; a field with a default may be left out, and one that may be null says so."""
    lines = [f"/** {schema['description']} */", f"export interface {name} {{"]
    for field, inner in schema.get("properties", {}).items():
        optional = "" if field in schema.get("required", ()) else "?"
        null = " | null" if {"type": "null"} in inner.get("anyOf", ()) else ""
        lines.append(f"  {field}{optional}: {write_type(inner)}{null};")
    return "\n".join([*lines, "}", ""])


def generate_types() -> str:
    """The whole file: one interface a message, in the order of the module."""
    messages = [
        message
        for message in vars(protocol).values()
        if inspect.isclass(message)
        and issubclass(message, protocol.Message)
        and message is not protocol.Message
    ]
    schemas = {each.__name__: each.model_json_schema() for each in messages}
    for schema in list(schemas.values()):
        for name, inner in schema.get("$defs", {}).items():
            if "properties" not in inner:
                raise ValueError(f"{name} is not a message")
    blocks = [write_interface(name, schema) for name, schema in schemas.items()]
    return "\n".join([FIRST_LINE, *blocks])


if __name__ == "__main__":
    TYPES.write_text(generate_types(), encoding="utf-8")
