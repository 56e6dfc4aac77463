"""While posts are annotated, what libraries print goes nowhere, and what we write arrives."""

import subprocess
import sys

from live import ROOT

NOISY = """
import os, sys
from companion.bulk.streams import keep_streams
print("before")
try:
    with keep_streams() as (output, errors):
        print("a library's report")
        os.system("echo its program")
        print("a library's warning", file=sys.stderr)
        output.write(b"a post\\n")
        output.flush()
        errors.write("a count\\n")
        raise ValueError
except ValueError:
    print("after")
    print("a trouble", file=sys.stderr)
"""


def test_only_what_is_written_for_the_reader_comes_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOISY], capture_output=True, text=True, cwd=ROOT, timeout=100
    )
    assert done.stdout.splitlines() == ["before", "a post", "after"]
    assert done.stderr.splitlines() == ["a count", "a trouble"]
