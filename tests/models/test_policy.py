"""Whether a post gets a note: one table, from a judgement and settings alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion.policy import CRISIS_CUT, OWN, decide
from companion.screeners import Judgement
from companion.settings import BALANCED, CAREFUL, GENTLE, OwnWords, Settings

HIGH, CLOSE, LOW = 0.95, 0.9, 0.1


def judge(scores=None, acute=0.0, stance="none", marks=None, sentiment="neutral"):
    """A judgement with one clear stance and sentiment."""
    moods = dict.fromkeys(("negative", "neutral", "positive"), 0.1) | {sentiment: 0.8}
    return Judgement(scores or {}, acute, {"none": 0.2, stance: 0.8}, marks or {}, moods, {})


@pytest.mark.parametrize(
    ("case", "judgement", "category", "mark"),
    [
        ("nothing there", judge({"hate": LOW}), None, None),
        ("no scores at all", judge({}), None, None),
        ("one category", judge({"hate": HIGH}, stance="promotes"), "hate", None),
        ("exactly at the dial", judge({"hate": BALANCED}, stance="promotes"), "hate", None),
        ("just under the dial", judge({"hate": BALANCED - 0.001}, stance="promotes"), None, None),
        ("a category that is off", judge({"grim": HIGH}), None, None),
        ("off beside on", judge({"grim": HIGH, "despair": 0.8}), "despair", None),
        ("self-harm beside despair", judge({"despair": 0.99, "self_harm": 0.5}), "self_harm", None),
        ("eating beside despair", judge({"despair": 0.99, "eating": 0.5}), "eating", None),
        ("the likeliest of two others", judge({"hate": 0.8, "threat": CLOSE}), "threat", None),
        (
            "a health claim alone",
            judge({"health_claim": HIGH}, stance="promotes"),
            "health_claim",
            None,
        ),
        ("asking for help", judge({"despair": HIGH}, stance="help_seeking"), "despair", None),
        ("recovery", judge({"self_harm": HIGH}, stance="recovery_or_support"), None, None),
        ("education", judge({"hate": HIGH}, stance="education_or_news"), None, None),
        (
            "recovery told in danger",
            judge({"self_harm": HIGH}, acute=HIGH, stance="recovery_or_support"),
            "self_harm",
            None,
        ),
        (
            "graphic news",
            judge({"threat": HIGH}, acute=HIGH, stance="education_or_news"),
            "threat",
            None,
        ),
        ("danger without a category", judge({"self_harm": LOW}, acute=HIGH), None, None),
        (
            "a recovery story",
            judge({"eating": HIGH}, stance="recovery_or_support", marks={"recovery": 0.8}),
            None,
            "recovery",
        ),
        (
            "a comforting post",
            judge({}, stance="recovery_or_support", marks={"support": 0.8}),
            None,
            "support",
        ),
        ("a doubtful mark", judge({}, marks={"recovery": 0.5, "support": 0.3}), None, None),
        (
            "a note leaves no room for a mark",
            judge({"despair": HIGH}, acute=HIGH, marks={"recovery": 0.9}),
            "despair",
            None,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_post_gets_the_note_or_mark_that_fits(case, judgement, category, mark):
    decision = decide(judgement, Settings())
    assert (decision.category, decision.mark) == (category, mark), case
    assert decision.level == ("note" if category else None)


def test_a_shelter_of_two_stances_together_counts():
    stance = {"recovery_or_support": 0.3, "education_or_news": 0.3, "promotes": 0.4}
    judgement = Judgement({"hate": HIGH}, 0.0, stance, {}, {}, {})
    assert decide(judgement, Settings()).category is None


def test_stance_and_sentiment_are_the_likeliest_or_none():
    decision = decide(judge({}, stance="promotes", sentiment="positive"), Settings())
    assert (decision.stance, decision.sentiment) == ("promotes", "positive")
    bare = decide(Judgement({}, 0.0, {}, {}, {}, {}), Settings())
    assert (bare.stance, bare.sentiment) == (None, None)


@pytest.mark.parametrize(("dial", "noted"), [(GENTLE, False), (BALANCED, True), (CAREFUL, True)])
def test_a_dial_decides_how_sure_the_model_must_be(dial, noted):
    decision = decide(judge({"despair": 0.5}), Settings(dials={"despair": dial}))
    assert (decision.category == "despair") is noted


def test_a_category_without_a_dial_is_never_noted():
    assert decide(judge({"despair": 1.0}), Settings(dials={})).category is None


def test_a_folded_category_is_folded():
    folded = Settings(folded=frozenset({"hate"}))
    assert decide(judge({"hate": HIGH}, stance="promotes"), folded).level == "fold"


@settings(database=None, deadline=None)
@given(
    scores=st.dictionaries(st.sampled_from(["self_harm", "hate", "threat"]), st.floats(0, 1)),
    acute=st.floats(0, 1),
)
@example(scores={"self_harm": HIGH}, acute=0.0)
def test_a_known_organisation_gets_no_note(scores, acute):
    assert decide(judge(scores, acute=acute), Settings(), known=True).category is None


@pytest.mark.parametrize(
    ("judgement", "crisis"),
    [
        (judge({"self_harm": HIGH}), True),
        (judge({"self_harm": CRISIS_CUT - 0.01}), False),
        (judge({"despair": HIGH}), False),
        (judge({"despair": HIGH}, acute=HIGH), True),
        (judge({"eating": HIGH}), False),
        (judge({"eating": HIGH}, acute=HIGH), True),
        (judge({"self_harm": LOW}, acute=HIGH), False),
    ],
)
def test_a_crisis_line_is_for_danger_now_and_for_self_harm_of_high_confidence(judgement, crisis):
    assert decide(judgement, Settings()).crisis is crisis


def test_a_word_of_the_readers_own_lifts_a_note_and_leaves_room_for_a_mark():
    harm = judge({"despair": HIGH}, stance="promotes", marks={"recovery": HIGH})
    kept = decide(harm, Settings())
    lifted = decide(harm, Settings(), words=OwnWords(lifted=True))
    assert (kept.category, kept.level, kept.mark) == ("despair", "note", None)
    assert (lifted.category, lifted.level, lifted.mark) == (None, None, "recovery")
    topical = decide(harm, Settings(), words=OwnWords("note", lifted=True))
    assert (topical.category, topical.level, topical.mark) == (OWN, "note", None)


@pytest.mark.parametrize("level", ["note", "fold"])
def test_a_topic_of_the_readers_own_is_noted_whatever_else_is_said(level):
    glad = judge({}, stance="recovery_or_support", marks={"recovery": HIGH})
    for words in (OwnWords(level), OwnWords(level, lifted=True)):
        decision = decide(glad, Settings(), words=words)
        assert (decision.category, decision.level, decision.mark) == (OWN, level, None)
        assert not decision.crisis


def test_a_post_of_a_category_and_a_topic_is_named_by_its_category_and_folded_if_either_is():
    hate = judge({"hate": HIGH}, stance="promotes")
    folded = Settings(folded=frozenset({"hate"}))
    for chosen, topic, level in (
        (Settings(), "note", "note"),
        (Settings(), "fold", "fold"),
        (folded, "note", "fold"),
    ):
        decision = decide(hate, chosen, words=OwnWords(topic))
        assert (decision.category, decision.level) == ("hate", level)


@pytest.mark.parametrize(
    ("marks", "recovery", "support"),
    [("none", None, None), ("recovery", "recovery", None), ("more", "recovery", "support")],
)
def test_only_the_marks_that_are_wanted_are_given(marks, recovery, support):
    chosen = Settings(marks=marks)
    assert decide(judge({}, marks={"recovery": HIGH}), chosen).mark == recovery
    assert decide(judge({}, marks={"support": HIGH}), chosen).mark == support


def test_a_health_claim_with_a_credible_source_needs_no_note_and_hides_no_other():
    claim = judge({"health_claim": HIGH}, stance="promotes")
    assert decide(claim, Settings()).category == "health_claim"
    assert decide(claim, Settings(), sourced=True).category is None
    both = judge({"health_claim": HIGH, "hate": 0.5}, stance="promotes")
    assert decide(both, Settings(), sourced=True).category == "hate"
    assert decide(judge({"self_harm": HIGH}), Settings(), sourced=True).category == "self_harm"
