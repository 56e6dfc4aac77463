"""Standard output and error, kept from libraries that write to them whatever they like."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


@contextmanager
def keep_streams() -> Iterator[tuple[BinaryIO, TextIO]]:
    """The two for us alone; what anything else in this process writes meanwhile is dropped."""
    sys.stdout.flush()
    sys.stderr.flush()
    output, errors, nothing = os.dup(1), os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)
    try:
        with (
            open(output, "wb", closefd=False) as ours,
            open(errors, "w", 1, "utf-8", "replace", closefd=False) as told,
        ):
            yield ours, told
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(output, 1)
        os.dup2(errors, 2)
        os.close(output)
        os.close(errors)
