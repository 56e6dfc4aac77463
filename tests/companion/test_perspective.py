"""Perspective's protocol, asked by Google's own client library, unmodified, and by hand."""

import json
from typing import Any

import pytest
from googleapiclient.discovery import Resource, build
from googleapiclient.errors import HttpError
from live import ORIGIN, Live, Reply, write_request
from tools import CALM, GERMAN, RUDE, add_program, ask, get

from companion.dropins.attributes import MOST_BYTES, OTHERS
from companion.dropins.perspective_errors import PerspectiveErrorReply
from companion.refusal import CODES
from companion.settings import BALANCED

pytestmark = pytest.mark.usefixtures("no_proxy")
ANALYZE = "/v1alpha1/comments:analyze"
SUGGEST = "/v1alpha1/comments:suggestscore"


@pytest.fixture(scope="module")
def key(live: Live) -> str:
    return add_program(live, "perspective", "moderate")


def find_service(live: Live, key: str) -> Resource:
    """What a program of before changes: where the description lies, and the key."""
    address = f"http://127.0.0.1:{live.port}/$discovery/rest?version=v1alpha1"
    return build("commentanalyzer", "v1alpha1", developerKey=key, discoveryServiceUrl=address)


def write_comment(text: str, *attributes: str, **more: Any) -> dict[str, Any]:
    asked = {name: {} for name in attributes}
    return {"comment": {"text": text}, "requestedAttributes": asked, **more}


def assert_error(reply: Reply, status: int, kind: str | None) -> dict[str, Any]:
    error = PerspectiveErrorReply.model_validate(reply.json).error
    assert (reply.status, error.code) == (status, status)
    assert (error.details[0].errorType if error.details else None) == kind
    return dict(reply.json["error"])


def test_googles_own_client_reads_our_description_and_gets_scores(live: Live, key: str) -> None:
    with find_service(live, key) as service:
        body = write_comment(RUDE, "TOXICITY", "INSULT", "THREAT", clientToken="mine")
        body |= {"languages": ["en"], "doNotStore": True, "sessionId": "1", "communityId": "c"}
        reply = service.comments().analyze(body=body).execute()
        calm = service.comments().analyze(body=write_comment(CALM, "TOXICITY")).execute()
    scores = {name: each["summaryScore"] for name, each in reply["attributeScores"].items()}
    assert scores["TOXICITY"]["value"] > 0.8 > scores["THREAT"]["value"]
    assert scores["INSULT"]["type"] == "PROBABILITY"
    assert (reply["languages"], reply["detectedLanguages"]) == (["en"], ["en"])
    assert reply["clientToken"] == "mine"
    assert calm["attributeScores"]["TOXICITY"]["summaryScore"]["value"] < 0.2
    assert "clientToken" not in calm


def test_googles_own_client_tells_what_was_wrong(live: Live, key: str) -> None:
    with find_service(live, key) as service:
        with pytest.raises(HttpError) as refused:
            service.comments().analyze(body=write_comment(GERMAN, "TOXICITY")).execute()
    assert refused.value.status_code == 400
    (detail,) = refused.value.error_details
    assert detail["errorType"] == "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"
    about = detail["languageNotSupportedByAttributeError"]
    assert (about["attribute"], about["detectedLanguages"]) == ("TOXICITY", ["de"])


