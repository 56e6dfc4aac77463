"""Other programs' protocols: for those that asked a moderation service and now ask this machine.

Each keeps the shapes of its original, errors included, and answers with what the model knows and no
more. docs/api.md tells what is missing.
"""

from flask import Flask

from companion.answer import Shape
from companion.choices.choosing import Choosing
from companion.dropins.discovery import add_discovery
from companion.dropins.moderation_errors import write_moderation_error
from companion.dropins.moderations import add_moderations
from companion.dropins.perspective import add_perspective
from companion.dropins.perspective_errors import write_perspective_error
from companion.screening import Screening


def add_dropins(app: Flask, screening: Screening, choosing: Choosing, port: int) -> None:
    """Their routes; who may use which stands in guard.SCOPES."""
    add_perspective(app, screening, choosing)
    add_discovery(app, port)
    add_moderations(app, screening)


def find_shape(path: str) -> Shape | None:
    """What writes a refusal on a path of these protocols; None on any other path."""
    if path.startswith("/v1alpha1/") or path == "/$discovery/rest":
        return write_perspective_error
    if path in ("/v1/moderations", "/v1/models") or path.startswith("/v1/models/"):
        return write_moderation_error
    return None
