"""A real companion on a free port, as a reader would start it."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]
MOST_WAITS = 5
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def find_free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Companion:
    """`python -m companion serve` with a data folder of its own; it can be stopped and started.

    Its clock begins at `day` ("2026-11-22T12:00"), or is this machine's.
    """

    def __init__(self, home: Path, day: str = "") -> None:
        self.home = home
        self.day = day
        self.port = find_free_port()
        self.token = ""

    def start(self) -> str:
        """Start and wait for the pairing code that it prints."""
        command = ["serve", "--no-browser", "--port", str(self.port)]
        self.process = subprocess.Popen(
            self._command(command),
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if code := CODE.search(line):
                self._drain = Thread(target=self.process.stdout.read, daemon=True)
                self._drain.start()
                return code[0]
        raise AssertionError("".join(said))

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.wait()
        self._drain.join()
        assert self.process.stdout
        self.process.stdout.close()

    def end(self) -> None:
        """End what may still run."""
        if hasattr(self, "process"):
            self.kill()

    def make_code(self) -> str:
        """A new pairing code, from `mindful-feed pair`."""
        done = subprocess.run(
            self._command(["pair"]),
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        found = CODE.search(done.stdout)
        assert found, done.stdout
        return found[0]

    def annotate(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What this companion says of the texts, asked by a program of its own."""
        said = []
        for start in range(0, len(texts), 32):
            posts = [
                {"id": str(start + place), "text": text}
                for place, text in enumerate(texts[start : start + 32])
            ]
            said += self.ask("/v1/annotate", {"site": "test", "posts": posts})["annotations"]
        return said

    def ask(self, path: str, message: dict[str, Any]) -> dict[str, Any]:
        """The reply to a message of a program of its own, which is paired first."""
        self.token = self.token or self._post("/v1/pair", {"code": self.make_code()})["token"]
        for _ in range(MOST_WAITS):
            try:
                return self._post(path, message)
            except urllib.error.HTTPError as error:
                # It has waited ten seconds for its model; on a busy machine that is not enough.
                if error.code != 503:
                    raise
                error.close()
        return self._post(path, message)

    def erase(self) -> None:
        """Erase everything, with `mindful-feed erase`; it runs on, paired with nobody."""
        subprocess.run(
            self._command(["erase", "--yes"]), cwd=ROOT, env=self._environment(), check=True
        )
        self.token = ""

    def _post(self, path: str, message: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            json.dumps(message).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            reply: dict[str, Any] = json.load(response)
            return reply

    def _command(self, words: list[str]) -> list[str]:
        dated = [str(Path(__file__).with_name("dated_companion.py")), self.day]
        return [sys.executable, *(dated if self.day else ["-m", "companion"]), *words]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "MINDFUL_FEED_HOME": str(self.home), "PYTHONUNBUFFERED": "1"}
