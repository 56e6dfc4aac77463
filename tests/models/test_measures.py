"""Our measures give what scikit-learn gives, and NaN where there is nothing to measure."""

from math import isnan

import numpy as np
import pytest
from sklearn import metrics

from companion.measures import (
    count_said,
    find_cut,
    measure_auroc,
    measure_average_precision,
    measure_calibration_error,
    measure_f1,
    measure_macro_f1,
    measure_macro_recall,
    resample,
)


@pytest.fixture(params=range(5))
def posts(request):
    """Scores with ties, and a truth that they follow loosely."""
    rng = np.random.default_rng(request.param)
    truth = rng.integers(0, 2, 400)
    scores = np.clip(np.round(truth * 0.3 + rng.normal(0.4, 0.25, 400), 2), 0, 1)
    return scores, truth


def test_ranking_measures_are_those_of_scikit_learn(posts):
    scores, truth = posts
    assert measure_auroc(scores, truth) == pytest.approx(metrics.roc_auc_score(truth, scores))
    wanted = metrics.average_precision_score(truth, scores)
    assert measure_average_precision(scores, truth) == pytest.approx(wanted)


def test_measures_at_a_cut_are_those_of_scikit_learn(posts):
    scores, truth = posts
    said = scores >= 0.6
    counts = count_said(said, truth)
    assert counts.precision == pytest.approx(metrics.precision_score(truth, said))
    assert counts.recall == pytest.approx(metrics.recall_score(truth, said))
    assert counts.f1 == pytest.approx(metrics.f1_score(truth, said))
    assert counts.balance == pytest.approx(metrics.balanced_accuracy_score(truth, said))
    wanted = metrics.f1_score(truth, said, average="macro")
    assert measure_macro_f1(said, truth) == pytest.approx(wanted)


def test_macro_recall_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    truth, guessed = (rng.choice(["negative", "neutral", "positive"], 200) for _ in range(2))
    wanted = metrics.recall_score(truth, guessed, average="macro")
    assert measure_macro_recall(guessed, truth) == pytest.approx(wanted)


def test_precision_at_the_own_prevalence_is_the_precision(posts):
    scores, truth = posts
    counts = count_said(scores >= 0.6, truth)
    assert counts.precision_at(float(truth.mean())) == pytest.approx(counts.precision)
    assert counts.precision_at(0.02) < counts.precision


def test_calibration_error_is_nought_for_honest_chances_and_half_for_boasts():
    honest = np.repeat([0.1, 0.9], 10)
    truth = [1] + [0] * 9 + [1] * 9 + [0]
    assert measure_calibration_error(honest, truth) == pytest.approx(0)
    assert measure_calibration_error([1.0] * 10, [1, 0] * 5) == pytest.approx(0.5)


def test_calibration_error_weighs_bins_by_their_posts():
    chances, truth = [0.9] * 3 + [0.1], [0, 0, 0, 0]
    assert measure_calibration_error(chances, truth) == pytest.approx((3 * 0.9 + 0.1) / 4)


def test_an_interval_holds_the_value_and_narrows_with_posts(posts):
    scores, truth = posts
    wide = resample(measure_auroc, scores[:60], truth[:60])
    narrow = resample(measure_auroc, scores, truth)
    assert narrow.low <= measure_auroc(scores, truth) <= narrow.high
    assert narrow.high - narrow.low < wide.high - wide.low


def test_the_same_posts_give_the_same_interval(posts):
    assert resample(measure_auroc, *posts) == resample(measure_auroc, *posts)


def test_the_best_cut_is_no_worse_than_any_other(posts):
    scores, truth = posts
    best = measure_f1(scores >= find_cut(scores, truth, measure_f1), truth)
    assert best >= max(measure_f1(scores >= cut, truth) for cut in np.quantile(scores, [0.2, 0.8]))


def test_nothing_to_measure_is_not_a_number():
    assert isnan(measure_auroc([0.1, 0.2], [0, 0]))
    assert isnan(measure_average_precision([0.1], [0]))
    assert isnan(measure_calibration_error([], []))
    assert isnan(count_said([0, 0], [0, 1]).precision)
    assert all(isnan(edge) for edge in resample(measure_auroc, [], []))
