"""How a judgement becomes words and help."""

from datetime import UTC, datetime

import pytest

from companion.annotate import annotate_posts, read_reader
from companion.categories import CATEGORIES, CATEGORY_IDS
from companion.policy import CRISIS_CUT
from companion.protocol import MAX_TEXT, AnnotateRequest, Annotation, Post
from companion.response import SENTENCES, Reader, describe_judged, describe_unjudged, write_note
from companion.screeners.judging import Judgement
from companion.settings import Settings

NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
READER = Reader(NOW, "GB", ("en",))
POST = Post(id="1", text="Plain words that can be judged by anybody.")
ALL = Settings(dials={category.id: 0.5 for category in CATEGORIES})


def judge(category: str = "self_harm", score: float = 0.9, acute: float = 0.0) -> Judgement:
    return Judgement({category: score}, acute, {"personal": 1.0}, {}, {"negative": 1.0}, {})


def annotate(judgement: Judgement, settings: Settings = ALL, post: Post = POST) -> Annotation:
    return describe_judged(post, judgement, settings, READER)


@pytest.mark.parametrize("category", CATEGORY_IDS)
def test_every_category_has_a_title_and_a_cue(category: str) -> None:
    note = annotate(judge(category)).note
    assert note
    assert note.title == SENTENCES[category]["title"]
    assert note.cue in SENTENCES[category]["cues"]


def test_a_low_score_gets_no_note_and_shows_its_score() -> None:
    said = annotate(judge(score=0.123456))
    assert said.note is None
    assert said.scores == {"self_harm": 0.1235}
    assert (said.stance, said.sentiment) == ("personal", "negative")


def test_a_folded_category_is_folded() -> None:
    folding = Settings(dials=ALL.dials, folded=frozenset({"threat"}))
    note = annotate(judge("threat"), folding).note
    assert note
    assert note.level == "fold"


def test_a_known_organisations_post_gets_no_note() -> None:
    assert annotate(judge(), post=Post(id="1", text="Call us", known=True)).note is None


def show_kinds(said: Annotation) -> list[str]:
    return [resource.kind for resource in said.note.resources] if said.note else []


@pytest.mark.parametrize("category", CATEGORY_IDS)
def test_a_crisis_line_stands_beside_self_harm_and_acute_eating_posts_alone(category: str) -> None:
    calm, acute = annotate(judge(category)), annotate(judge(category, acute=1.0))
    has_lines = {"self_harm": (True, True), "eating": (False, True)}
    shown = ["line" in show_kinds(said) for said in (calm, acute)]
    assert tuple(shown) == has_lines.get(category, (False, False))


def test_a_post_that_may_be_about_self_harm_brings_no_crisis_line() -> None:
    said = annotate(judge("self_harm", CRISIS_CUT - 0.05), Settings(dials={"self_harm": 0.4}))
    assert said.note
    assert "line" not in show_kinds(said)


def test_a_reader_who_wants_no_help_beside_notes_has_none() -> None:
    said = annotate(judge(acute=1.0), Settings(dials=ALL.dials, help=False))
    assert said.note and said.note.resources == []


def test_help_that_was_put_away_makes_room_for_the_next() -> None:
    first = [each.id for each in annotate(judge()).note.resources]
    second = annotate(judge(), Settings(dials=ALL.dials, hidden_help=frozenset(first))).note
    assert second
    assert show_kinds(annotate(judge())) == [each.kind for each in second.resources]
    assert not {each.id for each in second.resources} & set(first)


def test_a_post_keeps_its_cue_and_posts_differ() -> None:
    def read_cue(number: int) -> str:
        post = Post(id=str(number), text=POST.text)
        return write_note(post, "despair", "note", False, READER).cue

    cues = [read_cue(number) for number in range(40)]
    assert cues == [read_cue(number) for number in range(40)]
    assert len(set(cues)) > 1


def test_a_post_that_cannot_be_judged_says_why() -> None:
    said = describe_unjudged("1", "language")
    assert (said.status, said.reason, said.note, said.scores) == ("unjudged", "language", None, {})


def test_the_readers_country_comes_from_the_request() -> None:
    request = AnnotateRequest(posts=[POST], time_zone="Europe/London", languages=["en"])
    assert read_reader(request, NOW) == Reader(NOW, "GB", ["en"])


def test_a_long_post_is_cut_and_judged() -> None:
    seen: list[str] = []

    def judge_all(texts):
        seen.extend(texts)
        return [judge()] * len(texts)

    posts = [Post(id="1", text="many words " * 1_000), Post(id="2", text="")]
    first, second = annotate_posts(posts, None, judge_all, ALL, READER)
    assert [len(text) for text in seen] == [MAX_TEXT]
    assert (first.status, second.reason) == ("judged", "no_text")


def test_a_model_that_failed_is_named_as_the_reason() -> None:
    (said,) = annotate_posts([POST], None, lambda texts: [None], ALL, READER)
    assert (said.status, said.reason) == ("unjudged", "model_failed")
