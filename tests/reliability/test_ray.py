"""A Ray of this machine's own, with two workers, one of them killed. Where Ray is installed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from figures import Figures
from live import environment, run
from test_archive_runs import PATHS, PROGRAM, annotate, write_archive


def test_a_worker_of_ray_is_killed_and_the_rows_are_those_of_one_process(
    tmp_path: Path, figures: Figures, sizes: dict[str, int]
) -> None:
    pytest.importorskip("ray")
    archive, output = write_archive(tmp_path / "posts.jsonl", sizes["ray"]), tmp_path / "ray.jsonl"
    pids = tmp_path / "pids"
    pids.mkdir()
    command = [sys.executable, str(PROGRAM), "annotate", str(archive), "--output", str(output)]
    command += ["--engine", "ray", "--jobs", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=environment(tmp_path) | PATHS | {"PIDS": str(pids)}
    ) as process:
        assert process.stderr
        said = process.stderr.readline()
        assert said == b"line 7: not JSON\n"
        workers = {int(path.name) for path in pids.iterdir()}
        listening = list_listening()
        os.kill(min(workers), signal.SIGKILL)
        said += process.stderr.read()
    done = {int(path.name) for path in pids.iterdir()}
    assert len(done) > max(len(workers), 2)  # both, and the one that took the dead one's place
    assert listening == {"127.0.0.1"}
    whole = annotate(tmp_path, str(archive))
    assert said == whole.stderr
    assert process.returncode == whole.returncode == 1
    assert output.read_bytes() == whole.stdout
    assert whole.stdout.count(b"\n") == sizes["ray"] + 1
    figures.add("Ray: rows other than one process's, a worker killed", 0, "0")


@pytest.mark.model
def test_ray_takes_up_a_run_with_the_real_model(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    archive, output = tmp_path / "posts.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"text": f"I feel low and hopeless tonight, {n}"}) for n in range(300)]
    archive.write_text("\n".join(lines))
    whole = run(tmp_path, "annotate", str(archive)).stdout
    output.write_bytes(whole[:100_000])
    words = ["annotate", str(archive), "--engine", "ray", "--jobs", "2", "--output", str(output)]
    done = subprocess.run(
        [sys.executable, "-m", "companion", *words], capture_output=True, env=environment(tmp_path)
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert output.read_bytes() == whole


def list_listening() -> set[str]:
    """The addresses on which Ray's programs listen, as the system knows them."""
    said = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True).stdout
    ours = [line for line in said.splitlines() if '"ray' in line or '"gcs_server' in line]
    return {line.split()[3].rpartition(":")[0].strip("[]").removeprefix("::ffff:") for line in ours}
