"""The OpenAPI description of all messages, served to the programs that have a token."""

from flask import Flask, Response

from companion.config import find_description
from companion.refusal import Refusal


def add_description(app: Flask) -> None:
    """Its route."""

    @app.get("/openapi.json")
    def show_openapi() -> Response:
        path = find_description()
        if path is None:
            raise Refusal("not_found")
        return Response(path.read_bytes(), mimetype="application/json")
