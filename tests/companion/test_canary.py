"""A word that stands in posts alone is searched for in everything that the programs could write."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import Live, run

CANARY = f"canary{secrets.token_hex(8)}"
TEXT = f"I feel so low and hopeless tonight, {CANARY}, and nobody knows."


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a cache and a folder for temporary files of our own, all of them searched."""
    variables = {"TMPDIR": "temporary", "HOME": "user", "XDG_CACHE_HOME": "cache"}
    variables |= {"XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config"}
    for variable, name in variables.items():
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    return tmp_path


def find_traces(places: Path, process: int | None = None) -> list[str]:
    """Every file that holds the word, or has it in its name; open files without a name too."""
    paths = [path for path in places.rglob("*") if path.is_file()]
    named = [str(path) for path in places.rglob("*") if CANARY in path.name]
    return named + [str(path) for path in [*paths, *list_open(process)] if holds(path)]


def list_open(process: int | None) -> Iterator[Path]:
    folder = Path(f"/proc/{process}/fd")
    if process and folder.exists():
        yield from (path for path in folder.iterdir() if path.is_file())


def holds(path: Path) -> bool:
    try:
        return CANARY.encode() in path.read_bytes()
    except OSError:
        return False


def test_no_message_about_a_post_leaves_a_trace(places: Path) -> None:
    own = Live(places / "home", places / "logs")
    token = own.pair()
    assert own.annotate(token, TEXT, f"{CANARY} " * 60, CANARY)[0]["status"] == "judged"
    asked = {
        "/v1/why": {"text": TEXT, "category": "despair"},
        "/v1/preview": {"set": {}},
        "/v1/feedback": {"category": "despair", "verdict": "not_this", "score": 0.5},
        "/v1/resources": {"topic": "despair"},
        "/v1/ledger": {},
        "/v1/insights": {},
    }
    for path, message in asked.items():
        reply = own.ask(path, message, token)
        assert reply.status in (200, 404), (path, reply)
        if path in ("/v1/ledger", "/v1/insights", "/v1/feedback"):
            assert CANARY not in reply.body.decode()
    comment, scores = {"text": TEXT}, {"INSULT": {"summaryScore": {"value": 0.9}}}
    for_programs = {
        "/v1alpha1/comments:analyze": {"comment": comment, "requestedAttributes": {"INSULT": {}}},
        "/v1alpha1/comments:suggestscore": {"comment": comment, "attributeScores": scores},
        "/v1/moderations": {"input": [TEXT, CANARY]},
        "/rank": {"items": [{"id": CANARY, "text": TEXT}]},
    }
    for path, message in for_programs.items():
        assert own.ask(path, message, token, origin=None).status == 200, path
        wrong = own.ask(path, {CANARY: TEXT, **message}, token, origin=None)
        assert wrong.status == 400
        assert CANARY not in wrong.body.decode()
    for path in (*asked, "/v1/annotate", "/v1/settings", "/v1/exposure", "/v1/nothing"):
        wrong = own.ask(path, {"text": TEXT, CANARY: TEXT, "posts": TEXT}, token)
        assert wrong.status in (400, 404)
        assert CANARY not in wrong.body.decode()
    assert find_traces(places, own.process.pid) == []
    own.kill()  # what a crash leaves behind is searched too
    assert find_traces(places) == []


def test_annotating_a_file_leaves_no_trace_but_its_own_output(places: Path) -> None:
    lines = [{"id": "1", "text": TEXT}, {"id": "2", "text": 3, "more": CANARY}, {"id": CANARY}]
    content = "\n".join(json.dumps(line) for line in lines) + f"\n{CANARY} is no JSON\n"
    done = run(places / "home", "annotate", "-", stdin=content.encode())
    assert done.returncode == 1
    assert CANARY.encode() not in done.stdout
    assert CANARY.encode() not in done.stderr
    assert find_traces(places) == []


def test_a_trace_would_be_found(places: Path) -> None:
    (places / "temporary" / "spool").write_text(f"...{TEXT}...")
    (places / "cache" / f"{CANARY}.log").write_text("")
    assert len(find_traces(places)) == 2
    with (places / "temporary" / "open").open("w+") as file:
        file.write(TEXT)
        file.flush()
        os.unlink(file.name)
        assert len(find_traces(places, os.getpid())) == 3
