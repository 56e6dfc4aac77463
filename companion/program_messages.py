"""How the owner's command line makes, lists and ends the tokens of programs."""

from flask import Flask, Response, request

from companion.answer import answer
from companion.owner import (
    Ask,
    DoneReply,
    ProgramReply,
    ProgramRequest,
    ProgramsReply,
    RevokeProgramRequest,
)
from companion.parse import read_message
from companion.programs import Programs


def add_program_messages(app: Flask, programs: Programs) -> None:
    """Their routes; the names stand in guard.OWNER_MESSAGES."""

    @app.post("/v1/owner/programs/add")
    def add_program() -> Response:
        asked = read_message(ProgramRequest, request.get_data())
        return answer(ProgramReply(token=programs.add(asked.name, asked.scopes)))

    @app.post("/v1/owner/programs")
    def list_programs() -> Response:
        read_message(Ask, request.get_data())
        return answer(ProgramsReply(programs=programs.list_rows()))

    @app.post("/v1/owner/programs/revoke")
    def revoke_program() -> Response:
        asked = read_message(RevokeProgramRequest, request.get_data())
        return answer(DoneReply(done=programs.revoke(asked.name)))
