"""What the default dial promises, and the two ways to a new network out of trained ones."""

import pytest
import torch
from transformers import BertConfig, BertModel

from companion.categories import CATEGORIES, holds, settles
from companion.screeners.judging import Judgement
from companion.screeners.torch import CareNetwork
from models.training.average import average_states
from models.training.corpus import AuthoredPost
from models.training.labels import OUTPUTS
from models.training.network import keep_layers
from models.training.promise import Tally, count_notes, find_shifts, move_score
from models.training.student import measure_distance

THREAT = next(category for category in CATEGORIES if category.id == "threat")
DESPAIR = next(category for category in CATEGORIES if category.id == "despair")


def judge(score):
    """What a model makes of a post that may be a threat and is nothing else."""
    scores = {category.id: 0.001 for category in CATEGORIES} | {"threat": score}
    return Judgement(scores, 0.0, {"none": 1.0}, {}, {}, {})


def write(threat, unsure=False):
    labels = frozenset({"threat"}) if threat else frozenset()
    doubted = frozenset({"threat"}) if unsure else frozenset()
    return AuthoredPost("words", labels, doubted, "none", "neutral", "theme", None, "topic")


def build_network(layers):
    torch.manual_seed(3)
    shape = BertConfig(
        vocab_size=50,
        hidden_size=8,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=16,
    )
    return CareNetwork(BertModel(shape, add_pooling_layer=False), len(OUTPUTS)).eval()


def test_a_category_that_errs_too_often_is_moved_until_its_notes_are_right():
    # All above 0.7 are threats, and one of three below.
    posts = [write(True)] * 60 + [write(True), write(False), write(False)] * 20
    judged = [judge(0.75)] * 60 + [judge(0.5)] * 60
    shifts = find_shifts(judged, posts)
    tally = count_notes(THREAT, shifts, judged, posts)
    assert (tally.notes, tally.right) == (60, 60)
    unmoved = count_notes(THREAT, dict.fromkeys(shifts, 0.0), judged, posts)
    assert unmoved.right / unmoved.notes == pytest.approx(2 / 3)
    assert not unmoved.kept


def test_a_post_on_which_readers_differ_counts_neither_way():
    posts, judged = [write(False, unsure=True)] * 5, [judge(0.9)] * 5
    assert count_notes(THREAT, {}, judged, posts) == Tally(0, 0)


def test_few_notes_must_be_surer_than_many():
    assert not Tally(10, 8).kept
    assert not Tally(40, 33).kept
    assert Tally(1000, 825).kept
    assert not Tally(1000, 801).kept


def test_a_moved_score_stays_a_probability():
    assert move_score(0.5, 0.0) == pytest.approx(0.5)
    assert move_score(0.5, 1.0) == pytest.approx(0.731, abs=1e-3)
    assert move_score(1.0, -3.0) == 1.0
    assert move_score(0.0, 3.0) == 0.0


def test_who_tells_of_hurting_themselves_is_struggling_and_who_threatens_is_not():
    assert holds(DESPAIR, {"self_harm"}, "personal")
    assert not holds(DESPAIR, {"self_harm"}, "promotes")
    assert not holds(DESPAIR, {"threat"}, "personal")
    assert not holds(THREAT, {"self_harm"}, "personal")


def test_a_doubted_label_leaves_open_what_it_would_have_settled():
    assert not settles(DESPAIR, set(), {"self_harm"}, "personal")
    assert settles(DESPAIR, set(), {"self_harm"}, "promotes")
    assert settles(DESPAIR, {"eating"}, {"despair"}, "personal")
    assert not settles(DESPAIR, set(), {"despair"}, "none")


def test_only_categories_that_are_on_by_default_are_moved():
    assert {category.id for category in CATEGORIES if category.on} == set(find_shifts([], []))


def test_the_mean_of_runs_weighs_each_by_its_share():
    one, other = {"w": torch.tensor([0.0, 4.0])}, {"w": torch.tensor([4.0, 0.0])}
    ids = {"ids": torch.tensor([1, 2])}
    mean = average_states([(0.75, one | ids), (0.25, other | ids)])
    assert mean["w"].tolist() == [1.0, 3.0]
    assert mean["ids"].tolist() == [1, 2]


def test_a_student_begins_with_evenly_spaced_layers_of_its_teacher():
    teacher = build_network(6)
    student = keep_layers(teacher, 3)
    kept = student.encoder.encoder.layer
    for layer, place in zip(kept, (1, 3, 5), strict=True):
        taught = teacher.encoder.encoder.layer[place].state_dict()
        assert all(torch.equal(value, taught[name]) for name, value in layer.state_dict().items())
    assert len(teacher.encoder.encoder.layer) == 6
    ids = torch.ones(2, 4, dtype=torch.long)
    assert student(ids, ids).shape == (2, len(OUTPUTS))


def test_a_student_that_answers_like_its_teacher_is_at_no_distance():
    torch.manual_seed(5)
    taught = torch.randn(4, len(OUTPUTS))
    assert measure_distance(taught, taught).item() == pytest.approx(0, abs=1e-6)
    assert measure_distance(taught + torch.randn(4, len(OUTPUTS)), taught).item() > 0.05
