"""The messages about reading, over the wire, and the commands that print the same."""

import csv
import io
import json

from live import Live, run

LINK = "https://forum.example/posts/110"


def test_what_a_page_tells_comes_back_in_the_mirror_the_ledger_and_the_commands(own: Live) -> None:
    token = own.pair()
    seen = [{"category": "despair", "sentiment": "negative"}] * 7 + [{"sentiment": "positive"}]
    told = {"site": "Forum.example", "seconds": 30, "seen": seen, "opened": ["despair"]}
    reply = own.ask("/v1/exposure", told, token)
    assert (reply.status, reply.json["pause"]["heavy"]) == (200, 7)
    assert own.ask("/v1/boundary", {"site": "forum.example", "act": "wait"}, token).status == 200
    add = {"add": {"link": LINK, "site": "forum.example", "category": "despair"}}
    assert own.ask("/v1/later", add, token).json["added"] == 1
    (row,) = own.ask("/v1/insights", {}, token).json["sums"]
    assert (row["site"], row["seen"], row["minutes"], row["pauses_taken"]) == (
        "forum.example",
        8,
        0.5,
        1,
    )
    ledger = own.ask("/v1/ledger", {}, token).json
    assert {"sums", "later", "clients"} <= {part["id"] for part in ledger["parts"]}
    assert ledger["bytes"] == sum(path.stat().st_size for path in own.folder.iterdir())
    (line,) = csv.DictReader(io.StringIO(run(own.folder, "insights", "--csv").stdout.decode()))
    assert (line["seen"], line["despair_noted"], line["despair_opened"]) == ("8", "7", "1")
    printed = run(own.folder, "ledger").stdout.decode()
    assert "Posts set aside" in printed
    assert "mindful-feed erase later" in printed
    assert run(own.folder, "erase", "later", "--yes").returncode == 0
    assert own.ask("/v1/later", {}, token).json["links"] == []
    erased = own.ask("/v1/erase", {"parts": ["sums", "today"]}, token)
    assert not {"sums", "later"} & {part["id"] for part in erased.json["parts"]}
    assert own.stop() == 0
    kept = b"".join(path.read_bytes() for path in own.folder.iterdir())
    assert b"forum" not in kept


def test_sums_of_the_last_minute_are_kept_when_the_companion_stops(own: Live) -> None:
    token = own.pair()
    for seconds in (10, 10):
        own.ask("/v1/exposure", {"site": "forum.example", "seconds": seconds, "seen": [{}]}, token)
    assert own.stop() == 0
    printed = run(own.folder, "insights").stdout.decode()
    assert "2 posts, 0 with a note" in printed
    assert run(own.folder, "erase", "sums", "--yes").returncode == 0
    assert "Nothing was counted yet." in run(own.folder, "insights").stdout.decode()


def test_all_can_be_erased_by_a_paired_browser_which_is_then_paired_no_longer(own: Live) -> None:
    token = own.pair()
    assert own.ask("/v1/erase", {"parts": ["all"]}, token).status == 200
    assert own.ask("/v1/ledger", {}, token).code == "bad_token"


def test_a_page_cannot_tell_text_or_an_address_of_another_kind(live: Live, token: str) -> None:
    for message in (
        {"site": "a.example", "seen": [{"text": "secret"}]},
        {"site": "a.example", "seconds": 61},
        {"site": "a.example", "seconds": -1},
        {"site": "a.example", "seen": [{"category": "nonsense"}]},
        {"site": "a.example", "seen": [{}] * 201},
    ):
        assert live.ask("/v1/exposure", message, token).code == "schema", json.dumps(message)[:80]
    for link in (
        "javascript:alert(1)",
        "http://forum.example/",
        "https://a b",
        "https://" + "a" * 2001,
    ):
        add = {"add": {"link": link, "site": "a.example"}}
        assert live.ask("/v1/later", add, token).code == "schema"
    assert live.ask("/v1/erase", {"parts": []}, token).code == "schema"


def test_commands_without_anything_kept_say_so(own: Live) -> None:
    nowhere = own.folder / "nowhere"
    for words in (["ledger"], ["erase", "sums", "--yes"]):
        assert run(nowhere, *words).stdout.decode().strip() == "Nothing is kept."
    assert run(nowhere, "insights").stdout.decode().strip() == "Nothing was counted yet."
    assert run(nowhere, "insights", "--csv").stdout.decode().startswith("day,site,minutes")
    assert run(nowhere, "erase", "nonsense").returncode == 2
    assert not nowhere.exists()
