"""What a machine does to a program: its clock jumps, it sleeps, its folders change or fill up."""

import http.client
import json
import os
import shutil
import signal
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest
from live import ORIGIN, Live, run, write_request

from companion.pairing import Pairing
from companion.store import open_store

POSTS = {"posts": [{"id": "1", "text": "The oak sapling put out six new leaves."}]}


def test_a_clock_that_is_set_back_ends_no_pairing(tmp_path: Path) -> None:
    days = [date(2026, 5, 1)]
    with open_store(tmp_path) as store:
        pairing = Pairing(store, lambda: 0.0, lambda: days[0])
        token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
        days[0] -= timedelta(days=4_000)
        assert pairing.find_origin(token) == ORIGIN
        assert pairing.redeem(pairing.make_code(), ORIGIN, "test")
        assert pairing.find_origin(token) == ORIGIN


def test_a_machine_that_sleeps_in_the_middle_of_a_request_answers_it_afterwards(own: Live) -> None:
    token = own.pair()
    headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}
    raw = write_request(own.port, headers=headers, body=json.dumps(POSTS).encode())
    with socket.create_connection(("127.0.0.1", own.port), timeout=30) as sock:
        sock.sendall(raw[:-20])
        own.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, own.process.pid, os.WSTOPPED | os.WNOWAIT)
        sock.sendall(raw[-20:])
        own.process.send_signal(signal.SIGCONT)
        reply = http.client.HTTPResponse(sock)
        reply.begin()
        assert reply.status == 200
        assert b'"judged"' in reply.read()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_that_may_not_be_written_to_costs_no_annotation(own: Live) -> None:
    token = own.pair()
    aside = own.folder.with_name("aside")
    own.folder.rename(aside)  # not even the superuser can write into a file
    own.folder.write_bytes(b"")
    assert own.ask("/v1/annotate", POSTS, token).status == 200
    own.folder.unlink()
    aside.rename(own.folder)
    assert own.pair()


def test_a_companion_that_may_not_write_at_all_says_so_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    for words in (("serve", "--port", "0", "--no-browser"), ("token", "list"), ("pair", "--list")):
        done = run(tmp_path / "home", *words)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.model
def test_a_model_that_is_swapped_on_the_disk_changes_nothing_until_a_restart(
    tmp_path: Path, shipped_folder: Path
) -> None:
    mine = tmp_path / "home" / "models" / shipped_folder.name
    shutil.copytree(shipped_folder, mine)
    own = Live(tmp_path / "home", tmp_path / "logs")
    token = own.pair()
    assert own.annotate(token, "The first post, calm and plain.")[0]["status"] == "judged"
    (mine / "model.onnx").unlink()
    (mine / "model.onnx").write_bytes(b"half")
    assert own.annotate(token, "The second post, calm and plain.")[0]["status"] == "judged"
    own.stop()
    again = Live(tmp_path / "home", tmp_path / "again", own.port)
    said = again.annotate(token, "The third post, calm and plain.")[0]
    assert (said["status"], said["reason"]) == ("unjudged", "model_failed")
    again.stop()
    assert "not the file that model.toml names" in (tmp_path / "again" / "stderr").read_text()


def test_a_companion_told_to_stop_ends_while_somebody_is_still_sending(own: Live) -> None:
    token = own.pair()
    headers = {"Authorization": f"Bearer {token}", "Content-Length": "5000"}
    half = write_request(own.port, headers=headers, body=b'{"posts"')
    with socket.create_connection(("127.0.0.1", own.port), timeout=30) as sock:
        sock.sendall(half)
        assert own.annotate(token, "Another post meanwhile, quite calm.")
        assert own.stop() == 0
        assert sock.recv(1) == b""
    assert not (own.folder / "command.token").exists()
    assert not list(own.folder.glob(".tdb-*"))
