"""Writes docs/protocol.md from the messages, the error codes and the examples beside this file."""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from protocol_examples import list_exchanges  # noqa: E402

from companion import protocol  # noqa: E402
from companion.config import DEFAULT_PORT  # noqa: E402
from companion.refusal import CODES  # noqa: E402

PAGE = ROOT / "docs" / "protocol.md"
INTRO = f"""# Protocol

Written by `python scripts/write_protocol.py`; a test keeps it current.

Clients talk to the companion at `http://127.0.0.1:{DEFAULT_PORT}`, by that number and no name.
Every message is a `POST` of `application/json` in UTF-8, {protocol.MAX_BODY // 1024} KiB at most,
with `Authorization: Bearer TOKEN` unless it says otherwise. A message holds exactly the fields
listed here. Everything that can be many is a list. Offsets count UTF-16 code units and exclude
their end. A post's text over {protocol.MAX_TEXT:,} characters is cut before it is judged.

Each request passes these checks, in this order, whatever its path:

| check | else |
|---|---|
| `Host` is `127.0.0.1:PORT`, byte for byte | 421 `bad_host` |
| `Origin` is absent or a browser extension's | 403 `bad_origin` |
| `Sec-Fetch-Site` is absent, `none` or `same-origin` | 403 `cross_site` |
| no browser asks for what is for programs alone | 403 `programs_only` |
| the token is known (but for `/`, `/demo`, their files, pair and hello) | 401 `bad_token` |
| an `Origin`, if there is one, is that which the token was given to | 403 `not_paired` |
| a program's token was made for this and comes from no browser | 403 `out_of_scope` |
| the path and the method exist | 404 `not_found`, 405 `bad_method` |
| the body is JSON by its type and not compressed | 415 `json_only`, `no_encoding` |
| the body is small enough | 413 `too_large` |
| the body is strict JSON: no byte order mark, no key twice, at most 16 levels | 400 |
| the message has its shape | 400 `schema` |

A program needs no pairing: `mindful-feed token add NAME --for annotate` prints a token for
`/v1/annotate` and `/v1/why`, `--for resources` one for `/v1/resources`. `token list` and `token
revoke NAME` show and end them. What else programs may use, among it the protocols of two moderation
services, stands in api.md with examples; `GET /openapi.json`, with any token, describes all of it.

The reply to `/v1/hello` names the protocol, by one number. Versions with the same number work
together: a newer companion understands every message of an older client and answers with at least
the fields that it knows, so a client overlooks fields that it does not know. A newer client may ask
for what an older companion does not have (404, or 400 `schema`); where the companion's `version` is
older, that is what it tells its reader. With another number neither goes on, and the popup says
which of the two to update.

The key of both proofs in `/v1/hello` is SHA-256 of the token's ASCII bytes, 32 raw bytes. `mac` is
the HMAC-SHA256 of the nonce's ASCII text under that key and `proof` that of `companion:` and the
nonce, both in hex. In Python:

```python
key = hashlib.sha256(token.encode()).digest()
mac = hmac.new(key, nonce.encode(), "sha256").hexdigest()
proof = hmac.new(key, f"companion:{{nonce}}".encode(), "sha256").hexdigest()
```
"""


def write_page() -> str:
    """The whole page."""
    return "\n".join([INTRO, *write_exchanges(), *write_shapes(), *write_errors()])


def write_exchanges() -> Iterator[str]:
    """A section a path, with its example."""
    for exchange in list_exchanges():
        yield f"## {exchange.path}\n\n{exchange.words}\n"
        for message in (exchange.request, exchange.reply):
            content = json.dumps(message.model_dump(mode="json", exclude_none=False), indent=2)
            yield f"{type(message).__name__}:\n\n```json\n{content}\n```\n"


def write_shapes() -> Iterator[str]:
    """A table a message, in the order of the module."""
    yield "## Fields\n"
    for message in list_messages():
        schema = message.model_json_schema()
        yield f"### {message.__name__}\n\n{inspect.getdoc(message)}\n"
        yield "| field | type | if left out |\n|---|---|---|"
        for name, inner in schema["properties"].items():
            default = "" if name in schema.get("required", ()) else json.dumps(inner.get("default"))
            yield f"| `{name}` | {write_type(inner)} | {default and f'`{default}`'} |"
        yield ""


def write_errors() -> Iterator[str]:
    """The table of error codes."""
    yield "## Errors\n\nEvery error is an `ErrorReply`. A 503 comes with `Retry-After: 1`.\n"
    yield "| code | status | message |\n|---|---|---|"
    for name, code in CODES.items():
        yield f"| `{name}` | {code.status} | {code.message} |"
    yield ""


def list_messages() -> list[type[protocol.Message]]:
    """Every message of the protocol."""
    return [
        kind
        for kind in vars(protocol).values()
        if inspect.isclass(kind)
        and issubclass(kind, protocol.Message)
        and kind is not protocol.Message
    ]


def write_type(schema: dict[str, Any]) -> str:
    """A field's type in words and bounds."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[-1]}`"
    if "anyOf" in schema:
        return " or ".join(write_type(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kind = str(schema.get("type", "any"))
    if kind == "array":
        kind = f"list of {write_type(schema['items'])}"
    if kind == "object":
        kind = f"object of {write_type(schema['additionalProperties'])}"
    return kind + write_bounds(schema)


def write_bounds(schema: dict[str, Any]) -> str:
    """What a value must keep to."""
    words = {
        "minItems": "at least {}",
        "maxItems": "at most {}",
        "minLength": "at least {} characters",
        "maxLength": "at most {} characters",
        "minimum": "from {}",
        "maximum": "to {}",
        "pattern": "like `{}`",
    }
    bounds = [text.format(schema[name]) for name, text in words.items() if name in schema]
    return "".join(f", {bound}" for bound in bounds).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
