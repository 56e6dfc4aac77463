"""An archive annotated in pieces, by runs that are killed, by several processes: one output."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from constant_annotate import Constant, load_constant
from live import environment, run

from companion.archive import Row
from companion.bulk.output import Kept
from companion.bulk.processes import annotate_in_processes
from companion.bulk.share import (
    SIZE,
    Annotator,
    Done,
    annotate_here,
    cut_shares,
    pack_done,
    pack_share,
    unpack_done,
    unpack_share,
)
from companion.config import Config
from companion.protocol import Post
from companion.trouble import Trouble

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PROGRAM = Path(__file__).with_name("constant_annotate.py")
PATHS = {"PYTHONPATH": str(Path(__file__).parents[2])}


def make_rows(count: int) -> list[Row]:
    rows = [
        Row(n, 9, Post(id=f"p{n}", text=f"I feel so low tonight, {n}"), month="2024-03")
        for n in range(1, count + 1)
    ]
    rows[1:2] = [Row(2, 5, None, "not JSON")]
    return rows


def write_archive(path: Path, count: int) -> Path:
    with path.open("w") as file:
        for number in range(count):
            text = "I feel so low tonight" if number % 7 else ""
            file.write(json.dumps({"id": f"p{number}", "text": f"{text} {number}"}) + "\n")
            if number == 5:
                file.write("not json\n")
    return path


def tell_nobody(problems: list[tuple[int, str]]) -> None:
    """Nobody listens."""


def annotate(folder: Path, *words: str) -> subprocess.CompletedProcess:
    """`annotate WORDS` with the constant model."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), "annotate", *words],
        capture_output=True,
        env=environment(folder) | PATHS,
        timeout=170,
    )


