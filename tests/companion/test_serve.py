"""How a companion starts, shares a machine, ends, and keeps quiet."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from live import CODE, Live, environment, run, write_request

LIGHT = """
import sys
from pathlib import Path
from companion import outbound
outbound.close_network()
from companion.config import read_config
from companion.server import serve
from companion.screening import load_screener
judged = load_screener(read_config()).judge(["I feel so low and hopeless tonight"])
assert judged[0].scores
HEAVY = "torch transformers safetensors onnx scipy sympy sklearn pandas pyarrow ray huggingface_hub"
print([name for name in HEAVY.split() if name in sys.modules])
"""
OUTBOUND = """
import asyncio, os, socket, urllib.request
from companion import outbound
outbound.close_network()
def refused(call, *arguments):
    try:
        call(*arguments)
    except outbound.Outbound:
        return True
    except OSError as other:
        return isinstance(getattr(other, "reason", None), outbound.Outbound)
    return False
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
here = socket.create_server(("127.0.0.1", 0))
print([
    refused(socket.create_connection, ("255.255.255.255", 80), 1),
    refused(socket.getaddrinfo, "feed.invalid", 80),
    refused(socket.gethostbyname, "feed.invalid"),
    refused(udp.sendto, b"x", ("255.255.255.255", 9)),
    refused(udp.sendmsg, [b"x"], [], 0, ("255.255.255.255", 9)),
    refused(socket.socket(socket.AF_INET6).connect, ("ff02::1", 80)),
    refused(urllib.request.urlopen, "http://feed.invalid/"),
    refused(asyncio.run, asyncio.open_connection("feed.invalid", 80)),
    refused(socket.create_connection, here.getsockname()),
    refused(socket.getaddrinfo, "localhost", 80),
    os.environ["HF_HUB_OFFLINE"],
])
"""


def run_program(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(folder)
    )
    assert not done.stderr
    return done.stdout.strip()


def test_a_start_prints_address_code_and_extension_folder(own: Live) -> None:
    assert own.said.startswith("Mindful Feed ")
    assert f"http://127.0.0.1:{own.port}/" in own.said
    assert CODE.search(own.said)
    own.stop()
    assert (Path(own.said.split("Extension folder: ")[1].split("\n")[0]) / "manifest.json").exists()
    assert f"http://127.0.0.1:{own.port}/demo" in own.said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_and_without_a_word_when_told(own: Live, number: signal.Signals) -> None:
    own.process.send_signal(number)
    assert own.process.wait(10) == 0
    own.stop()
    assert (own.logs / "stderr").read_text() == ""


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(tmp_path, "serve", "--no-browser", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        f"Error: Port {port} is taken by another program. Stop it, or choose another with --port."
    ]


def test_a_second_companion_says_that_one_is_running(own: Live) -> None:
    done = run(own.folder, "serve", "--no-browser", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.decode() == f"Error: Mindful Feed is already running on port {own.port}.\n"


def test_a_killed_companion_starts_again_with_its_pairings(own: Live, tmp_path: Path) -> None:
    token = own.pair()
    own.kill()
    again = Live(own.folder, tmp_path / "again", own.port)
    assert again.annotate(token, "Paired as before, as you see.")
    again.stop()


def test_it_listens_on_this_machine_alone(own: Live) -> None:
    listening = []
    for name in ("tcp", "tcp6"):
        table = Path(f"/proc/{own.process.pid}/net/{name}").read_text()
        rows = [row.split() for row in table.splitlines()[1:]]
        listening += [row[1] for row in rows if int(row[1].split(":")[1], 16) == own.port]
    assert set(listening) == {f"0100007F:{own.port:04X}"}


def test_serving_needs_neither_torch_nor_transformers(tmp_path: Path) -> None:
    assert run_program(LIGHT, tmp_path) == "[]"


def test_a_companion_that_nobody_asks_does_nothing(own: Live) -> None:
    own.annotate(own.pair(), "I feel so low and hopeless tonight", "The oak has six new leaves.")
    before = read_used(own)
    with pytest.raises(subprocess.TimeoutExpired):
        own.process.wait(3)  # nothing else tells that time has passed in which nothing happened
    assert read_used(own) - before <= 0.1


def read_used(live: Live) -> float:
    """Seconds of the processor that the companion has used."""
    words = Path(f"/proc/{live.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def test_nothing_can_leave_this_machine(tmp_path: Path) -> None:
    assert run_program(OUTBOUND, tmp_path) == str([True] * 8 + [False, False, "1"])


def test_a_burst_is_answered_or_refused_and_never_lost(live: Live, token: str) -> None:
    def ask(number: int) -> int:
        words = "of many words " * 9
        posts = [{"id": str(place), "text": f"{number} {place} {words}"} for place in range(32)]
        return live.ask("/v1/annotate", {"posts": posts}, token).status

    with ThreadPoolExecutor(24) as pool:
        statuses = list(pool.map(ask, range(24)))
    assert set(statuses) <= {200, 503}
    assert 200 in statuses


def test_no_post_is_ever_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts that are judged, refused, half sent or too large leave no trace in any file."""
    canary = f"canary{secrets.token_hex(8)}"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        own = Live(tmp_path / "home", tmp_path / "logs")
    token = own.pair()
    own.annotate(token, f"{canary} I feel so low and hopeless tonight", f"{canary} " * 500, canary)
    for message in (
        {"posts": [{"id": canary, "text": canary, canary: canary}]},
        {"posts": [{"id": "1", "text": canary}] * 2, "site": canary},
        {"posts": [{"id": "1", "text": canary * 20_000}]},
        {"code": canary},
    ):
        for path in ("/v1/annotate", "/v1/pair", f"/v1/{canary}"):
            assert canary not in own.ask(path, message, token).body.decode()
    head = {"Content-Length": "900000", "Authorization": f"Bearer {token}"}
    half = write_request(own.port, headers=head, body=canary.encode() * 30_000)
    with socket.create_connection(("127.0.0.1", own.port)) as sock:
        sock.sendall(half)
        assert own.annotate(token, "Another post meanwhile, quite calm.")
        assert_unwritten(canary, tmp_path, own)
    own.stop()
    assert_unwritten(canary, tmp_path, own)


def assert_unwritten(canary: str, folder: Path, live: Live) -> None:
    open_files = Path(f"/proc/{live.process.pid}/fd")
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if open_files.exists():  # a file that was unlinked while open has no other name
        paths += [path for path in open_files.iterdir() if path.is_file()]
    paths += Path(tempfile.gettempdir()).glob(f"*{canary}*")
    assert {path.name for path in paths} >= {"stderr", "store.json"}
    assert not [path for path in paths if canary.encode() in path.read_bytes()]
