"""What a reader's own browser tells of reading, and asks of what is kept of it."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, request

from companion.answer import answer
from companion.erasing import Erasing
from companion.insights import tell
from companion.later import Later
from companion.ledger import list_bytes
from companion.parse import read_message
from companion.protocol import (
    BoundaryRequest,
    EraseRequest,
    ExposureRequest,
    InsightsRequest,
    LaterRequest,
    LedgerRequest,
)
from companion.reading import Reading


def add_reading_messages(
    app: Flask, reading: Reading, later: Later, erasing: Erasing, clock: Callable[[], datetime]
) -> None:
    """Their routes."""

    @app.post("/v1/exposure")
    def take_exposure() -> Response:
        asked = read_message(ExposureRequest, request.get_data())
        later.expire()
        return answer(reading.take(asked))

    @app.post("/v1/boundary")
    def act_at_boundary() -> Response:
        return answer(reading.act(read_message(BoundaryRequest, request.get_data())))

    @app.post("/v1/insights")
    def tell_insights() -> Response:
        asked = read_message(InsightsRequest, request.get_data())
        return answer(tell(reading.mirror.days, asked, clock().date()))

    @app.post("/v1/later")
    def set_aside() -> Response:
        return answer(later.answer(read_message(LaterRequest, request.get_data())))

    @app.post("/v1/ledger")
    def list_ledger() -> Response:
        read_message(LedgerRequest, request.get_data())
        reading.keep()
        later.expire()
        return answer(list_bytes(erasing.folder))

    @app.post("/v1/erase")
    def erase_parts() -> Response:
        erasing.erase(read_message(EraseRequest, request.get_data()).parts)
        return answer(list_bytes(erasing.folder))
