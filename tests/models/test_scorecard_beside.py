"""Beside a model in its card: public test sets as their papers score them, and baselines."""

from dataclasses import replace

import numpy as np
import pytest

from companion.categories import CATEGORY_IDS, SENTIMENTS
from companion.scorecard.baselines import BUCKETS, WordList, find_baselines, hash_words
from companion.scorecard.bench import Bench
from companion.scorecard.sources import Inputs, PublicPost
from companion.scorecard.tasks import SENTIMENT, measure_tasks
from companion.settings import Settings

# What a dial is to a model's chances, a compound of -0.5 is to the word list.
STRICT = Settings(dials=dict.fromkeys(Settings().dials, 0.75))
BAD, PLAIN, GOOD = "what a horrible awful disaster", "the bus leaves at", "a lovely happy morning"


def write_posts(source: str, label: str) -> list[PublicPost]:
    """Thirty posts that carry the label, and thirty that do not."""
    return [
        PublicPost(f"{BAD if true else GOOD} {number}", source, {label: true}, False)
        for number in range(30)
        for true in (0, 1)
    ]


def write_moods() -> list[PublicPost]:
    texts = dict(zip(("negative", "neutral", "positive"), (BAD, PLAIN, GOOD), strict=True))
    return [
        PublicPost(f"{text} {number}", SENTIMENT, {f"sentiment_{mood}": 1}, False)
        for number in range(10)
        for mood, text in texts.items()
    ]


@pytest.fixture
def sets() -> Inputs:
    """Small sets that the word list answers without a fault."""
    cut = [*write_posts("dreaddit", "distress"), *write_posts("tweeteval_offensive", "toxicity")]
    return Inputs(
        public=[*cut, *write_posts("cssrs_posts", "self_harm"), *write_moods()], public_dev=cut
    )


def measure(inputs: Inputs) -> dict[str, float]:
    section = measure_tasks(Bench(WordList(), STRICT), inputs)
    return {name: found.value for name, found in section.figures.items()}


def test_each_papers_own_measure_is_taken(sets: Inputs) -> None:
    assert measure(sets) == {
        "dreaddit_f1": 1.0,
        "dreaddit_auroc": 1.0,
        "offensive_f1": 1.0,
        "cssrs_auroc": 1.0,
        "sentiment_recall": 1.0,
        "feed_notes": 0.0,
    }


def test_a_cut_is_never_chosen_on_the_posts_that_it_is_measured_on(sets: Inputs) -> None:
    found = measure(replace(sets, public_dev=[]))
    assert set(found) == {"cssrs_auroc", "sentiment_recall", "feed_notes"}


def test_notes_on_an_ordinary_feed_are_told_by_mood(sets: Inputs) -> None:
    (table,) = measure_tasks(Bench(WordList(), STRICT), sets).tables
    assert {str(row["sentiment"]): row["notes"] for row in table.rows} == {
        "positive": 0.0,
        "neutral": 0.0,
        "negative": 1.0,
    }


def test_a_model_without_the_score_that_is_asked_for_gets_no_figure_of_it(sets: Inputs) -> None:
    class NoToxicity(WordList):
        def judge(self, texts):
            return [one._replace(extra={}) for one in super().judge(texts)]

    found = measure_tasks(Bench(NoToxicity(), STRICT), sets).figures
    assert "dreaddit_f1" in found
    assert "offensive_f1" not in found


def test_the_linear_model_answers_as_a_screener_does(tmp_path) -> None:
    moods = [f"mood:{name}" for name in SENTIMENTS]
    stances = ["stance:promotes", "stance:support", "stance:recovery"]
    labels = [*CATEGORY_IDS, "acute", "toxicity", *moods, *stances]
    weight = np.zeros((BUCKETS, len(labels)), np.float16)
    weight[hash_words("rascal"), labels.index("harassment")] = 8
    bias = np.full(len(labels), -2, np.float32)
    file = tmp_path / "word_pairs.npz"
    np.savez_compressed(file, labels=np.array(labels), weight=weight, bias=bias)
    (words, pairs), missing = find_baselines(file)
    assert missing == []
    assert words.name.startswith("VADER")
    told, calm, empty = pairs.judge(["rascal", "soup of the day", ""])
    assert told.scores["harassment"] == pytest.approx(1 / (1 + np.exp(-6)), abs=1e-5)
    assert told.scores["hate"] == calm.scores["harassment"] == empty.scores["harassment"]
    assert calm.stance == pytest.approx({"promotes": 1 / 3, "recovery_or_support": 2 / 3})


def test_a_baseline_that_cannot_be_had_is_told_with_how_to_get_it(tmp_path) -> None:
    found, missing = find_baselines(tmp_path / "nothing.npz")
    assert [one.name.split()[0] for one in found] == ["VADER"]
    assert missing == ["word pairs: python -m models.training.baselines --data DIR"]
