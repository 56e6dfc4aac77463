"""Every sentence beside a post keeps the rules of wording: hedged, calm, about the post alone."""

import json
import re
from pathlib import Path

import pytest

from companion.categories import CATEGORY_IDS
from companion.services import open_shelf

DATA = Path(__file__).parents[2] / "companion" / "data"
NOTES = json.loads((DATA / "notes.json").read_bytes())
TITLES = [
    (category, title)
    for category in CATEGORY_IDS
    for title in [NOTES[category]["title"], *NOTES[category].get("titles", [])]
]
CUES = [(category, cue) for category in CATEGORY_IDS for cue in NOTES[category]["cues"]]
SENTENCES = [sentence for _, sentence in TITLES + CUES]
SENTENCES += [*NOTES["marks"].values(), *NOTES["unjudged"].values()]
FORBIDDEN = (
    "trigger|warning|danger|harmful|toxic|unsafe|alert|beware|caution|disturbing|shocking|"
    "you are|you're|you may be|at risk|you must|you should|the author|this person|"
    "depress\\w+|anorexi\\w+|bulimi\\w+|disorder|illness|disease|bipolar|psycho\\w*|"
    "commit\\w*|method|overdose|cut(ting)?|hang(ing)?|pills?|calorie\\w*|kg|"
    "click|tap|risk score|user|content warning|stay strong|it gets better"
)
HEDGED = re.compile(
    r"\b(mentions|talks about|may|seems?|sounds|worth a second source)\b", re.IGNORECASE
)


def test_there_is_a_note_for_every_category_and_nothing_else():
    assert set(NOTES) == {*CATEGORY_IDS, "marks", "unjudged"}
    assert set(NOTES["marks"]) == {"recovery", "support"}
    assert set(NOTES["unjudged"]) == {"no_text", "too_short", "language", "model_failed"}


@pytest.mark.parametrize("category", CATEGORY_IDS)
def test_a_note_has_a_few_cues_of_its_own(category):
    assert 3 <= len(NOTES[category]["cues"]) <= 5
    assert len(set(NOTES[category]["cues"])) == len(NOTES[category]["cues"])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_short_and_calm(sentence):
    assert 3 < len(sentence) <= 70
    assert sentence == sentence.strip()
    assert "!" not in sentence
    assert "…" not in sentence
    assert not sentence.isupper()
    assert not re.search(rf"\b({FORBIDDEN})\b", sentence, re.IGNORECASE)
    assert not re.search(r"\d", sentence)


@pytest.mark.parametrize(("category", "title"), TITLES)
def test_a_title_is_hedged_and_speaks_of_the_post(category, title):
    assert HEDGED.search(title)
    assert not re.search(r"\b(you|your|author|poster|writer|he|she)\b", title, re.IGNORECASE)
    assert not title.endswith(".")


@pytest.mark.parametrize(("category", "cue"), CUES)
def test_a_cue_is_a_whole_sentence(category, cue):
    assert cue.endswith(".")


def test_no_sentence_holds_a_number_that_helps():
    numbers = {
        way.display
        for country in open_shelf().countries.values()
        for line in country.lines
        for way in line.contacts
    }
    assert not [number for number in numbers for sentence in SENTENCES if number in sentence]
