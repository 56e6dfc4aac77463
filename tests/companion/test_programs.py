"""Tokens of the owner's programs: made by name, good for what they were made for, and revoked."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from live import ORIGIN, Live, run, write_request

from companion.guard import SCOPES
from companion.programs import MAX_PROGRAMS, Programs
from companion.refusal import Refusal
from companion.store import Store, open_store

POSTS = {"posts": [{"id": "1", "text": "The oak sapling put out six new leaves."}]}
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\n")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


def add(folder: Path, name: str, *scopes: str) -> str:
    words = [word for scope in scopes for word in ("--for", scope)]
    done = run(folder, "token", "add", name, *words)
    assert done.returncode == 0, done.stderr
    assert TOKEN.fullmatch(done.stdout.decode())
    return done.stdout.decode().strip()


def test_only_a_hash_of_a_token_is_kept(store: Store, tmp_path: Path) -> None:
    token = Programs(store, lambda: date(2026, 1, 1)).add("bot", ["annotate"])
    assert store.programs()[0].key == sha256(token.encode()).hexdigest()
    assert token.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert Programs(Store(tmp_path)).find_scopes(token) == {"annotate"}


def test_a_name_stands_for_one_token(store: Store) -> None:
    programs = Programs(store)
    programs.add("bot", ["annotate"])
    with pytest.raises(Refusal, match="name_taken"):
        programs.add("bot", ["resources"])
    assert programs.revoke("bot")
    assert not programs.revoke("bot")
    programs.add("bot", ["resources"])


def test_there_is_an_end_to_tokens(store: Store) -> None:
    programs = Programs(store)
    for number in range(MAX_PROGRAMS):
        programs.add(f"bot{number}", ["annotate"])
    with pytest.raises(Refusal, match="too_many"):
        programs.add("one-more", ["annotate"])


def test_the_day_of_the_last_use_is_told(store: Store) -> None:
    days = [date(2026, 1, 1)]
    programs = Programs(store, lambda: days[0])
    token = programs.add("bot", ["annotate"])
    days[0] = date(2026, 2, 1)
    programs.find_scopes(token)
    assert (programs.list_rows()[0].made_on, programs.list_rows()[0].used_on) == (
        "2026-01-01",
        "2026-02-01",
    )


def test_a_full_disk_does_not_turn_a_program_away(store: Store, tmp_path: Path) -> None:
    days = [date(2026, 1, 1)]
    programs = Programs(store, lambda: days[0])
    token = programs.add("bot", ["annotate"])
    days[0] = date(2026, 1, 2)
    shutil.rmtree(tmp_path)
    assert programs.find_scopes(token) == {"annotate"}
    tmp_path.mkdir()


def test_every_route_that_a_scope_opens_exists(live: Live, token: str) -> None:
    paths = {
        "annotate": "/v1/annotate",
        "explain": "/v1/why",
        "list_resources": "/v1/resources",
        "analyze_comment": "/v1alpha1/comments:analyze",
        "suggest_score": "/v1alpha1/comments:suggestscore",
        "moderate": "/v1/moderations",
        "list_models": "/v1/models",
        "show_model": "/v1/models/other",
        "rank": "/rank",
    }
    for endpoint in set().union(*SCOPES.values()):
        reply = live.ask(paths[endpoint], {"surprise": 1}, token, origin=None)
        is_read = endpoint in ("list_models", "show_model")
        assert reply.status == (405 if is_read else 400), endpoint


def test_a_programs_token_opens_what_it_was_made_for_and_nothing_else(own: Live) -> None:
    token = add(own.folder, "bot", "annotate")
    assert own.ask("/v1/annotate", POSTS, token, origin=None).status == 200
    why = {"text": "I feel low.", "category": "despair"}
    assert own.ask("/v1/why", why, token, origin=None).status == 200
    closed = ["/v1/resources", "/v1/owner/code", "/v1/owner/programs", "/v1/nothing", "/rank"]
    for path in closed:
        reply = own.ask(path, {}, token, origin=None)
        assert (reply.status, reply.code) == (403, "out_of_scope"), path


def test_no_browser_can_use_a_programs_token(own: Live) -> None:
    token = add(own.folder, "bot", "annotate", "resources")
    assert own.ask("/v1/resources", {}, token, origin=None).status == 200
    assert own.ask("/v1/annotate", POSTS, token, origin=ORIGIN).code == "not_paired"
    assert own.ask("/v1/annotate", POSTS, token, origin="https://evil.example").code == "bad_origin"
    for site in ("none", "same-origin"):
        headers = {"Authorization": f"Bearer {token}", "Sec-Fetch-Site": site}
        assert own.send(write_request(own.port, headers=headers)).code == "not_paired"


def test_tokens_are_listed_and_revoked_while_the_companion_runs_and_when_not(own: Live) -> None:
    token = add(own.folder, "bot", "annotate", "resources")
    listed = run(own.folder, "token", "list").stdout.decode()
    assert listed.startswith("bot  for annotate, resources  made 20")
    assert token not in listed
    assert run(own.folder, "token", "add", "bot", "--for", "annotate").returncode == 1
    assert run(own.folder, "token", "revoke", "bot").returncode == 0
    assert own.ask("/v1/annotate", POSTS, token, origin=None).code == "bad_token"
    own.stop()
    add(own.folder, "other", "annotate")
    assert run(own.folder, "token", "list").stdout.decode().startswith("other  for annotate")
    assert run(own.folder, "token", "add", "other", "--for", "annotate").returncode == 1
    assert run(own.folder, "token", "revoke", "other").returncode == 0
    assert run(own.folder, "token", "revoke", "other").returncode == 1
    assert run(own.folder, "token", "list").stdout == b"No program has a token.\n"


@pytest.mark.parametrize(
    "words", [("add", "bot"), ("add", "a b", "--for", "annotate"), ("add", "bot", "--for", "all")]
)
def test_a_token_for_nothing_or_for_everything_is_wrong_use(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(tmp_path, "token", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
