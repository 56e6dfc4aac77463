"""What the model cannot read is left unjudged; English of any kind is judged."""

import pytest

from companion.language import find_reason
from companion.measures import average


def test_posts_of_other_languages_are_left_unjudged(read_rows):
    rows = [row for row in read_rows("languages") if row["lang"] not in {"en", "short"}]
    assert average([find_reason(row["text"]) == "language" for row in rows]) >= 0.97


def test_posts_too_short_to_judge_are_left_unjudged(read_rows):
    rows = [row for row in read_rows("languages") if row["lang"] == "short"]
    assert [row["text"] for row in rows if find_reason(row["text"]) is None] == []


def test_hard_english_is_judged(read_rows):
    rows = [row for row in read_rows("languages") if row["lang"] == "en"]
    assert average([find_reason(row["text"]) is None for row in rows]) >= 0.85


def test_dialects_of_english_are_judged(read_rows):
    rows = read_rows("dialect_gap")
    assert average([find_reason(row["text"]) is None for row in rows]) >= 0.99


@pytest.mark.parametrize(
    "text", ["", "   ", "😭😭😭", "!!! ???", "12 345", "@user http", "https://x.y"]
)
def test_a_post_without_words_has_no_text(text):
    assert find_reason(text) == "no_text"


@pytest.mark.parametrize("text", ["hello there", "ok", "@user thanks"])
def test_fewer_than_three_words_are_too_short(text):
    assert find_reason(text) == "too_short"


@pytest.mark.parametrize("text", ["kill yourself", "kys", "KMS", "end yourself", "suicidal"])
def test_an_unmistakable_phrase_is_long_enough(text):
    assert find_reason(text) is None


@pytest.mark.parametrize("hint", [None, "en", "en-GB", "EN_us", "de"])
def test_a_wrong_hint_does_not_silence_plain_english(hint):
    assert find_reason("I went to the shop and bought some bread for my mother", hint) is None


@pytest.mark.parametrize("hint", [None, "en", "de"])
def test_a_wrong_hint_does_not_let_another_language_through(hint):
    text = "Ich war gestern mit meiner Schwester im Kino und es hat stark geregnet"
    assert find_reason(text, hint) == "language"


def test_english_words_among_others_keep_a_mixed_post_judged():
    assert find_reason("honestly I feel so alone tonight, gute Nacht") is None
