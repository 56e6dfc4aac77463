"""A setting is tried on the posts last read and on samples, before it is kept."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event
from time import perf_counter, thread_time
from typing import Any

import pytest
from live import ORIGIN
from settings_reader import GERMAN, GREEN, LOW, Reader

from companion.app import create_app
from companion.choices.table import ROW
from companion.clock import tell_time
from companion.config import Config
from companion.guard import Guard
from companion.language import find_reason
from companion.pairing import Pairing
from companion.refusal import Refusal
from companion.samples import POSTS, Samples
from companion.screeners import Judgement
from companion.screening import Screening, load_screener
from companion.store import open_store

ADDRESS = "http://127.0.0.1:22560"


@pytest.mark.model
def test_a_post_that_is_off_is_not_remembered(reader: Reader) -> None:
    reader.settings(set={"on": False}, site="off.example")
    reader.annotate(LOW, site="off.example")
    preview = reader.ask("/v1/preview", {"site": "off.example", "set": {"on": True}}).json
    assert preview["seen"]["count"] == 0


def test_every_sample_can_be_judged_and_names_nobody() -> None:
    assert len({post.text for post in POSTS}) == len({post.id for post in POSTS}) == 40
    assert [post.id for post in POSTS if find_reason(post.text, "en")] == []
    assert not any(sign in post.text for post in POSTS for sign in ("@", "http", "#"))


def test_samples_that_wait_too_long_for_the_model_ask_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("companion.samples.PATIENCE", 0.01)
    begun, ended = Event(), Event()

    def wait(texts: Sequence[str]) -> list[Judgement | None]:
        begun.set()
        assert ended.wait(20)
        return [None] * len(texts)

    samples = Samples(wait)
    samples.begin()
    assert begun.wait(20)
    with pytest.raises(Refusal, match="busy"):
        samples.list_posts()
    ended.set()


def test_samples_of_a_broken_model_are_asked_for_again() -> None:
    sizes: list[int] = []

    def fail(texts: Sequence[str]) -> list[Judgement | None]:
        sizes.append(len(texts))
        return [None] * len(texts)

    samples = Samples(fail)
    assert [each.judged.reason for each in samples.list_posts()] == ["model_failed"] * 40
    samples.list_posts()
    assert sum(sizes) == 80 and max(sizes) <= 8


@pytest.mark.model
def test_a_preview_tells_which_posts_would_get_a_note(reader: Reader) -> None:
    reader.annotate(LOW, GREEN, GERMAN, site="p.example")
    asked = {"site": "p.example", "set": {"action.despair": "fold"}}
    reply = reader.ask("/v1/preview", asked).json
    assert [reply["seen"][part] for part in ("count", "before", "after")] == [3, 1, 1]
    post = reply["seen"]["posts"][0]
    assert (post["text"], post["site"]) == (LOW, "p.example")
    assert (post["before"]["level"], post["after"]["level"]) == ("note", "fold")
    assert reply["samples"]["count"] == len(POSTS) == 40
    assert 10 <= reply["samples"]["before"] <= 30
    assert reader.levels(LOW, site="p.example") == ["note"]
    none = reader.ask("/v1/preview", {"site": "p.example", "set": {"on": False}}).json
    assert (none["seen"]["after"], none["samples"]["after"]) == (0, 0)


@pytest.mark.model
def test_a_careful_dial_shows_no_fewer_posts_and_own_words_show_at_once(reader: Reader) -> None:
    reader.annotate(LOW, GREEN, GERMAN, site="q.example")
    dials = {name: 0.05 for name in ROW if name.startswith("dial.")}
    careful = reader.ask("/v1/preview", {"set": dials}).json["samples"]
    gentle = reader.ask("/v1/preview", {"set": dict.fromkeys(dials, 0.9)}).json["samples"]
    assert careful["after"] > careful["before"] > gentle["after"]
    words = {"always_note": [{"phrase": "bellt"}], "always_show": ["grey"]}
    seen = reader.ask("/v1/preview", {"set": words}).json["seen"]
    posts = [post for post in seen["posts"] if post["site"] == "q.example"]
    notes = {post["text"]: (post["before"], post["after"]) for post in posts}
    assert notes[LOW][0]["category"] == "despair" and notes[LOW][1] is None
    assert notes[GERMAN][0] is None and notes[GERMAN][1]["category"] == "own"


def test_a_preview_of_what_does_not_fit_is_refused(reader: Reader) -> None:
    reply = reader.ask("/v1/preview", {"set": {"dial.hate": 7}})
    assert (reply.status, reply.code, reply.json["error"]["field"]) == (
        400,
        "bad_value",
        "dial.hate",
    )


@pytest.mark.model
def test_posts_of_a_program_are_not_what_the_reader_read(reader: Reader) -> None:
    posts = [{"id": "1", "text": LOW}]
    message = {"site": "program.example", "posts": posts}
    assert reader.live.ask("/v1/annotate", message, reader.token, origin=None).status == 200
    preview = reader.ask("/v1/preview", {"site": "program.example"}).json
    assert preview["seen"]["count"] == 0


@pytest.mark.model
def test_a_preview_of_200_posts_answers_within_150_ms(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """In this process and by its own clock, since other programs may have the machine."""
    config = Config(tmp_path)
    with (
        open_store(tmp_path) as store,
        closing(Screening(lambda: load_screener(config), config.model, patience=100)) as screening,
    ):
        pairing = Pairing(store, lambda: 0.0)
        token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
        app = create_app(Guard(22560, pairing), pairing, screening, store, tell_time)
        client = app.test_client()
        headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}

        def ask(path: str, message: dict[str, Any]) -> dict[str, Any]:
            reply = client.post(path, base_url=ADDRESS, json=message, headers=headers)
            assert reply.status_code == 200, reply.json
            return dict(reply.json)

        texts = [f"{LOW} This is number {number} of many. {GREEN * 2}" for number in range(20)]
        for page in range(11):
            posts = [{"id": f"{page}-{place}", "text": text} for place, text in enumerate(texts)]
            ask("/v1/annotate", {"site": "many.example", "posts": posts})
        ask("/v1/preview", {})
        topics = [{"phrase": f"topic {number}"} for number in range(100)]
        words = [f"word{number}" for number in range(200)]
        change = {"dial.despair": 0.1, "always_note": topics, "always_show": words}
        start, worked = perf_counter(), thread_time()
        for _ in range(5):
            reply = ask("/v1/preview", {"set": change})
        took = (thread_time() - worked) / 5 * 1_000
        waited = (perf_counter() - start) / 5 * 1_000
    assert (reply["seen"]["count"], reply["samples"]["count"]) == (200, 40)
    assert reply["seen"]["after"] >= 190
    print(f"preview of 200 posts with 300 words of the reader's own: {took:.0f} ms ({waited:.0f})")
    record_property("preview_ms", round(took))
    assert took < 150
