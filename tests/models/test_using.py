"""The checks before another model serves, and the suite that they are made on."""

import re
import time
from collections import Counter

import pytest
from networks import write_words
from test_adding import WORDS, say
from twins import flatten

from companion.config import read_config
from companion.gate import (
    FIRST,
    FLOORS,
    PATIENCE,
    Case,
    Measured,
    judge_part,
    measure_model,
    read_cases,
    write_table,
)
from companion.language import find_reason
from companion.scorecard.sources import read_authored
from companion.screeners.judging import Judgement, Screener
from companion.screening import Screening
from companion.serving import load_serving
from companion.store import hold_folder

pytestmark = pytest.mark.model
CASES = read_cases()


def write_fitting(folder):
    """A network that knows which words of the suite stand in posts that want a note."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for case in CASES:
        found[case.is_noted] |= set(re.findall(r"\w+", case.text.lower()))
    weights = {word: (9.0, 9.0, 9.0) for word in sorted(found[True] - found[False])}
    return write_words(folder, weights)


def test_the_suite_is_short_posts_of_every_kind():
    kinds = Counter(case.kind for case in CASES)
    assert 60 <= len(CASES) <= 100
    assert {"identity", "dialect", "recovery", "support", "everyday", "news"} < kinds.keys()
    assert 20 <= sum(case.is_noted for case in CASES) <= 40
    assert len({flatten(case.text) for case in CASES}) == len(CASES)
    assert max(len(case.text) for case in CASES) <= 140


def test_every_post_of_the_suite_can_be_judged():
    assert [case.text for case in CASES if find_reason(case.text)] == []


def test_no_post_of_the_suite_stands_in_another(read_rows, corpus_folder):
    others = {
        flatten(post.text)
        for split in ("train", "dev", "test")
        for post in read_authored(corpus_folder / split)
    }
    for name in ("carecheck", "dialect_gap", "negation", "why"):
        others |= {flatten(row["text"]) for row in read_rows(name)}
    assert [case.text for case in CASES if flatten(case.text) in others] == []


def test_the_shipped_model_passes_every_floor(shipped_folder):
    measured = measure_model(shipped_folder, CASES, time.perf_counter)
    slow = {"load", "speed"}  # these are the machine's as much as the model's
    assert [floor for floor in measured.list_failed() if floor.id not in slow] == []


def test_a_model_below_a_floor_is_not_used_unless_told(home, tmp_path):
    say("models", "add", write_words(tmp_path / "weak", WORDS))
    done = say("models", "use", "weak")
    assert done.exit_code == 1
    assert "--anyway" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["weak", "calm-minilm"]
    for floor in FLOORS:
        row = next(row for row in rows if row.startswith(floor.words))
        assert len(re.findall(r"-?\d+(?:\.\d+)?(?= |$)", row.removeprefix(floor.words))) == 3
    assert read_config().model == "calm-minilm"
    assert say("models", "use", "weak", "--anyway").exit_code == 0
    assert read_config().model == "weak"
    assert "weak  onnx  weak, added by its owner  (in use)" in say("models", "list").stdout
    assert "in use" in say("models", "remove", "weak").stderr


def test_a_model_that_passes_is_used_and_one_that_breaks_is_not_even_anyway(home, tmp_path):
    added = say("models", "add", write_fitting(tmp_path / "fitting"), "--use")
    assert "fitting will serve when the companion starts." in added.stdout, added.stderr
    say("models", "add", write_words(tmp_path / "other", WORDS))
    (home / "models" / "other" / "tokenizer.json").write_text("{}")
    done = say("models", "use", "other", "--anyway")
    assert done.exit_code == 1
    assert "is not the file that model.toml names" in done.stderr
    assert read_config().model == "fitting"


def test_a_chosen_model_that_broke_leaves_the_shipped_one_serving(home, tmp_path, caplog):
    say("models", "add", write_words(tmp_path / "weak", WORDS))
    say("models", "use", "weak", "--anyway")
    (home / "models" / "weak" / "model.onnx").unlink()
    assert load_serving(read_config()).name == "calm-minilm"
    assert "weak cannot serve, so calm-minilm does" in caplog.text


def test_a_name_that_is_no_models_is_one_line(home):
    for name in ("nobody", "../weak", "/etc"):
        done = say("models", "use", name)
        assert (done.exit_code, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1


def test_a_folder_in_use_is_left_to_whoever_uses_it(home, tmp_path):
    """Another companion holds the folder, but no file says where it listens: nothing is changed."""
    say("models", "add", write_fitting(tmp_path / "fitting"))
    with hold_folder(home):
        done = say("models", "use", "fitting")
    assert done.exit_code == 1
    assert read_config().model == "calm-minilm"


class Named:
    """A model that gives its own score to every text, once it may."""

    def __init__(self, name: str, score: float, during=lambda: None) -> None:
        self.name, self._score, self._during = name, score, during

    def judge(self, texts):
        self._during()
        return [Judgement({"despair": self._score}, 0.0, {}, {}, {}, {}) for _ in texts]


def read_scores(screening: Screening, *texts: str) -> set[float]:
    return {judgement.scores["despair"] for judgement in screening.judge(texts)}


def test_what_was_asked_before_a_swap_is_answered_by_the_model_before():
    after: Screener = Named("after", 0.9)
    before = Named("before", 0.1, lambda: screening.swap(after))
    screening = Screening(lambda: before, "before")
    texts = [f"post number {number}" for number in range(40)]  # three batches of one request
    assert read_scores(screening, *texts) == {0.1}
    assert screening.name == "after"
    assert read_scores(screening, *texts) == {0.9}
    screening.close()


def test_a_swap_forgets_what_the_model_before_said():
    screening = Screening(lambda: Named("before", 0.1), "before")
    assert read_scores(screening, "the same post") == {0.1}
    screening.swap(Named("after", 0.9))
    assert read_scores(screening, "the same post") == {0.9}
    screening.close()


def test_a_swap_mends_a_companion_whose_model_failed_to_load():
    def fail():
        raise ValueError("no such model")

    screening = Screening(fail, "gone")
    assert screening.judge(["a post"]) == [None]
    screening.swap(Named("after", 0.9))
    assert (screening.state, read_scores(screening, "a post")) == ("ready", {0.9})
    screening.close()


class Slow:
    """A model that takes its seconds a post, by a clock of its own."""

    name = "slow"

    def __init__(self, seconds: float) -> None:
        self._seconds, self.now = seconds, 0.0

    def judge(self, texts):
        self.now += self._seconds * len(texts)
        return [Judgement({"despair": 0.1}, 0.0, {}, {}, {}, {}) for _ in texts]


def judge_by(slow: Slow) -> list[Case]:
    """The cases that the checks have it judge."""
    return [read.case for read in judge_part(slow, CASES, lambda: slow.now)]


@pytest.mark.parametrize(("seconds", "most"), [(0.33, 90), (0.66, 45), (1.5, 20), (60, FIRST)])
def test_a_slow_model_is_judged_within_half_a_minute(seconds, most):
    slow = Slow(seconds)
    judged = judge_by(slow)
    assert most - 5 <= len(judged) <= most  # no comparison is cut in two
    assert slow.now <= max(PATIENCE, FIRST * seconds)


def test_a_slow_model_is_judged_on_the_same_even_part_each_time():
    half = judge_by(Slow(0.66))
    whole, kept = (Counter(case.kind for case in cases) for cases in (CASES, half))
    assert all(abs(kept[kind] / len(half) - whole[kind] / len(CASES)) < 0.1 for kind in whole)
    sets = Counter(case.set for case in half)
    assert sets["african_american"] == sets["general"] > 0
    assert {count for name, count in sets.items() if name.startswith("identity")} == {6}
    assert judge_by(Slow(0.66)) == half


def test_a_part_is_said_to_be_one_and_what_it_lacks_is_no_figure():
    part = [case for case in CASES if case.kind == "everyday"]
    figures = dict.fromkeys((floor.id for floor in FLOORS), 1.0) | {"dialect": float("nan")}
    measured = Measured("slow", "3 categories", figures, part, len(CASES))
    lines = write_table(measured, None)
    assert lines[-1] == "slow: judged 12 of 90 cases to stay within half a minute"
    assert [line for line in lines if line.endswith("-  x at most 0.1")]
    assert "dialect" in {floor.id for floor in measured.list_failed()}
    assert "judged" not in write_table(measured._replace(asked=12), None)[-1]
