"""The owner's command that changes the model while the companion runs."""

from flask import Flask, Response, request

from companion.answer import answer
from companion.owner import DoneReply, UseModelRequest
from companion.parse import read_message
from companion.serving import Serving


def add_model_messages(app: Flask, serving: Serving) -> None:
    """Its route; the name stands in guard.OWNER_MESSAGES."""

    @app.post("/v1/owner/model")
    def use_model() -> Response:
        asked = read_message(UseModelRequest, request.get_data())
        serving.use(asked.name)
        return answer(DoneReply(done=True))
