"""What a reader's own words, marks and discretion make of a post's note."""

from datetime import UTC, datetime

import pytest

from companion.annotate import Judged, describe, describe_off, read_reader
from companion.policy import decide
from companion.protocol import AnnotateRequest, Annotation, Post, Reason
from companion.response import SENTENCES, Reader
from companion.screeners import Judgement
from companion.settings import OwnTopic, OwnWords, Settings

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TEXT = "The fire took our house, and with #recovery far away I cannot breathe."
HIGH = {"despair": 0.95}
DOGS, FIRE = OwnTopic("dogs"), OwnTopic("fire")


def judge(scores: dict[str, float] | None = None, acute: float = 0.0) -> Judgement:
    moods = {"negative": 0.9, "neutral": 0.1}
    return Judgement(scores or {}, acute, {"personal": 1.0}, {"recovery": 0.9}, moods, {})


def annotate(
    settings: Settings, judgement: Judgement | None = None, reason: Reason | None = None
) -> Annotation:
    post = Post(id="1", text=TEXT)
    return describe(Judged(post, TEXT, judgement, reason), settings, Reader(NOW, "GB", ["en"]))


def test_a_topic_alone_brings_no_crisis_line() -> None:
    assert not decide(judge({}, acute=0.9), Settings(), words=OwnWords("note")).crisis
    assert decide(judge(HIGH, acute=0.9), Settings(), words=OwnWords("note")).crisis


def test_a_topic_is_noted_whoever_wrote_the_post() -> None:
    assert decide(judge(), Settings(), known=True, words=OwnWords("note")).category == "own"


def test_a_note_for_a_topic_tells_no_more_than_that() -> None:
    note = annotate(Settings(topics=(DOGS, FIRE)), judge()).note
    assert note is not None and note.category == "own"
    assert note.title == SENTENCES["own"]["title"] and note.cue in SENTENCES["own"]["cues"]
    assert "fire" not in note.model_dump_json() and note.resources == []


def test_a_topic_that_is_not_there_gives_no_note() -> None:
    assert annotate(Settings(topics=(DOGS,)), judge()).note is None


@pytest.mark.parametrize("reason", ["language", "too_short", "model_failed"])
def test_a_post_that_cannot_be_judged_still_gets_a_note_for_a_topic(reason: Reason) -> None:
    said = annotate(Settings(topics=(FIRE,)), None, reason)
    assert (said.status, said.reason) == ("unjudged", reason)
    assert said.note is not None and said.note.category == "own"
    assert annotate(Settings(), None, reason).note is None


def test_a_word_that_is_always_shown_lifts_note_and_fold() -> None:
    folded = Settings(folded=frozenset({"despair"}))
    assert annotate(folded, judge(HIGH)).note is not None
    lifted = annotate(Settings(folded=folded.folded, shown=("#recovery",)), judge(HIGH))
    assert lifted.note is None and lifted.scores["despair"] == 0.95


@pytest.mark.parametrize(
    ("marks", "recovery", "support"),
    [("more", "recovery", "support"), ("recovery", "recovery", None), ("none", None, None)],
)
def test_marks_are_those_that_the_reader_wants(marks, recovery, support) -> None:
    comfort = judge()._replace(marks={"support": 0.9})
    assert annotate(Settings(marks=marks), judge()).mark == recovery
    assert annotate(Settings(marks=marks), comfort).mark == support


def test_a_discreet_note_does_not_name_its_topic() -> None:
    note = annotate(Settings(discreet=True), judge(HIGH)).note
    assert note is not None
    assert note.title == SENTENCES["unnamed"]["title"]
    assert note.cue in SENTENCES["unnamed"]["cues"]


def test_discreet_sentences_suit_every_category() -> None:
    names = {word for name in SENTENCES for word in name.split("_") if len(word) > 3}
    for sentence in [SENTENCES["unnamed"]["title"], *SENTENCES["unnamed"]["cues"]]:
        assert not names & set(sentence.lower().strip(".").split())
        assert len(sentence) <= 70


def test_help_that_was_put_away_does_not_come_back() -> None:
    note = annotate(Settings(), judge(HIGH)).note
    assert note is not None and len(note.resources) > 1
    gone = note.resources[0].id
    left = annotate(Settings(hidden_help=frozenset({gone})), judge(HIGH)).note
    assert left is not None
    assert gone not in [each.id for each in left.resources] and left.resources


def test_off_says_so_and_looks_at_nothing() -> None:
    said = describe_off(Post(id="1", text=TEXT))
    assert (said.status, said.reason, said.note, said.scores) == ("unjudged", "off", None, {})


def test_the_readers_country_and_language_come_before_the_browsers() -> None:
    post = Post(id="1", text=TEXT)
    asked = AnnotateRequest(posts=[post], country="GB", languages=["en-GB"])
    chosen = read_reader(asked, NOW, Settings(country="DE", language="de"))
    assert (chosen.country, list(chosen.languages)) == ("DE", ["de", "en-GB"])
    assert read_reader(asked, NOW, Settings(country="XX")).country is None
    assert read_reader(asked, NOW).country == "GB"
