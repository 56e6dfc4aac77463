"""What every answer looks like, whatever it says."""

import json
import secrets

import pytest
from live import FIREFOX, ORIGIN, OTHER_ORIGIN, Live, Reply, prove, write_request
from tools import get

from companion.config import read_version
from companion.protocol import Annotation, ErrorReply, HelloReply
from companion.refusal import CODES

CLOSED_TO_OTHERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def assert_error(reply: Reply, code: str) -> None:
    error = ErrorReply.model_validate(reply.json).error
    assert (reply.status, error.code) == (CODES[code].status, code)
    assert reply.headers["content-type"] == "application/json"


def say_hello(live: Live, token: str, origin: str | None = ORIGIN) -> tuple[Reply, str]:
    """The reply to a right hello, and the proof that it must hold."""
    nonce = secrets.token_hex(16)
    hello = {"client": "test", "nonce": nonce, "mac": prove(token, nonce)}
    return live.ask("/v1/hello", hello, origin=origin), prove(token, f"companion:{nonce}")


@pytest.mark.parametrize("path", ["/", "/demo", "/static/page.css", "/v1/annotate", "/nothing"])
def test_every_answer_is_closed_to_other_sites(live: Live, path: str) -> None:
    headers = get(live, path).headers
    assert {name: headers[name] for name in CLOSED_TO_OTHERS} == CLOSED_TO_OTHERS
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/demo", "/demo?dir=rtl", "/demo?more=all"])
def test_a_reader_gets_the_pages_without_a_token(live: Live, path: str) -> None:
    reply = get(live, path, Sec_Fetch_Site="none")
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in reply.headers["content-security-policy"]


def test_no_page_tells_the_code(live: Live) -> None:
    for path in ("/", "/demo"):
        assert live.code.encode() not in get(live, path).body


@pytest.mark.parametrize("path", ["/v1/annotate", "/v1/pair", "/v1/hello", "/v1/nothing", "/"])
def test_a_web_page_gets_403_everywhere(live: Live, path: str) -> None:
    assert_error(live.ask(path, {}, origin="https://evil.example"), "bad_origin")
    assert_error(get(live, path, Sec_Fetch_Site="cross-site"), "cross_site")


def test_a_wrong_code_gets_403(live: Live) -> None:
    assert_error(live.ask("/v1/pair", {"code": "AAAA-AAAA"}), "wrong_code")


def test_a_token_is_no_use_to_another_extension(live: Live, token: str) -> None:
    message = {"posts": [{"id": "1", "text": "a"}]}
    for origin in (OTHER_ORIGIN, FIREFOX):
        assert_error(live.ask("/v1/annotate", message, token, origin), "not_paired")


def test_a_program_pairs_without_an_origin(live: Live) -> None:
    token = live.pair(origin=None)
    message = {"posts": [{"id": "1", "text": "a"}]}
    assert live.ask("/v1/annotate", message, token, origin=None).status == 200
    assert_error(live.ask("/v1/annotate", message, token), "not_paired")


def test_the_companion_proves_itself(live: Live, token: str) -> None:
    reply, proof = say_hello(live, token)
    hello = HelloReply.model_validate(reply.json)
    assert hello.proof == proof
    assert (hello.name, hello.version, hello.protocol) == ("Mindful Feed", read_version(), 1)
    assert hello.model.state == "ready"


def test_nobody_gets_a_proof_without_one(live: Live, token: str) -> None:
    for reply, _ in (say_hello(live, "a" * 43), say_hello(live, token, OTHER_ORIGIN)):
        assert_error(reply, "bad_mac")


def test_only_an_extension_is_named_in_a_cors_header(live: Live, token: str) -> None:
    message = {"posts": [{"id": "1", "text": "a"}]}
    allowed = live.ask("/v1/annotate", message, token).headers
    assert allowed["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in allowed
    for origin in ("https://evil.example", "null", f"{ORIGIN}.evil.example", None):
        refused = live.ask("/v1/annotate", message, token, origin)
        assert "access-control-allow-origin" not in refused.headers


def test_the_owners_token_is_no_use_with_an_origin(live: Live) -> None:
    owner = json.loads((live.folder / "command.token").read_text())["token"]
    assert_error(live.ask("/v1/owner/clients", {}, owner), "bad_token")
    for site in ("none", "same-origin"):
        headers = {"Authorization": f"Bearer {owner}", "Sec-Fetch-Site": site}
        raw = write_request(live.port, path="/v1/owner/clients", headers=headers, body=b"{}")
        assert_error(live.send(raw), "bad_token")
    assert live.ask("/v1/owner/clients", {}, owner, origin=None).status == 200


def test_what_is_kept_in_the_folder_is_its_owners(live: Live, token: str) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in live.folder.iterdir()}
    assert modes.pop("store.json") == 0o600
    assert set(modes.values()) == {0o600}
    assert live.folder.stat().st_mode & 0o777 == 0o700


def test_every_post_gets_one_annotation_in_the_order_asked(live: Live, token: str) -> None:
    texts = ["A quiet walk by the river this morning.", "", "hm", "Das Wetter ist heute sehr schön"]
    said = live.annotate(token, *texts * 8)
    assert [one["post_id"] for one in said] == [str(number) for number in range(32)]
    assert [one["reason"] for one in said[:4]] == [None, "no_text", "too_short", "language"]
    for one in said:
        Annotation.model_validate_json(json.dumps(one))


def test_a_heavy_post_gets_a_note_with_a_cue_and_help(live: Live, token: str) -> None:
    (said,) = live.annotate(token, "I feel so low and hopeless, I just cannot stop crying tonight")
    assert said["status"] == "judged"
    assert said["note"]["category"] in ("despair", "self_harm")
    assert said["note"]["title"]
    assert said["note"]["cue"]
    assert 1 <= len(said["note"]["resources"]) <= 3


def test_a_post_keeps_its_note_when_it_is_asked_again(live: Live, token: str) -> None:
    text = "You are all idiots and I hate every one of you, shut up forever"
    assert live.annotate(token, text) == live.annotate(token, text)
