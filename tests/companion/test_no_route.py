"""The whole way, from pairing to annotations, on a machine that has no way out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from live import environment

ROOT = Path(__file__).parents[2]
INSIDE = """
import fcntl, json, socket, struct, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from live import Live, run

def raise_loopback():
    up, get, put = 1, 0x8913, 0x8914
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        flags = fcntl.ioctl(sock, get, struct.pack("16sH14x", b"lo", 0))
        flags = struct.unpack("16sH14x", flags)[1] | up
        fcntl.ioctl(sock, put, struct.pack("16sH14x", b"lo", flags))

def find_way_out():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect(("192.0.2.1", 9))
        except OSError as error:
            return error.strerror
        return "a way out"

raise_loopback()
folder = Path(sys.argv[1])
own = Live(folder / "home", folder / "logs")
said = own.annotate(own.pair(), "I feel so low and hopeless tonight", "The kettle is on again.")
own.stop()
lines = b'{"id": "1", "text": "I feel so low and hopeless tonight"}'
archive = run(folder / "other", "annotate", "-", stdin=lines)
print(json.dumps({
    "way_out": find_way_out(),
    "live": [each["status"] for each in said],
    "archive": json.loads(archive.stdout)["status"],
    "stderr": (folder / "logs" / "stderr").read_text() + archive.stderr.decode(),
}))
"""


def can_cut_the_network() -> bool:
    try:
        return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.model
@pytest.mark.skipif(not can_cut_the_network(), reason="this system gives no network of one's own")
def test_all_of_it_works_without_any_network_but_this_machines_own(tmp_path: Path) -> None:
    inside = [sys.executable, "-c", INSIDE, str(tmp_path), str(Path(__file__).parent)]
    done = subprocess.run(
        ["unshare", "-rn", *inside],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "way_out": "Network is unreachable",
        "live": ["judged", "judged"],
        "archive": "judged",
        "stderr": "",
    }
