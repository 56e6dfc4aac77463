"""A Chromium with the extension in it, paired and on the demo feed, in a profile thrown away after.

Chromium is steered through a pipe that only this process holds. An address on the command line
would be simpler, but anybody on the machine can read command lines, and this one holds the code.
"""

import fcntl
import json
import os
import select
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

from companion.browser import tell_extension_id
from companion.config import HOST

PATIENCE = 30.0  # seconds, and so is GRACE
GRACE = 5.0


@dataclass(frozen=True)
class Demo:
    """What is shown, and by what; `wait_until_paired` takes seconds and tells whether it came."""

    chromium: Path
    extension: Path
    port: int
    code: str
    wait_until_paired: Callable[[float], bool]

    @property
    def popup(self) -> str:
        """The extension's page that pairs at once."""
        manifest = json.loads((self.extension / "manifest.json").read_text(encoding="utf-8"))
        page = manifest["action"]["default_popup"]
        place = f"chrome-extension://{tell_extension_id(self.extension)}/{page}"
        return f"{place}#port={self.port}&pair={self.code}"


@contextmanager
def open_demo(demo: Demo, complain: Callable[[], None]) -> Iterator[None]:
    """A browser window for as long as the context lasts; `complain` is called if none appears."""
    with tempfile.TemporaryDirectory(prefix="mindful-feed-", ignore_cleanup_errors=True) as profile:
        command = [
            str(demo.chromium),
            f"--user-data-dir={profile}",
            f"--load-extension={demo.extension}",
            f"--disable-extensions-except={demo.extension}",
            "--no-first-run",
            "--no-default-browser-check",
            "--remote-debugging-pipe",
            "about:blank",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to start for root without it
        pid, sends, hears = _start(command)
        Thread(target=_steer, args=(sends, hears, demo, complain), daemon=True).start()
        try:
            yield
        finally:
            _end(pid)


def _start(command: list[str]) -> tuple[int, int, int]:
    """The process, and the ends of the two pipes that Chromium has as its files 3 and 4."""
    its_input, sends = _open_pipe()
    hears, its_output = _open_pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, its_input, 3),
        (os.POSIX_SPAWN_DUP2, its_output, 4),
    ]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions, setpgroup=0)
    os.close(its_input)
    os.close(its_output)
    return pid, sends, hears


def _open_pipe() -> tuple[int, int]:
    """A pipe whose ends are none of the files that Chromium gets."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]


def _steer(sends: int, hears: int, demo: Demo, complain: Callable[[], None]) -> None:
    """Pair and open the feed once the extension's background runs; its pages need it."""
    with os.fdopen(sends, "wb", 0) as to_browser, os.fdopen(hears, "rb", 0) as from_browser:
        try:
            _say(to_browser, "Target.setDiscoverTargets", discover=True)
            blank = _wait_for_background(from_browser)
            if blank is None:
                complain()
            else:
                _say(to_browser, "Target.createTarget", url=demo.popup)
                demo.wait_until_paired(PATIENCE)
                feed = f"http://{HOST}:{demo.port}/demo"
                _say(to_browser, "Target.createTarget", url=feed)
                _say(to_browser, "Target.closeTarget", targetId=blank)
            while from_browser.read(65_536):  # a full pipe would stop the browser
                pass
        except OSError:
            complain()  # it was closed before it was ready


def _wait_for_background(pipe: IO[bytes]) -> str | None:
    """The id of the window's first page once a background runs; None if none does."""
    blank = ""
    for target in _hear_targets(pipe):
        if target["type"] == "page":
            blank = str(target["targetId"])
        if target["type"] == "service_worker":
            return blank
    return None


def _say(pipe: IO[bytes], method: str, **parameters: Any) -> None:
    message = {"id": 1, "method": method, "params": parameters}
    pipe.write(json.dumps(message).encode() + b"\0")


def _hear_targets(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Each page and background that appears, until the browser ends or is long silent."""
    rest = b""
    while select.select([pipe], [], [], PATIENCE)[0] and (chunk := pipe.read(65_536)):
        *messages, rest = (rest + chunk).split(b"\0")
        for message in messages:
            event = json.loads(message)
            if event.get("method") == "Target.targetCreated":
                yield event["params"]["targetInfo"]


def _end(pid: int) -> None:
    """Ask the browser to close, and see that it does."""
    force = Timer(GRACE, os.killpg, (pid, signal.SIGKILL))
    try:
        os.killpg(pid, signal.SIGTERM)
        force.start()
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass  # the reader closed it
    finally:
        force.cancel()
