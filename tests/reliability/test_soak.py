"""Many posts through the real server: memory stays flat, and no answer is a fault."""

import http.client
import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from figures import Figures
from live import ORIGIN, Live

CONSTANT = Path(__file__).parent / "constant_companion.py"
WORDS = "oak rain tram letter quiet kettle garden market window river evening bread song".split()
BATCH = 32
THREADS = 4
REMEMBERED = 6_000  # more than the companion remembers, so that its memory is full when it counts
LIMIT = 10_000_000


class Sender:
    """Sends batches of posts over one connection, with a bad request now and then."""

    def __init__(self, live: Live, token: str, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311
        self._wire = http.client.HTTPConnection("127.0.0.1", live.port, timeout=60)
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Host": f"127.0.0.1:{live.port}",
            "Origin": ORIGIN,
        }
        self._sent = 0

    def send(self, posts: int) -> Counter[int]:
        """How often each status was answered, until so many posts were judged."""
        statuses: Counter[int] = Counter()
        judged = 0
        while judged < posts:
            self._sent += 1
            if self._sent % 50 == 0:
                statuses[self._ask("/v1/annotate", b'{"posts": "none"}')[0]] += 1
            if self._sent % 100 == 0:
                statuses[
                    self._ask("/v1/resources", b'{"topic": "despair", "country": "GB"}')[0]
                ] += 1
            status, reply = self._ask("/v1/annotate", self._write_posts())
            statuses[status] += 1
            if status == 200:
                judged += len(reply["annotations"])
        return statuses

    def _write_posts(self) -> bytes:
        texts = (" ".join(self._dice.choices(WORDS, k=24)) for _ in range(BATCH))
        posts = [{"id": str(place), "text": text} for place, text in enumerate(texts)]
        return json.dumps({"site": "soak", "posts": posts}).encode()

    def _ask(self, path: str, body: bytes) -> tuple[int, dict[str, list[object]]]:
        self._wire.request("POST", path, body, self._headers)
        response = self._wire.getresponse()
        return response.status, json.loads(response.read())

    def close(self) -> None:
        """Let go of the connection."""
        self._wire.close()


def read_memory(pid: int) -> int:
    """Resident bytes of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


@pytest.mark.parametrize("engine", ["constant", "real"])
def test_memory_stays_flat_and_nothing_fails(
    engine: str, tmp_path: Path, sizes: dict[str, int], figures: Figures
) -> None:
    posts = sizes["posts" if engine == "constant" else "real"]
    program = CONSTANT if engine == "constant" else None
    own = Live(tmp_path / "home", tmp_path / "logs", program=program)
    token = own.pair()
    senders = [Sender(own, token, seed) for seed in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:

        def send(count: int) -> Counter[int]:
            each = [count // THREADS] * THREADS
            return sum(pool.map(Sender.send, senders, each), Counter[int]())

        statuses = send(min(REMEMBERED, posts))
        before, began = read_memory(own.process.pid), time.monotonic()
        statuses += send(posts)
        seconds, growth = time.monotonic() - began, read_memory(own.process.pid) - before
    for sender in senders:
        sender.close()
    assert own.stop() == 0
    said = (tmp_path / "logs" / "stderr").read_text()
    name = f"soak, {posts:,} posts, {'shipped model' if engine == 'real' else 'constant engine'}"
    figures.add(
        f"{name}: memory growth", f"{growth / 1e6:+.1f} MB of {before / 1e6:.0f}", "< 10 MB"
    )
    figures.add(
        "... answers",
        ", ".join(f"{n} x {s}" for s, n in sorted(statuses.items())),
        "no 5xx but 503",
    )
    figures.add("... posts a second", f"{posts / seconds:.0f}", "-")
    assert not [status for status in statuses if status >= 500 and status != 503]
    assert said == ""
    assert growth < LIMIT
