"""What labels mean here, and what chance a score of theirs stands for."""

import numpy as np
import pytest

from companion.adding.calibration import fit_label, sigmoid
from companion.adding.mapping import WrongMap, build_maps, propose_map
from companion.models import ModelFile
from companion.screeners.judging import judge_all


def test_of_labels_that_exclude_each_other_the_chances_are_a_softmax():
    about = ModelFile(
        title="t", version="1", licence="MIT", engine="onnx", labels=["none", "hate", "anger"],
        exclusive=True, categories={"hate": "hate", "outrage": "anger"}, files={},
    )  # fmt: skip
    logits = np.array([[1.0, 2.0, -1.0]], np.float32)
    share = np.exp(logits[0]) / np.exp(logits[0]).sum()
    scores = judge_all(about, logits, np.zeros(1, np.int64), 1)[0].scores
    assert list(scores.values()) == pytest.approx(share[1:].tolist(), abs=1e-6)


def test_one_label_alone_excludes_no_other():
    with pytest.raises(ValueError, match="two at least"):
        ModelFile(
            title="t", version="1", licence="MIT", engine="onnx", labels=["hate"],
            exclusive=True, categories={"hate": "hate"}, files={},
        )  # fmt: skip


def test_moods_are_proposed_in_pairs_alone():
    assert propose_map(["NEG", "POS"]) == {"NEG": ["negative"], "POS": ["positive"]}
    assert propose_map(["joy", "neutral"]) == {"joy": [], "neutral": []}


def test_a_mark_is_a_stance_as_well():
    maps = build_maps([("a", "recovery"), ("b", "none"), ("c", "despair")])
    assert maps["stances"] == {"a": "recovery_or_support", "b": "none"}
    assert maps["marks"] == {"a": "recovery"}


def test_a_curve_is_found_where_the_chances_came_from():
    rng = np.random.default_rng(3)
    odds = rng.normal(0, 3, 4000)
    truth = rng.random(4000) < sigmoid(odds, 0.5, -1.0)
    fit = fit_label(odds, truth)
    assert (fit.curve.slope, fit.curve.shift) == pytest.approx((0.5, -1.0), abs=0.12)
    assert fit.after < 0.03 < fit.before


def test_a_label_that_means_the_opposite_gets_no_curve():
    odds = np.linspace(-4, 4, 200)
    fit = fit_label(odds, odds < 0)
    assert fit.curve is None
    assert "is the map right?" in fit.problem


@pytest.mark.parametrize(
    "meant",
    [
        [("a", "ignore")],
        [("a", "hate"), ("b", "hate")],
        [("a", "hate"), ("b", "negative")],
        [("a", "hate"), ("b", "recovery")],
    ],
    ids=["nothing", "twins", "one mood", "one stance"],
)
def test_a_map_that_would_mislead_is_refused(meant):
    with pytest.raises(WrongMap):
        build_maps(meant)