def keep(path: Path, rows: list[Row], most: int | None = None) -> int:
    """Annotate into the file, at most so many shares; how many an earlier run had left there."""
    with Kept(path) as out:
        for number, done in enumerate(
            annotate_here(out.pass_over(cut_shares(rows), tell_nobody), Constant, NOW)
        ):
            if number == most:
                break
            out.write(done)
        return out.kept


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a run that nobody ends writes."""
    path = tmp_path_factory.mktemp("whole") / "out.jsonl"
    keep(path, make_rows(200))
    return path.read_bytes()


@pytest.mark.parametrize("size", [0, 1, 30, 5_000, 64 * 300, 40_000, -1, -90, None])
def test_a_run_ended_anywhere_is_taken_up_without_a_row_twice_or_lost(
    tmp_path: Path, whole: bytes, size: int | None
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(whole[:size])
    kept = keep(path, make_rows(200))
    assert path.read_bytes() == whole
    assert kept == (4 if size is None else whole[:size].count(b"\n") // SIZE)
    assert list(tmp_path.iterdir()) == [path]


def test_counts_of_a_run_taken_up_are_those_of_all_rows(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "out.jsonl"
    told: list[tuple[int, str]] = []
    path.write_bytes(whole[:70_000])
    with Kept(path) as out:
        for done in annotate_here(
            out.pass_over(cut_shares(make_rows(200)), told.extend), Constant, NOW
        ):
            out.write(done)
    assert (out.kept > 0, told, out.broken) == (True, [(2, "not JSON")], 1)
    assert out.counts["posts", "judged"] == 199
    assert out.counts["month", "2024-03"] == 199
    assert out.counts["category", "despair"] == 199
    assert out.counts["reason", "bad_input"] == 1


@pytest.mark.parametrize(
    "content",
    [b"my diary\n", b"my diary", b'{"post_id":"x","status":"unjudged","reason":"off"}\n'],
)
def test_a_file_that_holds_something_else_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(content)
    with pytest.raises(Trouble, match="something other"):
        keep(path, make_rows(3))
    assert path.read_bytes() == content


def test_annotations_of_a_longer_archive_are_left_as_they_are(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(whole)
    with pytest.raises(Trouble, match="something other"):
        keep(path, make_rows(64))
    assert path.read_bytes() == whole


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with Kept(path), pytest.raises(Trouble, match="Another run"):
        keep(path, make_rows(3))


def test_what_travels_to_another_machine_arrives_as_it_was() -> None:
    share = next(cut_shares(make_rows(20)))
    assert unpack_share(pack_share(share)) == share
    done = Annotator(Constant, NOW).annotate(share)
    assert unpack_done(pack_done(done)) == done


class Breaking(Constant):
    """A model that some texts break."""

    def judge(self, texts: list[str]) -> list:
        if any(text.endswith(" 9") for text in texts):
            raise ArithmeticError
        return super().judge(texts)


def test_a_text_that_breaks_the_model_costs_its_own_judgement_only() -> None:
    done = Annotator(Breaking, NOW).annotate(next(cut_shares(make_rows(20))))
    rows = [json.loads(line) for line in done.lines.splitlines()]
    assert [row["post_id"] for row in rows if row["reason"] == "model_failed"] == ["p9"]
    assert done.counts["posts", "judged"] == 18


def test_processes_give_the_same_and_one_that_is_killed_is_made_anew(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIDS", str(tmp_path))
    load = partial(load_constant, Config(tmp_path))
    found: list[Done] = []
    for done in annotate_in_processes(cut_shares(make_rows(200)), load, NOW, 2):
        found.append(done)
        if len(found) == 1:
            os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)
    assert b"".join(done.lines for done in found) == whole
    assert [done.number for done in found] == [0, 1, 2, 3]


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    archive, one = write_archive(tmp_path / "posts.jsonl", 300), tmp_path / "one.jsonl"
    command = [sys.executable, str(PROGRAM), "annotate", "-", "--output", str(one)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path) | PATHS
    ) as first:
        assert first.stdin and first.stderr
        first.stdin.write(archive.read_bytes()[:10_000])
        first.stdin.flush()  # it waits for more, so it cannot have ended
        assert first.stderr.readline() == b"line 7: not JSON\n"
        written = one.read_bytes()
        second = annotate(tmp_path, str(archive), "--output", str(one))
        said = f"Error: Another run is writing {one.name}.\n".encode()
        assert (second.returncode, second.stdout, second.stderr) == (1, b"", said)
        assert one.read_bytes().startswith(written)  # the first one may have written on
        first.kill()
    assert one.read_bytes().count(b"\n") in range(SIZE, 301)
    again = annotate(tmp_path, str(archive), "--output", str(one))
    printed = annotate(tmp_path, str(archive))
    assert (again.returncode, again.stdout) == (1, b"")
    assert again.stderr == printed.stderr
    assert again.stderr.splitlines()[0] == b"line 7: not JSON"
    assert one.read_bytes() == printed.stdout
    assert printed.stdout.count(b"\n") == 301


@pytest.mark.model
def test_the_real_model_says_the_same_in_one_process_and_in_two(tmp_path: Path) -> None:
    texts = ["I feel so low and hopeless tonight", "Six new leaves on the oak this morning!"]
    texts += ["I cannot go on " * 60, "Das ist ein schöner Tag am See", "Great news, everyone"]
    archive = tmp_path / "posts.jsonl"
    lines = [json.dumps({"text": f"{texts[n * n % 5]} {n * 7}"}) for n in range(150)]
    archive.write_text("\n".join(lines))
    one = run(tmp_path, "annotate", str(archive))
    two = run(tmp_path, "annotate", str(archive), "--jobs", "2")
    assert (one.returncode, one.stderr, two.stderr) == (0, b"", b"")
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == 150


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cluster", "127.0.0.1:1"], "--cluster goes with --engine ray."),
        (["--jobs", "0"], "Invalid value for '--jobs'"),
    ],
)
def test_wrong_options_end_with_2_and_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = run(tmp_path, "annotate", "-", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr.decode()
