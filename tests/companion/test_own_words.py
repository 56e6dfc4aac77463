"""A reader's own words are found as they stand, in any script, and no phrase can take long."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.words import find_spans, fold_text, has_phrase


def has(text: str, phrase: str, whole_word: bool = True) -> bool:
    return has_phrase(fold_text(text), fold_text(phrase), whole_word)


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("My dog is asleep.", "dog", True),
        ("My DOG!", "dog", True),
        ("Hotdogs for all", "dog", False),
        ("dogs", "dog", False),
        ("a dog-friendly cafe", "dog", True),
        ("under_dog", "dog", False),
        ("A house   fire\nlast night", "house fire", True),
        ("A house, fire and smoke", "house fire", False),
        ("Day 40 of #recovery", "#recovery", True),
        ("Day 40 of #recovery", "recovery", True),
        ("Day 40 of recovery", "#recovery", False),
        ("#recoveryjourney", "#recovery", False),
        ("It’s over", "it's over", True),
        ("caf\u00e9 time", "cafe\u0301", True),
        ("cafe", "café", False),
        ("ｄｏｇ", "dog", True),
        ("do\u200bg", "dog", True),
        ("Die Scheidung war im Mai.", "scheidung", True),
        ("STRASSE", "straße", True),
        ("これは地震です", "地震", True),
        ("这里发生了地震吗", "地震", True),
        ("ฉันกลัวแผ่นดินไหวมาก", "แผ่นดินไหว", True),
        ("यह हिंदी है", "हि", False),
        ("यह हिंदी है", "हिंदी", True),
        ("هذا طلاق صعب", "طلاق", True),
        ("AIは便利", "ai", True),
        ("", "dog", False),
        ("anything", "", False),
    ],
)
def test_a_phrase_is_found_where_it_stands_for_itself(text: str, phrase: str, found: bool) -> None:
    assert has(text, phrase) is found


def test_a_part_of_a_word_is_found_only_if_asked_for() -> None:
    assert has("Hotdogs", "dog", whole_word=False)
    assert not has("Hotdogs", "dog")


def test_a_later_whole_word_is_found_behind_a_part_of_one() -> None:
    assert has("hotdog dog", "dog")
    assert has("dogdog dogs dog", "dog")


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", ".*", "[a", "(?:a|a)*b", "\\", "a{9999}", "^(\\w+\\s?)*$"]
)
def test_a_pattern_is_only_a_phrase_like_any_other(pattern: str) -> None:
    start = perf_counter()
    assert not has("a" * 4_000 + "!", pattern, whole_word=False)
    assert has(f"so {pattern} it says", pattern)
    assert perf_counter() - start < 1


def test_many_long_phrases_on_a_long_text_take_no_time() -> None:
    text = fold_text("ab " * 1_333)
    phrases = ["ab " * 25 + f"{number}" for number in range(100)]
    start = perf_counter()
    assert not any(has_phrase(text, phrase) for phrase in phrases)
    assert perf_counter() - start < 1


def test_places_are_told_in_the_text_as_it_was_written() -> None:
    text = "Cafe\u0301 now, CAFÉ  later, cafes never"
    spans = find_spans(text, [(fold_text("café"), True)])
    assert [text[start:end] for start, end in spans] == ["Cafe\u0301", "CAFÉ"]


@given(some.text(max_size=60), some.text(max_size=12))
@settings(database=None, deadline=None)
def test_whatever_is_typed_can_be_looked_for(text: str, phrase: str) -> None:
    folded = fold_text(phrase)
    assert fold_text(folded) == folded
    if has(text, phrase):
        assert folded in fold_text(text)
    for start, end in find_spans(text, [(folded, True)]):
        assert 0 <= start < end <= len(text)


@given(some.text(min_size=1, max_size=20))
@settings(database=None, deadline=None)
def test_a_phrase_is_found_in_itself(phrase: str) -> None:
    assert has(phrase, phrase) is bool(fold_text(phrase))
