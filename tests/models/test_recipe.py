"""The training recipe: what public labels say, how rows are drawn, how curves are fitted."""

import math

import numpy as np
import pytest

from models.training.batches import MASK_TOKEN, cut_batches, draw_rows, mask_words
from models.training.calibrate import fit_curve
from models.training.labels import OUTPUTS, read_public
from models.training.prepare import RECIPE
from models.training.variants import find_barred


def read(source, labels, weak=0):
    return read_public({"source": source, "labels": labels, "weak": weak})


def test_no_output_is_named_twice():
    assert len(set(OUTPUTS)) == len(OUTPUTS)


def test_a_label_that_nobody_gave_says_nothing():
    said, stance, sentiment = read("unknown_source", {})
    assert (said, stance, sentiment) == ({}, None, None)


def test_a_toxic_post_need_not_be_hateful_but_a_harmless_one_is_neither():
    toxic, _, _ = read("unknown_source", {"toxicity": 1})
    harmless, _, _ = read("unknown_source", {"toxicity": 0})
    assert "hate" not in toxic
    assert harmless["hate"] == (0.0, "gold")


def test_a_weak_label_is_marked_as_weak():
    said, stance, _ = read("sdcnl", {"self_harm": 1, "distress": 1}, weak=1)
    assert said["self_harm"] == (1.0, "weak")
    assert stance == "personal"


def test_who_tells_of_self_harm_is_struggling_unless_the_source_says_otherwise():
    implied, _, _ = read("cssrs_posts", {"self_harm": 1})
    given, _, _ = read("sdcnl", {"self_harm": 1, "distress": 0}, weak=1)
    quiet, _, _ = read("cssrs_posts", {"self_harm": 0})
    assert implied["despair"] == (1.0, "implied")
    assert given["despair"] == (0.0, "weak")
    assert "despair" not in quiet


def test_a_given_label_counts_more_than_what_its_source_implies():
    said, _, _ = read("jigsaw_subset", {"threat_violence": 1})
    assert said["threat"] == (1.0, "gold")
    assert said["self_harm"] == (0.0, "implied")


def test_a_glad_post_is_quiet_in_every_category():
    said, stance, sentiment = read("semeval2017_sentiment", {"sentiment_positive": 1})
    assert said["outrage"] == (0.0, "implied")
    assert (stance, sentiment) == ("none", "positive")


FEW = {"many": np.arange(10), "few": np.arange(10, 13)}


def test_every_row_is_drawn_once_before_any_is_drawn_twice():
    drawn = draw_rows(FEW, {"many": 6, "few": 7}, seed=1)
    counts = np.bincount(drawn, minlength=13)
    assert counts[:10].max() == 1
    assert counts[:10].sum() == 6
    assert sorted(counts[10:]) == [2, 2, 3]


def test_the_same_seed_draws_the_same_rows():
    first, second = (draw_rows(FEW, {"many": 5}, seed=3) for _ in range(2))
    assert list(first) == list(second)


def test_every_source_with_a_quota_has_one_tier():
    tiers = [name for names in RECIPE["tiers"].values() for name in names]
    assert len(set(tiers)) == len(tiers)
    for name in ("first", "second"):
        assert set(RECIPE[name]["quota"]) <= set(tiers)


def test_the_clean_variant_may_not_learn_from_a_source_without_a_licence():
    barred = find_barred("clean")
    assert {"dreaddit", "cssrs_posts"} <= barred
    assert barred.isdisjoint({"jigsaw_subset", "stormfront"})
    assert find_barred("shipped") == frozenset()


def test_masking_leaves_the_ends_and_hides_about_the_share_asked():
    tokens = np.arange(1000, 3000)
    masked = mask_words(tokens, 0.1, np.random.default_rng(6))
    assert (masked[0], masked[-1]) == (1000, 2999)
    assert 0.07 < (masked == MASK_TOKEN).mean() < 0.13


def test_batches_hold_every_row_once_and_keep_to_their_tokens():
    lengths = np.random.default_rng(2).integers(3, 129, 9000)
    batches = cut_batches(lengths, np.arange(9000), 2560, seed=4)
    assert sorted(np.concatenate(batches)) == list(range(9000))
    assert all(len(batch) * lengths[batch].max() <= 2560 for batch in batches)


def test_a_curve_finds_the_chance_behind_logits_that_are_too_sure():
    rng = np.random.default_rng(5)
    truth = rng.normal(0, 1.5, 20_000)
    target = (rng.random(20_000) < 1 / (1 + np.exp(-truth))).astype(float)
    curve = fit_curve(3 * truth + 1, target, np.ones(20_000))
    assert curve["slope"] == pytest.approx(1 / 3, abs=0.03)
    assert curve["shift"] == pytest.approx(-1 / 3, abs=0.06)
    assert math.isfinite(curve["slope"])
