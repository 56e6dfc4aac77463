"""An extension beside a companion of another version: they work, or the popup says which is old."""

import hmac
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect
from reader import Reader

TOKEN = "a" * 43


class OtherVersion:
    """A companion of another version: what its hello says can be set; it knows no settings."""

    def __init__(self) -> None:
        self.protocol, self.version = 1, "0.1.0"
        self.called = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._make_answers())
        self.port = int(self.server.server_address[1])
        Thread(target=self.server.serve_forever, daemon=True).start()

    def reply(self, path: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body."""
        if path == "/v1/pair":
            return 200, {"token": TOKEN}
        if path != "/v1/hello":
            return 404, {"error": {"code": "not_found", "message": "There is no such path."}}
        self.called = asked["client"]
        key = sha256(TOKEN.encode()).digest()
        return 200, {
            "proof": hmac.new(key, f"companion:{asked['nonce']}".encode(), "sha256").hexdigest(),
            "name": "Mindful Feed",
            "version": self.version,
            "protocol": self.protocol,
            "model": {"name": "calm-minilm", "state": "ready"},
            "settings_revision": 0,
            "of_tomorrow": "is no trouble",
        }

    def _make_answers(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                status, body = outer.reply(self.path, json.loads(self.rfile.read(length)))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_words: object) -> None:
                pass

        return Answers


@pytest.fixture
def other() -> Iterator[OtherVersion]:
    companion = OtherVersion()
    yield companion
    companion.server.shutdown()
    companion.server.server_close()


def test_versions_of_one_protocol_work_together_and_others_say_which_to_update(
    new_reader: Callable[..., Reader], other: OtherVersion
) -> None:
    reader = new_reader()
    other.version = "9.9.9"
    reader.pair("AAAA-AAAA", other.port)
    popup = reader.open_popup()
    expect(popup.get_by_text("Ready", exact=True)).to_be_visible()
    assert other.called == "mindful-feed-extension/0.1.0 (protocol 1)"
    ask = "() => chrome.runtime.sendMessage({ ask: 'settings', request: {} })"
    assert popup.evaluate(ask)["error"]["code"] == "refused"

    other.version = "0.0.9"
    assert popup.evaluate(ask)["error"]["code"] == "outdated"
    for protocol, words in (
        (2, "Update this extension in your browser: the companion is newer."),
        (0, "Update the companion: this extension is newer."),
    ):
        other.protocol = protocol
        popup.reload()
        expect(popup.get_by_text(words)).to_be_visible()
        assert reader.read_badge() == "!"
