"""The description of the protocol is current, and the companion keeps to it whatever it is sent."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from dropin_examples import list_operations
from hypothesis import HealthCheck, settings
from live import ORIGIN, Live, write_request
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from write_openapi import PAGE, describe_protocol, write_openapi

from companion.app import create_app
from companion.clock import tell_time
from companion.guard import Guard
from companion.pairing import Pairing
from companion.screeners import load
from companion.screening import Screening
from companion.store import open_store

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "5"))
CHECKS = [
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
]
ERASE = "/v1/erase"
FOR_PROGRAMS = {operation.path for operation in list_operations()}
schema = schemathesis.openapi.from_dict(describe_protocol())
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_the_description_is_current() -> None:
    """If not: python scripts/write_openapi.py"""
    assert PAGE.read_text(encoding="utf-8") == write_openapi()


def test_the_description_is_served_to_whoever_has_a_token(live: Live, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": None}
    reply = live.send(write_request(live.port, "GET", "/openapi.json", headers))
    assert reply.status == 200
    assert reply.body == PAGE.read_bytes()
    del headers["Authorization"]
    assert live.send(write_request(live.port, "GET", "/openapi.json", headers)).status == 401


def test_every_path_that_is_served_is_described(tmp_path: Path) -> None:
    """But for the pages, what only the owner's own commands ask, and CORS."""
    paths = set(describe_protocol()["paths"])
    with open_store(tmp_path) as store:
        pairing = Pairing(store, lambda: 0.0)
        screening = Screening(lambda: load(tmp_path), "none")
        app = create_app(Guard(1, pairing), pairing, screening, store, tell_time)
        screening.close()
    served = {re.sub(r"<(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    hidden = {path for path in served if path.startswith(("/v1/owner/", "/static/"))}
    assert served - hidden - {"/", "/demo"} == paths


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A companion of its own, since what is sent to it changes settings and erases."""
    folder = tmp_path_factory.mktemp("fuzzed")
    companion = Live(folder / "home", folder / "logs")
    yield companion
    assert companion.stop() == 0


@pytest.fixture(scope="module")
def key(fuzzed: Live) -> str:
    return fuzzed.pair()


def check_case(case: schemathesis.Case, companion: Live, key: str) -> None:
    """Sends a case and holds the answer against the description."""
    headers = {"Authorization": f"Bearer {key}"}
    if case.path not in FOR_PROGRAMS:
        headers["Origin"] = ORIGIN
    reply = case.call(base_url=f"http://127.0.0.1:{companion.port}", headers=headers)
    case.validate_response(reply, checks=CHECKS)


@schema.exclude(path=ERASE).parametrize()
@few
def test_whatever_the_description_allows_or_forbids_gets_an_answer_that_it_names(
    case: schemathesis.Case, fuzzed: Live, key: str
) -> None:
    check_case(case, fuzzed, key)


def test_the_companion_still_answers_after_all_of_that(fuzzed: Live, key: str) -> None:
    fuzzed.ask("/v1/settings", {"unset": ["on", "quiet_hours"]}, key)
    said = fuzzed.annotate(key, "Still here and well, thank you.")
    assert said[0]["status"] == "judged"


@schema.include(path=ERASE).parametrize()
@few
def test_erasing_too_keeps_to_its_description(
    case: schemathesis.Case, fuzzed: Live, key: str
) -> None:
    check_case(case, fuzzed, key)
