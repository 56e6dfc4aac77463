"""`mindful-feed annotate`: a whole archive in, one line a post out, whatever the lines hold."""

import codecs
import json
import os
import pty
import resource
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import environment, run

from companion.archive import NoColumn, read_csv

CALM = "The oak sapling put out six new leaves this morning."
HEAVY = "I feel so low and hopeless, I just cannot stop crying tonight"


def annotate(folder: Path, content: bytes, *words: str) -> tuple[int, list[dict], str]:
    """Exit code, output rows and standard error of `annotate -`."""
    done = run(folder, "annotate", "-", *words, stdin=content)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, rows, done.stderr.decode()


def write(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def measure_work() -> float:
    """Processor seconds of all programs run so far; a busy machine does not change them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.model
def test_a_file_is_annotated_in_its_order_and_cold_in_under_five_seconds(tmp_path: Path) -> None:
    archive = tmp_path / "posts.jsonl"
    texts = [HEAVY, CALM, "", "Das ist ein schöner Tag am See"] * 40
    archive.write_bytes(write(*({"id": f"p{n}", "text": text} for n, text in enumerate(texts))))
    one = tmp_path / "one.jsonl"
    one.write_bytes(write({"id": "1", "text": HEAVY}))
    start, work = time.perf_counter(), measure_work()
    run(tmp_path, "annotate", str(one))
    seconds, work = time.perf_counter() - start, measure_work() - work
    print(f"one post, cold: {seconds:.2f} s, of which the processor worked {work:.2f} s")
    assert work < 5
    done = run(tmp_path, "annotate", str(archive))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["post_id"] for row in rows] == [f"p{n}" for n in range(160)]
    assert [row["reason"] for row in rows[:4]] == [None, None, "no_text", "language"]
    assert rows[0]["note"]["cue"]
    assert rows[1]["note"] is None


@pytest.mark.model
def test_bad_lines_are_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    content = write({"id": "a", "text": CALM}) + b"not json\n\n[1]\n" + b'{"text": "\xff"}\n'
    content += write({"id": "b"}, {"id": "c", "text": 5}, {"id": "\n", "text": "x"}, {"text": CALM})
    code, rows, errors = annotate(tmp_path, content)
    assert code == 1
    assert [row["post_id"] for row in rows] == ["a", "2", "4", "5", "6", "7", "8", "9"]
    assert [row["status"] for row in rows] == ["judged"] + ["unjudged"] * 6 + ["judged"]
    assert {row["reason"] for row in rows[1:7]} == {"bad_input"}
    assert errors.splitlines() == [
        "line 2: not JSON",
        "line 4: not an object",
        "line 5: not UTF-8",
        "line 6: 'text' is missing",
        "line 7: 'text' is no text",
        "line 8: 'id' is not as it should be",
        "Error: 6 of the lines could not be read.",
    ]


@pytest.mark.model
def test_a_csv_file_is_read_by_its_header(tmp_path: Path) -> None:
    archive = tmp_path / "posts.CSV"
    lines = ["id,body", '1,"Six new leaves,', 'this very morning."', "2", "3,Still fine here today"]
    archive.write_bytes(codecs.BOM_UTF8 + "\r\n".join(lines).encode())
    done = run(tmp_path, "annotate", str(archive), "--text-field", "body")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [(row["post_id"], row["status"]) for row in rows] == [
        ("1", "judged"),
        ("4", "unjudged"),
        ("3", "judged"),
    ]
    assert done.stderr.decode().splitlines()[0] == "line 4: 'body' is missing"


def test_a_csv_without_that_column_is_one_clear_line(tmp_path: Path) -> None:
    code, rows, errors = annotate(tmp_path, b"secret words,more\n1,2\n", "--format", "csv")
    assert (code, rows) == (1, [])
    assert errors == "Error: the first line names no column 'text'\n"


@pytest.mark.parametrize("words", [["missing.jsonl"], ["-", "--format", "xml"], []])
def test_wrong_use_ends_with_2_and_one_line(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, "annotate", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_no_posts_are_no_rows(tmp_path: Path) -> None:
    assert annotate(tmp_path, b"") == (0, [], "")


@pytest.mark.model
def test_a_reader_that_has_had_enough_ends_it_quietly(tmp_path: Path) -> None:
    archive = tmp_path / "posts.jsonl"
    archive.write_bytes(write({"id": "1", "text": CALM}) * 3_000)
    command = [sys.executable, "-m", "companion", "annotate", str(archive)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path)
    ) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["post_id"] == "1"
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.model
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_sees_progress_and_the_output_does_not(tmp_path: Path) -> None:
    archive = tmp_path / "posts.jsonl"
    archive.write_bytes(write({"id": "1", "text": CALM}))
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "companion", "annotate", str(archive)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=environment(tmp_path))
    os.close(theirs)
    shown = os.read(ours, 65_536)
    os.close(ours)
    assert b"100%" in shown
    assert json.loads(done.stdout)["post_id"] == "1"


@pytest.mark.model
@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from companion.cli import cli; "
        "cli(sys.argv[1:], standalone_mode=False); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )

    def measure(count: int) -> int:
        archive = tmp_path / f"{count}.jsonl"
        with archive.open("wb") as file:
            for number in range(count):
                file.write(write({"id": str(number), "text": "a b" if number % 50 else CALM}))
        done = subprocess.run(
            [sys.executable, "-c", program, "annotate", str(archive)],
            capture_output=True,
            env=environment(tmp_path),
        )
        assert done.stdout.count(b"\n") == count
        return int(done.stderr)

    few, many = measure(200), measure(40_000)
    print(f"peak of 200 posts: {few / 1024:.0f} MB, of 40,000: {many / 1024:.0f} MB")
    assert many < few + 30_000


@given(st.binary(max_size=60))
def test_any_bytes_for_a_header_are_read_or_refused(content: bytes) -> None:
    try:
        list(read_csv(content.splitlines(keepends=True), "text"))
    except NoColumn as missing:
        assert "text" in str(missing)
