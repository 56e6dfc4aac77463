"""A machine on which nothing of Mindful Feed was before, and the commands that its reader types."""

import os
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

from companion_process import ROOT, Companion

# Where it would write instead of into `home`, and what only a machine for tests has.
NOT_SET = (
    "CI",
    "MINDFUL_FEED_HOME",
    "ORT_DISABLE_TELEMETRY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
)


class Newcomer(Companion):
    """Everything that it keeps lies somewhere in `home`, wherever this system has it lie."""

    def say(self, *words: str) -> tuple[int, str]:
        """Exit code and output of `mindful-feed WORDS`."""
        done = subprocess.run(
            self._command(list(words)),
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    def press_ctrl_c(self) -> int:
        """The companion's exit code, after the keys that its reader was told."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        return self.process.returncode

    def list_files(self) -> list[Path]:
        """Every file that it has written."""
        return [path for path in self.home.rglob("*") if path.is_file()]

    def find_words(self, words: Iterable[str]) -> list[str]:
        """Those of the words that any file holds, or that any is named by."""
        kept = b"".join(path.read_bytes() + os.fsencode(path) for path in self.list_files())
        return [each for each in words if each.encode() in kept]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_SET}
        return {**kept, "HOME": str(self.home), "PYTHONUNBUFFERED": "1"}