@pytest.mark.parametrize("name", ["PROFANITY", "SEVERE_TOXICITY", "REASONING_EXPERIMENTAL"])
def test_an_attribute_that_the_model_lacks_is_refused_and_no_score_made_up(
    live: Live, key: str, name: str
) -> None:
    """A client that drops the attribute that is named, and asks again, gets the rest."""
    reply = ask(live, ANALYZE, write_comment(RUDE, "TOXICITY", name), key)
    error = assert_error(reply, 400, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE")
    about = error["details"][0]["languageNotSupportedByAttributeError"]
    assert about["attribute"] == name
    assert name in error["message"]
    assert ask(live, ANALYZE, write_comment(RUDE, "TOXICITY"), key).status == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (write_comment("", "TOXICITY"), "COMMENT_EMPTY"),
        (write_comment(" \n\t", "TOXICITY"), "COMMENT_EMPTY"),
        ({"requestedAttributes": {"TOXICITY": {}}}, "COMMENT_EMPTY"),
        (write_comment("a " * (MOST_BYTES // 2 + 1), "TOXICITY"), "COMMENT_TOO_LONG"),
        (write_comment(RUDE), "NO_REQUESTED_ATTRIBUTES"),
        (write_comment("\U0001f44d \U0001f44d", "TOXICITY"), "LANGUAGE_DETECTION_FAILED"),
        (write_comment(GERMAN, "TOXICITY"), "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
        (write_comment(RUDE, "THREAT", languages=["de"]), "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
        (write_comment(RUDE, "MADE_UP"), "INVALID_REQUEST"),
        (write_comment(RUDE, "TOXICITY", surprise=1), "INVALID_REQUEST"),
        ({"comment": {"text": RUDE, "type": "HTML"}}, "INVALID_REQUEST"),
        ({"comment": {"text": 1}}, "INVALID_REQUEST"),
        ({"requestedAttributes": {"TOXICITY": {"scoreThreshold": 2}}}, "INVALID_REQUEST"),
        ([], "INVALID_REQUEST"),
    ],
)
def test_bad_input_gets_the_error_that_clients_know(
    live: Live, key: str, body: Any, kind: str
) -> None:
    error = assert_error(ask(live, ANALYZE, body, key), 400, kind)
    assert error["status"] == "INVALID_ARGUMENT"
    assert "MADE_UP" not in json.dumps(error)


def test_one_word_is_enough_and_a_very_long_comment_is_read_to_its_end(
    live: Live, key: str
) -> None:
    long = f"{CALM} " * 500 + RUDE
    assert len(long) > 16_000
    for text in ("idiot", long):
        reply = ask(live, ANALYZE, write_comment(text, "TOXICITY"), key)
        assert reply.json["attributeScores"]["TOXICITY"]["summaryScore"]["value"] > 0.5, text[:9]


def test_sentences_are_scored_where_they_stand(live: Live, key: str) -> None:
    """Offsets are UTF-16 code units; what has no words has no score."""
    text = f"\U0001f44d! {RUDE} {CALM}"
    body = write_comment(text, "TOXICITY", spanAnnotations=True)
    spans = ask(live, ANALYZE, body, key).json["attributeScores"]["TOXICITY"]["spanScores"]
    units = text.encode("utf-16-le")
    cut = [units[2 * span["begin"] : 2 * span["end"]].decode("utf-16-le") for span in spans]
    assert cut == [RUDE, CALM]
    assert spans[0]["score"]["value"] > 0.8 > 0.2 > spans[1]["score"]["value"]


def test_without_spans_the_one_span_is_the_whole_text(live: Live, key: str) -> None:
    scores = ask(live, ANALYZE, write_comment(CALM, "THREAT"), key).json["attributeScores"]
    (span,) = scores["THREAT"]["spanScores"]
    assert (span["begin"], span["end"]) == (0, len(CALM))
    assert span["score"] == scores["THREAT"]["summaryScore"]


def test_an_attribute_under_its_threshold_is_left_out(live: Live, key: str) -> None:
    body = write_comment(RUDE)
    body["requestedAttributes"] = {name: {"scoreThreshold": 0.5} for name in ("INSULT", "THREAT")}
    assert set(ask(live, ANALYZE, body, key).json["attributeScores"]) == {"INSULT"}


def test_the_token_may_stand_in_the_address_on_these_paths_alone(live: Live, key: str) -> None:
    body = write_comment(CALM, "TOXICITY")
    assert ask(live, f"{ANALYZE}?key={key}", body, "").status == 200
    assert ask(live, f"/v1/moderations?key={key}", {"input": CALM}, "").status == 401
    assert get(live, f"/v1/models?key={key}").status == 401
    assert get(live, f"/openapi.json?key={key}").status == 401
    owner = json.loads((live.folder / "command.token").read_text())["token"]
    for wrong in ("", "?key=", f"?key={key}x", f"?key={key}&key={key}", f"?key={owner}"):
        assert_error(ask(live, ANALYZE + wrong, body, ""), 401, None)


def test_no_browser_gets_in_with_a_token_in_the_address(live: Live, key: str, token: str) -> None:
    path, body = f"{ANALYZE}?key={key}", write_comment(CALM, "TOXICITY")
    assert_error(live.ask(path, body, origin="https://evil.example"), 403, None)
    assert_error(live.ask(path, body, origin=ORIGIN), 403, None)
    assert_error(live.ask(ANALYZE, body, token, origin=ORIGIN), 403, None)
    for site in ("none", "same-origin", "cross-site"):
        raw = write_request(live.port, path=path, headers={"Sec-Fetch-Site": site}, body=b"{}")
        assert_error(live.send(raw), 403, None)


def test_every_other_refusal_has_this_protocols_shape_too(live: Live, key: str, token: str) -> None:
    assert_error(get(live, ANALYZE, token), 405, None)
    assert_error(ask(live, "/v1alpha1/comments:forget", {}, token), 404, None)
    assert_error(ask(live, "/v1alpha1/comments:forget", {}, key), 403, None)
    assert_error(ask(live, SUGGEST, {}, key), 403, None)
    assert_error(get(live, "/$discovery/rest?version=v2"), 404, None)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "text/plain"}
    raw = write_request(live.port, path=ANALYZE, headers=headers, body=b"{}")
    assert_error(live.send(raw), 415, "INVALID_REQUEST")
    assert_error(ask(live, ANALYZE, write_comment("a" * 300_000), key), 413, "INVALID_REQUEST")
    assert {code.status for code in CODES.values()} <= {400, 401, 403, 404, 405, 409} | {
        *(413, 415, 421, 500, 503)
    }


def test_the_description_needs_no_token_and_no_page_may_read_it(live: Live) -> None:
    said = get(live, "/$discovery/rest").json
    assert said["rootUrl"] == f"http://127.0.0.1:{live.port}/"
    assert set(said["resources"]["comments"]["methods"]) == {"analyze", "suggestscore"}
    assert not any(name in json.dumps(said["resources"]) for name in OTHERS)
    assert get(live, "/$discovery/rest", Sec_Fetch_Site="cross-site").status == 403
    assert get(live, "/$discovery/rest", Origin="https://evil.example").status == 403


def test_a_suggestion_moves_the_readers_cut_by_a_step_they_can_take_back(own: Live) -> None:
    key, reader = add_program(own, "feedback", "suggest"), own.pair()
    suggested = {"INSULT": {"summaryScore": {"value": 0.05}}}
    with find_service(own, key) as service:
        body = {"comment": {"text": RUDE}, "attributeScores": suggested, "clientToken": "mine"}
        reply = service.comments().suggestscore(body=body).execute()
    assert reply == {"requestedLanguages": [], "detectedLanguages": ["en"], "clientToken": "mine"}
    (shift,) = own.ask("/v1/settings", {}, reader).json["shifts"]
    assert (shift["category"], shift["verdict"]) == ("harassment", "not_this")
    for scores, kind in (
        ({}, "NO_REQUESTED_ATTRIBUTES"),
        ({"INSULT": {}}, "NO_REQUESTED_ATTRIBUTES"),
        ({"TOXICITY": {"summaryScore": {"value": 0.1}}}, "INVALID_REQUEST"),
        ({"PROFANITY": {"summaryScore": {"value": 0.1}}}, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
    ):
        wrong = ask(own, SUGGEST, {"comment": {"text": RUDE}, "attributeScores": scores}, key)
        assert_error(wrong, 400, kind)
    agreed = {"THREAT": {"summaryScore": {"value": BALANCED / 2}}}
    assert (
        ask(own, SUGGEST, {"comment": {"text": CALM}, "attributeScores": agreed}, key).status == 200
    )
    assert own.ask("/v1/settings", {}, reader).json["shifts"] == [shift]
    assert ask(own, ANALYZE, write_comment(CALM, "TOXICITY"), key).status == 403
    own.stop()
    written = b"".join(path.read_bytes() for path in [*own.folder.iterdir(), *own.logs.iterdir()])
    assert key.encode() not in written
    assert b"stupid" not in written
