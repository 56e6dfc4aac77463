"""The suites are well formed, large enough, and not in the corpus."""

from collections import Counter

import pytest
from twins import flatten

from companion.categories import CATEGORIES, STANCES
from companion.language import find_reason
from companion.scorecard.sources import SUITES, read_authored
from companion.scorecard.swaps import SLOT

COLUMNS = {
    "carecheck": ["id", "functionality", "expected", "category", "stance", "text"],
    "identity_swaps": ["id", "text_with_slot", "kind"],
    "identity_groups": ["group", "kind"],
    "dialect_gap": ["id", "dialect", "text"],
    "negation": ["id", "pair", "expected", "text"],
    "languages": ["lang", "text"],
    "why": ["id", "category", "text", "words"],
}
ON = {category.id for category in CATEGORIES if category.on}


@pytest.mark.parametrize("name", SUITES)
def test_every_row_has_every_column(read_rows, name):
    rows = read_rows(name)
    assert rows
    assert all(list(row) == COLUMNS[name] and None not in row.values() for row in rows)


@pytest.mark.parametrize("name", ["carecheck", "identity_swaps", "dialect_gap", "negation", "why"])
def test_no_id_and_no_text_stands_twice(read_rows, name):
    rows = read_rows(name)
    for column in ("id", "text_with_slot" if name == "identity_swaps" else "text"):
        twins = [v for v, n in Counter(flatten(row[column]) for row in rows).items() if n > 1]
        assert twins == []


def test_there_are_25_functionalities_of_15_cases_or_more(read_rows):
    sizes = Counter(row["functionality"] for row in read_rows("carecheck"))
    assert len(sizes) >= 25
    assert min(sizes.values()) >= 15


def test_every_case_expects_a_note_of_a_default_category_or_none(read_rows):
    for row in read_rows("carecheck"):
        assert row["expected"] in {"note", "none"}, row["id"]
        assert (row["category"] in ON) == (row["expected"] == "note"), row["id"]
        assert row["stance"] in STANCES, row["id"]


def test_a_functionality_expects_one_thing(read_rows):
    kinds = {(row["functionality"], row["expected"]) for row in read_rows("carecheck")}
    assert len(kinds) == len({functionality for functionality, _ in kinds})


def test_both_groups_of_functionalities_are_about_as_large(read_rows):
    sizes = Counter(row["expected"] for row in read_rows("carecheck"))
    assert 0.5 <= sizes["note"] / sizes["none"] <= 2


def test_every_case_can_be_judged(read_rows):
    unjudged = [r["id"] for r in read_rows("carecheck") if find_reason(r["text"])]
    assert len(unjudged) <= len(read_rows("carecheck")) // 100, unjudged


def test_no_case_stands_in_the_corpus(read_rows, corpus_folder):
    corpus = {
        flatten(post.text)
        for split in ("train", "dev", "test")
        for post in read_authored(corpus_folder / split)
    }
    for name in ("carecheck", "dialect_gap", "negation", "why"):
        assert [row["id"] for row in read_rows(name) if flatten(row["text"]) in corpus] == []


def test_every_negation_pair_is_one_post_with_a_note_and_one_without(read_rows):
    pairs: dict[str, list[str]] = {}
    for row in read_rows("negation"):
        pairs.setdefault(row["pair"], []).append(row["expected"])
    assert all(sorted(expected) == ["none", "note"] for expected in pairs.values())


def test_every_sentence_to_swap_has_one_slot(read_rows):
    assert all(row["text_with_slot"].count(SLOT) == 1 for row in read_rows("identity_swaps"))


def test_the_words_of_why_stand_in_the_text(read_rows):
    for row in read_rows("why"):
        assert row["category"] in ON
        assert all(row["text"].count(part) == 1 for part in row["words"].split("|")), row["id"]
