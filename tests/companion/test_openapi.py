"""The description of the protocol is current, and the companion keeps to it whatever it is sent."""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from live import ORIGIN, Live
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from write_openapi import PAGE, describe_protocol, write_openapi

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "5"))
CHECKS = [
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
]
ERASE = "/v1/erase"
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
    headers = {"Origin": ORIGIN, "Authorization": f"Bearer {key}"}
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
