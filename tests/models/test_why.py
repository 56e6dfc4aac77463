"""Why: the spans are the words that the score hangs on, wherever they stand."""

from math import exp, log

import pytest

from companion.measures import average
from companion.protocol import WhyReply
from companion.scorecard.bench import Bench
from companion.scorecard.sources import Inputs
from companion.scorecard.whys import measure_whys
from companion.screeners import Judgement
from companion.settings import Settings
from companion.why import count_units, find_why, rank_spans


def read_with(*weights: tuple[str, float], start: float = -3.0):
    """A reader of log-odds: each phrase found adds its weight; also counts what it was asked."""

    def read(texts):
        read.asked.extend(texts)
        return [start + sum(w for phrase, w in weights if phrase in text) for text in texts]

    read.asked = []
    return read


def find_words(text: str, *weights: tuple[str, float]) -> list[str]:
    return [text[span.start : span.end] for span in rank_spans(read_with(*weights), text)]


def test_the_word_that_makes_the_score_is_found():
    assert find_words("the soup is vile today", ("vile", 5.0)) == ["vile"]


def test_punctuation_around_a_word_stays_outside():
    assert find_words('they said "vile!!" twice', ("vile", 5.0)) == ["vile"]


def test_the_strongest_word_comes_first():
    text = "awful soup and a truly vile pudding"
    assert find_words(text, ("awful", 2.0), ("vile", 4.0)) == ["vile", "awful"]


def test_neighbours_become_one_span():
    assert find_words("a vile awful soup", ("vile", 3.0), ("awful", 3.0)) == ["vile awful"]


def test_words_that_count_only_together_are_found_as_a_phrase():
    def read(texts):
        parts = ("end", "it", "all")
        return [2.0 if all(part in text.split() for part in parts) else -4.0 for text in texts]

    text = "tonight I will end it all"
    assert [text[s.start : s.end] for s in rank_spans(read, text)] == ["end it all"]


def test_nothing_is_pointed_at_where_the_score_is_low():
    assert find_words("the soup is fine", ("fine", 1.0)) == []


def test_nothing_is_pointed_at_where_no_word_stands_out():
    read = read_with(start=log(0.9 / 0.1))
    assert rank_spans(read, "one two three four five") == []


def test_an_empty_text_has_no_spans():
    assert rank_spans(read_with(start=3.0), "") == []


def test_at_most_five_spans_come_back(word_list):
    text = ", so ".join(f"vile{number}" for number in range(9))
    assert len(find_why(word_list, text, "harassment")) == 5


def test_offsets_count_as_javascript_does(word_list):
    text = "😂😂 what a vile0 thing"
    [(start, end)] = find_why(word_list, text, "harassment")
    units = text.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "vile0"
    assert start == count_units("😂😂 what a ")


@pytest.mark.parametrize("place", [0, 20, 39])
def test_a_word_is_found_anywhere_in_a_long_post_at_a_bounded_cost(place):
    sentences = ["We walked to the lake and had soup and bread there. "] * 40
    sentences[place] = "Then something vile was said to us all. "
    text, read = "".join(sentences), read_with(("vile", 6.0))
    assert [text[s.start : s.end] for s in rank_spans(read, text)] == ["vile"]
    assert sum(map(len, read.asked)) < 40 * len(text)


def test_a_long_post_that_says_it_twice_still_has_a_reason():
    text = "A vile day it was. " + "We walked to the lake and had soup there. " * 20 + "So vile."

    def read(texts):
        return [3.0 if "vile" in text else -3.0 for text in texts]

    assert [text[s.start : s.end] for s in rank_spans(read, text)] == ["vile"]


def test_lone_surrogates_do_not_break_offsets():
    assert count_units("a\ud83d b") == 4


@pytest.fixture
def word_list():
    """A screener that knows ten made-up words: each adds to the score of harassment."""

    class Listed:
        name = "listed"

        def judge(self, texts):
            return [self._judge(text) for text in texts]

        def _judge(self, text):
            found = sum(f"vile{number}" in text for number in range(10))
            chance = 1 / (1 + exp(1.5 - 2.0 * found))
            return Judgement({"harassment": chance}, 0.0, {}, {}, {}, {})

    return Listed()


@pytest.mark.model
def test_the_shipped_model_points_at_words_of_the_post(shipped, inputs):
    for case in inputs.suites["why"]:
        spans = find_why(shipped, case["text"], case["category"])
        WhyReply(why=[{"start": start, "end": end} for start, end in spans])
        assert all(0 <= start < end <= count_units(case["text"]) for start, end in spans)
        assert spans == sorted(spans)


@pytest.mark.model
def test_the_shipped_model_finds_no_reason_in_harmless_posts(shipped, inputs):
    texts = [row["text"] for row in inputs.suites["dialect_gap"][:20]]
    assert average([find_why(shipped, text, "threat") == [] for text in texts]) >= 0.9


@pytest.mark.model
def test_known_answers_are_counted_case_by_case(shipped, inputs):
    few = Inputs(suites={"why": inputs.suites["why"][:5]})
    section = measure_whys(Bench(shipped, Settings()), few)
    assert section.figures["why"].posts == 5
    assert len(section.tables[0].rows) == 5
