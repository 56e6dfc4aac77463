"""A scorecard holds what was measured, says what was not, and reads as JSON and as Markdown."""

import gzip
import json
from datetime import date

import pytest

from companion.models import read_model
from companion.scorecard import evaluate_model
from companion.scorecard.abstention import measure_abstention
from companion.scorecard.baselines import WordList, hash_words
from companion.scorecard.bench import Bench
from companion.scorecard.build import measure_all
from companion.scorecard.card import Scorecard, Section
from companion.scorecard.figures import FIGURES, reaches
from companion.scorecard.markdown import write_markdown
from companion.scorecard.published import read_published
from companion.scorecard.sources import Inputs, PublicPost, read_authored, read_inputs, thin
from companion.settings import Settings


@pytest.fixture
def card(inputs):
    """The card of the word list as if it were a model."""
    section = measure_all(Bench(WordList(), Settings()), inputs)
    return Scorecard(
        model="words",
        version="1",
        licence="MIT",
        measured_on="2026-01-02",
        limit=None,
        dials=Settings().dials,
        figures=section.figures,
        tables=section.tables,
        missing=["the public test split"],
        beside={"twin": section.figures},
        published=read_published(),
    )


def test_no_figure_is_named_twice_and_every_goal_has_a_direction():
    assert len({figure.id for figure in FIGURES}) == len(FIGURES)
    assert {figure.better for figure in FIGURES} == {"high", "low"}


def test_a_goal_is_reached_from_its_better_side():
    figures = {figure.id: figure for figure in FIGURES}
    assert reaches(figures["care_balance"], 0.9) and not reaches(figures["care_balance"], 0.89)
    assert reaches(figures["feed_notes"], 0.01) and not reaches(figures["feed_notes"], 0.02)
    assert reaches(figures["latency"], 1.0) is None


def test_a_card_survives_json(card, tmp_path):
    data, _ = card.write(tmp_path)
    assert Scorecard.model_validate_json(data.read_bytes()) == card


def test_a_card_reads_as_markdown(card):
    text = write_markdown(card)
    assert "# Scorecard: words 1" in text
    assert "| functional suite, mean of both groups | >= 0.9 |" in text
    assert "nan" not in text.lower().split()
    assert "## Not measured" in text
    for line in text.splitlines():
        assert not line.startswith("|") or line.endswith("|")


def test_no_post_is_quoted_in_a_card(card, inputs):
    text = write_markdown(card) + card.model_dump_json()
    assert not any(post.text in text for post in inputs.authored if len(post.text) > 20)
    assert not any(row["text"] in text for row in inputs.suites["carecheck"])


def test_figures_that_nobody_defined_are_refused():
    with pytest.raises(KeyError):
        Section().tell("no_such_figure", 1.0, 1)


def test_what_cannot_be_measured_is_left_out_not_nought():
    section = Section()
    section.tell("why", float("nan"), 0)
    assert section.figures == {}


def test_nothing_at_hand_measures_nothing():
    assert measure_all(Bench(WordList(), Settings()), Inputs()).figures == {}


def test_public_posts_are_measured_by_label_and_by_source(tmp_path):
    folder = tmp_path / "posts"
    folder.mkdir()
    rows = [
        {
            "text": f"{'what a stupid awful idiot' if toxic else 'a lovely kind morning'} {n}",
            "source": "forum+other",
            "labels": {"toxicity": toxic, "insult": toxic},
            "weak": 0,
        }
        for n in range(30)
        for toxic in (0, 1)
    ]
    with gzip.open(folder / "test.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    inputs = read_inputs(tmp_path, None, None)
    assert inputs.public[0] == PublicPost(rows[0]["text"], "forum", rows[0]["labels"], False)
    found = measure_all(Bench(WordList(), Settings()), inputs)
    assert found.figures["toxicity_auroc"].value == 1
    assert found.figures["harassment_auroc"].posts == 60
    sources = next(t for t in found.tables if t.title == "Public test split, by source")
    assert {row["source"] for row in sources.rows} == {"forum"}


def test_unjudged_posts_count_as_no_note(inputs):
    bench = Bench(WordList(), Settings())
    [reading] = bench.read(["Ich hasse euch alle, ihr widerlichen Idioten, geht weg"])
    assert reading.decision is None and not reading.noted
    assert measure_abstention(bench, inputs).figures["languages"].value > 0.9


def test_published_figures_stand_beside_figures_of_ours():
    ids = {figure.id for figure in FIGURES}
    assert all(one.figure in ids and one.source and 0 < one.value < 1 for one in read_published())


def test_a_torn_corpus_line_is_named(tmp_path):
    (tmp_path / "topic.tsv").write_text(
        "labels\tstance\tsentiment\ttheme\tpair\ttext\n-\tnone\tneutral\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match="topic.tsv:2"):
        list(read_authored(tmp_path))


def test_thinning_is_even_and_keeps_short_lists():
    assert thin(list(range(10)), 5) == [0, 2, 4, 6, 8]
    assert thin([1, 2], 5) == thin([1, 2], None) == [1, 2]


def test_words_and_word_pairs_have_buckets_of_their_own():
    one, other = set(hash_words("kind people")), set(hash_words("people kind"))
    assert len(one) == len(other) == 3
    assert len(one & other) == 2


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_shipped_model_gets_a_card(shipped_folder, tmp_path):
    card = evaluate_model(read_model(shipped_folder), date(2026, 1, 2), limit=40)
    assert {"care_balance", "authored_balance", "speed", "weights"} <= set(card.figures)
    assert any("--data" in line for line in card.missing)
    assert card.write(tmp_path)[1].read_text(encoding="utf-8").startswith("# Scorecard: calm")
