"""A post's text is prepared the same way for training and serving, whatever it is written with."""

import emoji
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.text import change_emoji, drop_emoji, prepare_text, spell_emoji


@pytest.mark.parametrize(
    ("written", "prepared"),
    [
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "Full width"),
        ("ѕtuрid", "stupid"),
        ("раypal", "paypal"),
        ("st0pid", "stopid"),
        ("1d10t", "1d10t"),
        ("mp3s and PS5s", "mp3s and PS5s"),
        ("in 2023 we ran 10km", "in 2023 we ran 10km"),
        ("k.i.l.l.i.n.g it", "killing it"),
        ("s-t-u-p-i-d", "stupid"),
        ("sooooo tired", "soo tired"),
        ("wow!!!!!!!!", "wow!!!"),
        ("he\u200bllo\u00ad there", "hello there"),
        ("z\u0338\u0336a\u0335\u0334lgo", "zalgo"),
        ("café", "café"),
        ("a\n\nb\t c", "a b c"),
        ("", ""),
    ],
)
def test_disguises_are_taken_off_and_ordinary_words_stay(written, prepared):
    assert prepare_text(written) == prepared


@pytest.mark.parametrize("written", ["привет мир", "こんにちは", "γειά σου", "مرحبا"])
def test_words_of_another_script_are_not_spelled_as_latin(written):
    assert not any(letter.isascii() and letter.isalpha() for letter in prepare_text(written))


@pytest.mark.parametrize(
    ("written", "words"),
    [("so tired 😭", "loudly crying face"), ("🔪 you", "kitchen knife"), ("ily ❤️", "red heart")],
)
def test_emoji_are_spelled_out(written, words):
    assert words in prepare_text(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [("kys", "kill yourself"), ("KMS lol", "kill myself"), ("sewerslide", "suicide")],
)
def test_coded_words_are_read_plainly(written, words):
    assert words in prepare_text(written)


def test_a_coded_word_inside_another_stays():
    assert prepare_text("the kmsx library") == "the kmsx library"


@pytest.mark.parametrize(
    ("written", "prepared"),
    [
        ("@Anna_B are you up", "@user are you up"),
        ("@a.b@mastodon.example hi", "@user hi"),
        ("@anna @ben @cleo look", "@user look"),
        ("see https://example.org/x?y=1 now", "see http now"),
        ("see www.example.org now", "see http now"),
    ],
)
def test_names_and_addresses_are_masked(written, prepared):
    assert prepare_text(written) == prepared


def test_a_hashtag_is_read_as_its_words():
    assert prepare_text("#MentalHealthAwareness") == "#Mental Health Awareness"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_becomes_one_line_without_blank_edges(text):
    prepared = prepare_text(text)
    assert prepared == prepared.strip()
    assert "\n" not in prepared and "  " not in prepared


@settings(deadline=None)
@given(st.text(alphabet="abc def.,!'@#😭é", max_size=80))
def test_preparing_twice_changes_nothing_more(text):
    once = prepare_text(prepare_text(text))
    assert prepare_text(once) == once


PIECES = [
    "👍",
    "👍🏽",
    "👩\u200d🔬",
    "1\ufe0f\u20e3",
    "*\ufe0f\u20e3",
    "🇩🇪",
    "❤️‍🔥",
    "\u200d",
    "\ufe0f",
]
PIECES += [" ", "7", "#", "a", "ß", "語", "\u20e3", "🏽", "👨‍👩‍👧‍👦", "\U000e0067"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=24).map("".join))
def test_emoji_are_found_in_parts_as_they_are_in_the_whole_text(written):
    spelled = emoji.demojize(written, delimiters=(" ", " "), language="en")
    assert change_emoji(written, spell_emoji) == spelled
    assert change_emoji(written, drop_emoji) == emoji.replace_emoji(written, " ")
