"""From logits to a judgement, and a long post in windows."""

import numpy as np
import pytest

from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES
from companion.models import Curve, ModelFile
from companion.screeners.judging import WINDOW_OVERLAP, calibrate_all, cut_ids, judge_all

ABOUT = ModelFile(
    title="t",
    version="1",
    licence="MIT",
    engine="onnx",
    labels=["sad", "now", "better", "kind", "none", "bad", "good"],
    categories={"despair": "sad"},
    acute="now",
    stances={"better": "recovery_or_support", "kind": "recovery_or_support", "none": "none"},
    marks={"better": "recovery", "kind": "support"},
    sentiments={"negative": "bad", "positive": "good"},
    calibration={"sad": Curve(slope=2.0, shift=-1.0)},
    files={},
)


def judge(*windows):
    logits = np.array(windows, np.float32)
    return judge_all(ABOUT, logits, np.zeros(len(logits), np.int64), 1)[0]


def test_a_score_is_the_calibrated_probability():
    assert judge([1, 0, 0, 0, 0, 0, 0]).scores["despair"] == pytest.approx(1 / (1 + np.exp(-1)))


def test_what_may_distress_counts_where_it_is_strongest():
    calm, hard = [-5, -5, 0, 0, 0, 0, 0], [3, 4, 0, 0, 0, 0, 0]
    assert judge(calm, hard, calm).scores == judge(hard).scores
    assert judge(calm, hard).acute == judge(hard).acute


def test_stance_and_mood_count_over_the_whole_post():
    first, second = [0, 0, 4, 0, 0, 2, 0], [0, 0, 0, 0, 4, 0, 2]
    whole = judge(first, second)
    assert whole.sentiment == pytest.approx({"negative": 0.5, "positive": 0.5})
    assert whole.stance["none"] == pytest.approx(whole.marks["recovery"])


def test_shares_add_up_and_fine_stances_are_summed():
    said = judge([0, 0, 2, 1, 0, 1, -1])
    assert sum(said.stance.values()) == pytest.approx(1)
    assert sum(said.sentiment.values()) == pytest.approx(1)
    assert said.stance["recovery_or_support"] == pytest.approx(sum(said.marks.values()))


def test_extreme_logits_stay_probabilities():
    ((low, high),) = calibrate_all(np.array([[-1e9, 1e9]]), [Curve(), Curve()])
    assert 0 <= low < high <= 1


def test_a_short_post_is_one_window():
    ids = [101, *range(20), 102]
    assert cut_ids(ids, 128, 16) == [ids]


@pytest.mark.parametrize("length", [127, 128, 200, 500, 1000])
def test_windows_cover_a_long_post_and_overlap(length):
    ids = [101, *range(1000, 1000 + length), 102]
    windows = cut_ids(ids, 128, 16)
    assert {token for window in windows for token in window} == set(ids)
    assert all(len(w) <= 128 and w[0] == 101 and w[-1] == 102 for w in windows)
    for one, other in zip(windows, windows[1:], strict=False):
        assert len(set(one[1:-1]) & set(other[1:-1])) >= WINDOW_OVERLAP


def test_of_too_many_windows_the_last_is_kept():
    ids = [101, *range(1000, 4000), 102]
    windows = cut_ids(ids, 128, 4)
    assert len(windows) == 4
    assert windows[-1][-2] == 3999


@pytest.mark.model
def test_the_shipped_model_gives_every_number_that_the_wire_has(shipped):
    [said] = shipped.judge(["I feel so alone and nothing helps any more"])
    assert set(said.scores) == set(CATEGORY_IDS)
    assert set(said.stance) == set(STANCES)
    assert set(said.sentiment) == set(SENTIMENTS)
    assert all(0 <= value <= 1 for value in [*said.scores.values(), said.acute])


@pytest.mark.model
def test_a_post_is_judged_alike_alone_and_in_company(shipped, inputs):
    texts = [post.text for post in inputs.authored[:40]]
    together = shipped.judge(texts)
    gaps = []
    for text, said in zip(texts, together, strict=True):
        alone = shipped.judge([text])[0].scores
        gaps += [abs(alone[category] - score) for category, score in said.scores.items()]
    # Sums in another order may round another way, and no more.
    assert sum(gaps) / len(gaps) < 0.0001
    assert max(gaps) < 0.02


@pytest.mark.model
def test_the_heaviest_sentence_counts_at_the_end_of_a_long_post(shipped):
    calm = "We went to the lake with my sister and had sandwiches in the sun. " * 40
    hard = "You are a worthless stupid idiot and everybody hates you."
    [alone], [buried] = shipped.judge([calm]), shipped.judge([calm + hard])
    assert buried.scores["harassment"] > alone.scores["harassment"] + 0.2


@pytest.mark.model
def test_no_texts_get_no_judgements(shipped):
    assert shipped.judge([]) == []
