"""A client that keeps its connection, as a browser does, and what the system says of a process."""

import http.client
import json
import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from live import ORIGIN

PATIENCE, MOST_WAITS = 60, 6
RESTED = 5.0  # seconds; the companion closes a connection that says nothing for fifteen


class Asker:
    """Asks one companion about posts."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._asked = perf_counter()
        self._headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {token}",
            "Origin": ORIGIN,
        }

    def annotate(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """The annotations of at most 32 posts; SystemExit where the companion refuses."""
        posts = [{"id": str(place), "text": text} for place, text in enumerate(texts)]
        body = json.dumps({"site": "bench", "posts": posts})
        for _ in range(MOST_WAITS):
            status, reply = self._ask(body)
            if status != 503:  # it has waited ten seconds for its model, or too many ask
                break
        if status != 200:
            raise SystemExit(f"the companion answered {status}: {reply}")
        annotations: list[dict[str, Any]] = reply["annotations"]
        return annotations

    def _ask(self, body: str) -> tuple[int, dict[str, Any]]:
        if perf_counter() - self._asked > RESTED:
            self._connection.close()  # the next request opens it again
        self._connection.request("POST", "/v1/annotate", body, self._headers)
        with self._connection.getresponse() as response:
            reply = json.loads(response.read())
        self._asked = perf_counter()
        return response.status, reply


def read_resident(process: int) -> float:
    """Megabytes that the process holds in memory."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1_000


def read_processor(process: int) -> float:
    """Seconds of the processor that the process has used."""
    words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
