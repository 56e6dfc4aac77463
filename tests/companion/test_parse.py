"""Strict reading: what it takes, what it refuses, and that it never breaks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.parse import MAX_DEPTH, read_json, read_message
from companion.protocol import AnnotateRequest, HelloRequest, PairRequest
from companion.refusal import Refusal

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_json_can_say_is_read_as_it_was_said(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_bytes_that_are_no_message_are_refused(body: bytes) -> None:
    for kind in (AnnotateRequest, HelloRequest, PairRequest):
        with pytest.raises(Refusal):
            read_message(kind, body)


@given(st.text(alphabet='[]{}",:0123456789.eE+-\\untrfalsp \n', max_size=60))
def test_any_text_of_json_signs_is_read_or_refused(text: str) -> None:
    try:
        read_json(text.encode())
    except Refusal as refusal:
        assert refusal.status == 400


def test_sixteen_levels_are_read_and_seventeen_refused() -> None:
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    with pytest.raises(Refusal, match="too_deep"):
        read_json(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))


def test_half_a_pair_of_surrogates_becomes_a_replacement_character() -> None:
    assert read_json(b'"a\\ud800b \\ud83d\\ude00"') == "a\ufffdb \U0001f600"


def test_the_field_that_is_wrong_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        read_message(AnnotateRequest, b'{"posts": [{"id": "1", "text": "a"}, {"id": "2"}]}')
    assert refused.value.field == "posts.1.text"


def test_a_key_that_the_client_made_up_is_not_repeated() -> None:
    body = b'{"posts": [{"id": "1", "text": "a", "my secret words": 1}]}'
    with pytest.raises(Refusal) as refused:
        read_message(AnnotateRequest, body)
    assert refused.value.field == "posts.0"
    assert "secret" not in refused.value.message
