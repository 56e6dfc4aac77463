"""OpenAI's moderation protocol, asked by OpenAI's own client library, unmodified, and by hand."""

from typing import Any

import openai
import pytest
from live import ORIGIN, Live, Reply
from tools import CALM, GERMAN, RUDE, add_program, ask, get

from companion.dropins.moderation_errors import ModerationErrorReply
from companion.dropins.moderation_shapes import MOST_INPUTS
from companion.dropins.moderations import SOURCES, describe_text, describe_texts
from companion.refusal import Refusal
from companion.screeners import Judgement
from companion.screening import Screening

PATH = "/v1/moderations"
IMAGE = {"type": "image_url", "image_url": {"url": "https://forum.example/a.png"}}


@pytest.fixture(scope="module")
def key(live: Live) -> str:
    return add_program(live, "moderation", "moderate")


@pytest.fixture
def client(live: Live, key: str, no_proxy: None) -> openai.OpenAI:
    """What a program of before changes: the address and the key."""
    return openai.OpenAI(base_url=f"http://127.0.0.1:{live.port}/v1", api_key=key)


def assert_error(reply: Reply, status: int, code: str) -> None:
    error = ModerationErrorReply.model_validate(reply.json).error
    assert (reply.status, error.code) == (status, code)


def test_openais_own_client_gets_a_result_for_each_text(client: openai.OpenAI) -> None:
    reply = client.moderations.create(model="omni-moderation-latest", input=[RUDE, CALM])
    assert reply.model == "calm-minilm"
    rude, calm = reply.results
    assert (rude.flagged, calm.flagged) == (True, False)
    assert rude.categories.harassment
    assert rude.category_scores.harassment > 0.8 > 0.2 > calm.category_scores.harassment
    assert client.moderations.create(input=RUDE).results[0].flagged
    parts: Any = [{"type": "text", "text": CALM}, {"type": "text", "text": RUDE}]
    (whole,) = client.moderations.create(input=parts).results
    assert whole.flagged


def test_a_category_that_the_model_lacks_is_told_and_no_score_made_up(
    client: openai.OpenAI,
) -> None:
    (result,) = client.moderations.create(input=RUDE).results
    said = result.to_dict()
    for name, source in SOURCES.items():
        assert said["category_applied_input_types"][name] == (["text"] if source else [])  # type: ignore[index]
        if not source:
            assert not said["categories"][name]  # type: ignore[index]
            assert said["category_scores"][name] == 0  # type: ignore[index]
    (model,) = client.models.list().data
    assert model.id == "calm-minilm"
    assert set(model.lacking) == {name for name, source in SOURCES.items() if not source}  # type: ignore[attr-defined]
    assert client.models.retrieve("calm-minilm") == model


def test_a_text_that_cannot_be_judged_is_no_fine_text(client: openai.OpenAI) -> None:
    unread = client.moderations.create(input=[GERMAN, "\U0001f44d", "", RUDE]).results
    assert [one.unjudged for one in unread] == ["language", "no_text", "no_text", None]  # type: ignore[attr-defined]
    for one in unread[:3]:
        assert not any(one.to_dict()["category_applied_input_types"].values())  # type: ignore[attr-defined]
    assert unread[3].flagged


def test_a_recovery_story_is_not_flagged_for_its_topic(client: openai.OpenAI) -> None:
    story = (
        "Two years ago I wanted to end my life. Therapy and my friends carried me through, I have "
        "not hurt myself since, and I am so glad that I stayed. It does get better."
    )
    (result,) = client.moderations.create(input=story).results
    assert not result.flagged


def test_openais_own_client_tells_what_was_wrong(client: openai.OpenAI, live: Live) -> None:
    with pytest.raises(openai.BadRequestError) as image:
        client.moderations.create(input=[{"type": "text", "text": CALM}, IMAGE])  # type: ignore[list-item, misc]
    assert (image.value.code, image.value.param) == ("image_input", "input")
    with pytest.raises(openai.NotFoundError) as model:
        client.moderations.create(input=CALM, model="gpt-4")
    assert (model.value.code, model.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.AuthenticationError) as stranger:
        client.with_options(api_key="sk-" + "a" * 40).moderations.create(input=CALM)
    assert stranger.value.code == "invalid_api_key"
    with pytest.raises(openai.PermissionDeniedError):
        other = add_program(live, "annotator", "annotate")
        client.with_options(api_key=other).moderations.create(input=CALM)
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4")


@pytest.mark.parametrize(
    "body",
    [{}, [], {"input": 1}, {"input": []}, {"input": [1]}, {"input": None}, {"input": [[1, 2]]},
     {"input": CALM, "surprise": 1}, {"input": ["a"] * (MOST_INPUTS + 1)}, {"input": [CALM, IMAGE]},
     {"input": [{"type": "text"}]}, {"input": CALM, "model": 3}],
)  # fmt: skip
def test_bad_input_gets_the_error_that_clients_know(live: Live, key: str, body: Any) -> None:
    assert_error(ask(live, PATH, body, key), 400, "schema")


def test_every_other_refusal_has_this_protocols_shape_too(live: Live, key: str, token: str) -> None:
    assert_error(get(live, PATH, token), 405, "bad_method")
    assert_error(ask(live, "/v1/models", {}, token), 405, "bad_method")
    assert_error(ask(live, PATH, {"input": "a" * 300_000}, key), 413, "too_large")
    assert_error(live.ask(PATH, {"input": CALM}, token, ORIGIN), 403, "programs_only")
    assert_error(live.ask(PATH, {"input": CALM}, origin="https://evil.example"), 403, "bad_origin")
    assert_error(get(live, "/v1/models"), 401, "invalid_api_key")


def test_a_text_of_any_length_is_read_to_its_end(live: Live, key: str) -> None:
    long = f"{CALM} " * 300 + RUDE
    (result,) = ask(live, PATH, {"input": long}, key).json["results"]
    assert result["flagged"]


def test_a_model_with_other_categories_says_so() -> None:
    judgement = Judgement({"hate": 0.9}, 0.0, {}, {}, {}, {})
    said = describe_text([judgement])
    applied = said.category_applied_input_types
    assert [name for name, types in applied.items() if types] == ["hate"]
    assert (said.flagged, said.category_scores["harassment"]) == (True, 0.0)


def test_a_broken_model_is_an_error_and_no_result() -> None:
    def fail() -> Any:
        raise ValueError

    screening = Screening(fail, "broken")
    with pytest.raises(Refusal, match="model_failed"):
        describe_texts([CALM], screening)
    screening.close()
