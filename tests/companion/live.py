"""A real companion in a process of its own, and the bytes that a client would send it."""

import hmac
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
OTHER_ORIGIN = "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"
FIREFOX = "moz-extension://e40d7140-3a41-485a-85b0-757ec3b2c299"
ROOT = Path(__file__).parents[2]
MODULE = ("-m", "companion")
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
PORT = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True)
class Reply:
    """A server's answer; `status` is 0 when it closed the connection without one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The error's code; "" when the answer is no error of the companion."""
        try:
            return str(self.json["error"]["code"])
        except (ValueError, KeyError, TypeError):
            return ""


def run(folder: Path, *words: str, stdin: bytes = b"", **named: Any) -> subprocess.CompletedProcess:
    """`mindful-feed WORDS` on that data folder, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "companion", *words],
        input=stdin,
        capture_output=True,
        env=environment(folder),
        timeout=100,
        **named,
    )


def prove(token: str, text: str) -> str:
    """What shows that one knows the token: its hash is the key, as docs/protocol.md has it."""
    return hmac.new(sha256(token.encode()).digest(), text.encode(), "sha256").hexdigest()


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    return {**kept, "MINDFUL_FEED_HOME": str(folder)}


class Live:
    """A running companion; its standard output and error are kept in files."""

    def __init__(
        self,
        folder: Path,
        logs: Path,
        port: int = 0,
        program: Path | None = None,
        command: Sequence[str] = (),
    ) -> None:
        """`program`, or a whole `command`, stands for `python -m companion`."""
        logs.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.logs = logs
        with (logs / "stderr").open("wb") as stderr:
            self.process = subprocess.Popen(
                [
                    *(command or [sys.executable, *([str(program)] if program else MODULE)]),
                    *["serve", "--no-browser", "--port", str(port)],
                ],
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=environment(folder),
            )
        assert self.process.stdout
        self.said = ""
        while "Ctrl-C" not in self.said:
            line = self.process.stdout.readline().decode()
            assert line, (logs / "stderr").read_text()
            self.said += line
        self.port = int(PORT.search(self.said)[1])  # type: ignore[index]
        self.code = CODE.search(self.said)[0]  # type: ignore[index]

    def stop(self) -> int:
        """End it as a service would, and return its exit code."""
        self.process.terminate()
        assert self.process.stdout
        with self.process.stdout:
            self.said += self.process.stdout.read().decode()
        (self.logs / "stdout").write_text(self.said)
        return self.process.wait(20)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def send(self, raw: bytes) -> Reply:
        """The answer to those bytes; the sender then falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as sock:
            try:
                sock.sendall(raw)
                sock.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it has heard enough; what it said may still be there
            received = b""
            try:
                while chunk := sock.recv(65_536):
                    received += chunk
            except ConnectionResetError:
                pass
        return read_reply(received)

    def ask(self, path: str, message: Any, token: str = "", origin: str | None = ORIGIN) -> Reply:
        """The answer to a well-formed message."""
        headers = {"Authorization": f"Bearer {token}" if token else None, "Origin": origin}
        body = json.dumps(message).encode()
        return self.send(write_request(self.port, path=path, headers=headers, body=body))

    def make_code(self) -> str:
        """A new pairing code, from `mindful-feed pair`."""
        return CODE.search(run(self.folder, "pair").stdout.decode())[0]  # type: ignore[index]

    def pair(self, origin: str | None = ORIGIN, code: str | None = None) -> str:
        """A token for that origin."""
        reply = self.ask("/v1/pair", {"code": code or self.make_code()}, origin=origin)
        assert reply.status == 200, reply
        return str(reply.json["token"])

    def annotate(self, token: str, *texts: str) -> list[dict[str, Any]]:
        """The annotations of those texts."""
        posts = [{"id": str(place), "text": text} for place, text in enumerate(texts)]
        reply = self.ask("/v1/annotate", {"site": "test", "posts": posts}, token)
        assert reply.status == 200, reply
        return list(reply.json["annotations"])


def write_request(
    port: int,
    method: str = "POST",
    path: str = "/v1/annotate",
    headers: dict[str, str | None] | None = None,
    body: bytes = b"",
    extra: bytes = b"",
) -> bytes:
    """The bytes of a request; a header that is None is left out, `extra` is sent as it is."""
    lines = {
        "Host": f"127.0.0.1:{port}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    start = f"{method} {path} HTTP/1.1\r\n{head}".encode("latin-1")
    return start + extra + b"\r\n" + body


def read_reply(received: bytes) -> Reply:
    """The first answer among the bytes."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    if not first.startswith("HTTP/"):
        return Reply(0)
    headers = {name.lower(): value.strip() for name, _, value in (r.partition(":") for r in rest)}
    return Reply(int(first.split()[1]), headers, body)
