"""A wire tap between extension and companion: it passes everything on, and writes it down."""

import http.client
import json
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any

PATIENCE = 20  # seconds


class Tap(ThreadingHTTPServer):
    """`asked` are the posts of every /v1/annotate that was answered, in order.

    `change` is given the companion's replies on their way, to make of them what a reader's settings
    would.
    """

    daemon_threads = True

    def __init__(self, companion_port: int) -> None:
        super().__init__(("127.0.0.1", 0), Wire)
        self.companion_port = companion_port
        self.port = int(self.server_address[1])
        self.asked: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.refusals: list[tuple[str, int, dict[str, str], dict[str, Any]]] = []
        self.changed = Condition()
        self.change: Callable[[dict[str, Any]], None] | None = None
        self.pages = 0
        Thread(target=self.serve_forever, daemon=True).start()

    def refuse_once(
        self, path: str, status: int, headers: dict[str, str], reply: dict[str, Any]
    ) -> None:
        """Answer the next request of a path with this, without asking the companion."""
        self.refusals.append((path, status, headers, reply))

    def wait_for(self, is_enough: Callable[["Tap"], bool]) -> None:
        """Wait until what was written down is enough."""
        with self.changed:
            assert self.changed.wait_for(lambda: is_enough(self), PATIENCE), self.find_ids()

    def find_ids(self) -> list[str]:
        """The ids of the posts asked so far."""
        return [post["id"] for post in self.asked]

    def forget(self) -> None:
        """Begin a new page."""
        with self.changed:
            self.pages += 1
            self.asked.clear()
            self.requests.clear()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away in the middle is no error of ours."""


def fold_all(reply: dict[str, Any]) -> None:
    """A change: the reader chose to have every post with a note folded."""
    for annotation in reply["annotations"]:
        if annotation.get("note"):
            annotation["note"]["level"] = "fold"


class Wire(BaseHTTPRequestHandler):
    """One connection."""

    server: Tap

    def do_GET(self) -> None:
        """Pass it on."""
        self._pass_on(b"")

    def do_POST(self) -> None:
        """Pass it on and write it down."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        tap = self.server
        with tap.changed:
            page = tap.pages
            tap.requests.append((self.path, dict(self.headers), body))
            refusal = next((each for each in tap.refusals if each[0] == self.path), None)
            if refusal:
                tap.refusals.remove(refusal)
            tap.changed.notify_all()
        if refusal:
            self._answer(refusal[1], refusal[2], json.dumps(refusal[3]).encode())
        elif self._pass_on(body) == 200 and self.path == "/v1/annotate":
            with tap.changed:
                # What a page asked before the tap was told to forget it is not written down.
                tap.asked += json.loads(body)["posts"] if page == tap.pages else []
                tap.changed.notify_all()

    def _pass_on(self, body: bytes) -> int:
        port = self.server.companion_port
        companion = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        headers = {**self.headers, "Host": f"127.0.0.1:{port}"}
        with closing(companion):
            companion.request(self.command, self.path, body or None, headers)
            with companion.getresponse() as response:
                reply = response.read()
                if self.server.change and self.path == "/v1/annotate" and response.status == 200:
                    said = json.loads(reply)
                    self.server.change(said)
                    reply = json.dumps(said).encode()
                kept = {
                    name: value
                    for name, value in response.getheaders()
                    if name.lower() not in ("content-length", "connection", "transfer-encoding")
                }
                self._answer(response.status, kept, reply)
        return response.status

    def _answer(self, status: int, headers: dict[str, str], reply: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_words: object) -> None:
        """Nothing: `requests` has it."""
