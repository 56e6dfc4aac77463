"""Whatever a program sends to the other protocols and to /rank: a message back, nothing made up."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from any_values import few
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from companion.answer import answer_error
from companion.choices.choosing import Choosing
from companion.clock import tell_time
from companion.dropins import add_dropins, find_shape
from companion.dropins.attributes import ATTRIBUTES, EXPERIMENTAL, OTHERS
from companion.rank import add_rank
from companion.screeners import Judgement
from companion.screening import Screening
from companion.store import open_store

PATHS = ["/v1alpha1/comments:analyze", "/v1alpha1/comments:suggestscore", "/v1/moderations"]
PATHS += ["/rank"]
KEYS = "comment text type requestedAttributes attributeScores languages input model items id title"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()) | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
TEXTS = st.text(max_size=40) | st.sampled_from(
    ["a heavy day for all of us", "You are lovely, all of you", "Das ist ein sehr schöner Tag", ""]
)


class Partial:
    """A model with two categories of ten, and no label for toxicity."""

    name = "partial"

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """Heavy ones are threats."""
        return [
            Judgement({"hate": 0.125, "threat": 0.75 * ("heavy" in text)}, 0.0, {}, {}, {}, {})
            for text in texts
        ]


ANSWERED = {"IDENTITY_ATTACK": 0.125, "THREAT": 0.75}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The routes alone: who may ask them is the guard's affair."""
    app = Flask("partial")
    screening = Screening(Partial, "partial", patience=100)
    with open_store(tmp_path_factory.mktemp("partial")) as store:
        choosing = Choosing(store, tell_time)
        add_dropins(app, screening, choosing, 1)
        add_rank(app, screening.judge, choosing)
        app.register_error_handler(Exception, lambda error: answer_error(error, find_shape))
        yield app.test_client()
    screening.close()


@pytest.mark.parametrize("path", PATHS)
@few
@given(body=JSON)
@example(body={"comment": {"text": "\x00 so"}, "requestedAttributes": {"THREAT": {}}})
@example(body={"input": ["a", "\ud800"], "items": [{"id": "", "text": "\ud800", "title": "\x00"}]})
def test_any_json_gets_an_answer_or_a_refusal(client: FlaskClient, path: str, body: Any) -> None:
    reply = client.post(path, json=body)
    assert reply.status_code in (200, 400, 404)
    assert isinstance(reply.json, dict)
    assert ("error" in reply.json) == (reply.status_code != 200)


@few
@given(
    st.sets(
        st.sampled_from([*ATTRIBUTES, *sorted(OTHERS)[:3], *sorted(EXPERIMENTAL)[:3], "MADE_UP"])
    ),
    TEXTS,
    st.sampled_from([0.0, 0.5, 1.0]),
    st.booleans(),
)
def test_scores_are_those_asked_for_that_the_model_has_or_there_are_none(
    client: FlaskClient, names: set[str], text: str, threshold: float, spans: bool
) -> None:
    wanted = {name: {"scoreThreshold": threshold} for name in names}
    body = {"comment": {"text": text}, "requestedAttributes": wanted, "spanAnnotations": spans}
    reply = client.post(PATHS[0], json=body).json
    scores = reply.get("attributeScores", {})
    assert names <= ANSWERED.keys() or "error" in reply
    assert scores.keys() <= names & ANSWERED.keys()
    for name, score in scores.items():
        value = score["summaryScore"]["value"]
        assert value == (ANSWERED[name] if name != "THREAT" or "heavy" in text else 0.0)
        assert value >= threshold


@few
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_a_result_a_text_and_nothing_is_said_of_categories_that_the_model_lacks(
    client: FlaskClient, texts: list[str]
) -> None:
    reply = client.post(PATHS[2], json={"input": texts})
    results = reply.json["results"]
    assert len(results) == len(texts)
    for text, result in zip(texts, results, strict=True):
        looked_at = {
            name for name, kinds in result["category_applied_input_types"].items() if kinds
        }
        assert looked_at == (set() if result.get("unjudged") else {"hate", "violence"})
        unsaid = result["category_scores"].keys() - looked_at
        assert {result["category_scores"][name] for name in unsaid} == {0.0}
        assert not any(result["categories"][name] for name in unsaid)
        assert result["flagged"] == ("heavy" in text and not result.get("unjudged"))


@few
@given(st.lists(TEXTS, max_size=8))
def test_ranked_posts_are_those_sent_and_the_others_keep_their_order(
    client: FlaskClient, texts: list[str]
) -> None:
    items = [{"id": f"p{place}", "text": text} for place, text in enumerate(texts)]
    ranked = client.post("/rank", json={"items": items}).json["ranked_ids"]
    assert sorted(ranked) == sorted(item["id"] for item in items)
    noted = [item["id"] for item in items if item["text"].startswith("a heavy day")]
    others = [item["id"] for item in items if item["id"] not in noted]
    assert ranked == others + noted
