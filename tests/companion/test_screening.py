"""How many requests share one model: remembering, merging, isolating, refusing in time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Event

import pytest

from companion.refusal import Refusal
from companion.screeners.judging import Judgement
from companion.screening import BATCH, Screening


class Echo:
    """A model whose score is the text's length, that waits for `go` and breaks on "break"."""

    name = "echo"

    def __init__(self) -> None:
        self.go = Event()
        self.go.set()
        self.began = Event()
        self.batches: list[list[str]] = []

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        self.batches.append(list(texts))
        self.began.set()
        assert self.go.wait(10)
        if "break" in texts:
            raise RuntimeError("post text that must not be seen")
        return [make_judgement(len(text) / 16_384) for text in texts]


def make_judgement(score: float) -> Judgement:
    return Judgement({"self_harm": score}, 0.0, {}, {}, {}, {})


@pytest.fixture
def echo() -> Echo:
    return Echo()


def start(echo: Echo, **named: float) -> Screening:
    return Screening(lambda: echo, "echo", **named)  # type: ignore[arg-type]


def read_scores(judgements: list[Judgement | None]) -> list[float | None]:
    return [judgement and judgement.scores["self_harm"] * 16_384 for judgement in judgements]


def test_judgements_come_back_in_the_order_asked(echo: Echo) -> None:
    texts = ["a" * length for length in (30, 5, 90, 5, 61)]
    assert read_scores(start(echo).judge(texts)) == [30, 5, 90, 5, 61]


def test_the_same_text_twice_in_a_request_is_judged_once(echo: Echo) -> None:
    start(echo).judge(["same", "same", "other"])
    assert sorted(echo.batches[0]) == ["other", "same"]


def test_a_text_asked_again_is_remembered(echo: Echo) -> None:
    screening = start(echo)
    assert screening.judge(["again"]) == screening.judge(["again"])
    assert echo.batches == [["again"]]


def test_a_forgotten_text_is_judged_again(echo: Echo) -> None:
    screening = start(echo)
    screening.judge(["again"])
    screening.forget()
    screening.judge(["again"])
    assert len(echo.batches) == 2


def test_only_so_many_judgements_are_remembered(echo: Echo) -> None:
    screening = start(echo, remembered=2)
    for text in ("first", "second", "third", "third", "second", "first"):
        screening.judge([text])
    assert [batch[0] for batch in echo.batches] == ["first", "second", "third", "first"]


def test_what_was_asked_last_is_remembered_longest(echo: Echo) -> None:
    screening = start(echo, remembered=2)
    for text in ("kept", "dropped", "kept", "new", "kept", "dropped"):
        screening.judge([text])
    assert [batch[0] for batch in echo.batches] == ["kept", "dropped", "new", "dropped"]


def test_what_is_remembered_goes_by_a_key_of_this_process(echo: Echo) -> None:
    first, second = start(echo), start(echo)
    for screening in (first, second):
        screening.judge(["a post"])
    held = [next(iter(screening._remembered)) for screening in (first, second)]
    assert held[0] != held[1]
    assert sha256(b"a post").digest() not in held
    assert all(b"a post" not in key for key in held)


def test_who_asked_first_is_in_the_next_batch_however_long_the_text(echo: Echo) -> None:
    screening = start(echo)
    echo.go.clear()
    with ThreadPoolExecutor() as pool:
        pool.submit(screening.judge, ["first"])
        assert echo.began.wait(10)
        long = pool.submit(screening.judge, ["l" * 900])
        while not screening._queue:
            assert not long.done()
        short = pool.submit(screening.judge, ["s" * (number + 1) for number in range(2 * BATCH)])
        while len(screening._queue) <= 2 * BATCH:
            assert not short.done()
        echo.go.set()
        short.result()
    assert "l" * 900 in echo.batches[1]


def test_a_text_in_flight_is_not_asked_twice(echo: Echo) -> None:
    screening = start(echo)
    echo.go.clear()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(screening.judge, ["slow"])
        assert echo.began.wait(10)
        second = pool.submit(screening.judge, ["slow"])
        while screening._in_flight and next(iter(screening._in_flight.values())).waiting < 2:
            assert not second.done()
        echo.go.set()
        assert first.result() == second.result()
    assert echo.batches == [["slow"]]


def test_a_batch_holds_texts_of_like_length(echo: Echo) -> None:
    screening = start(echo)
    echo.go.clear()
    with ThreadPoolExecutor() as pool:
        pool.submit(screening.judge, ["first"])
        assert echo.began.wait(10)
        mixed = ["s" * (number + 1) for number in range(BATCH)]
        mixed += ["l" * (number + 1_000) for number in range(BATCH)]
        waiting = pool.submit(screening.judge, mixed[::2] + mixed[1::2])
        while len(screening._queue) < 2 * BATCH:
            assert not waiting.done()
        echo.go.set()
        waiting.result()
    assert [{text[0] for text in batch} for batch in echo.batches[1:]] == [{"s"}, {"l"}]


def test_a_text_that_breaks_the_model_costs_only_its_own_judgement(
    echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    assert read_scores(start(echo).judge(["fine", "break", "alright"])) == [4, None, 7]
    assert "post text" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_model_that_could_not_be_loaded_judges_nothing() -> None:
    def load() -> Echo:
        raise ValueError("no such model")

    screening = Screening(load, "gone")  # type: ignore[arg-type]
    assert screening.judge(["a", "b"]) == [None, None]
    assert screening.state == "failed"


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_that_is_no_probability_counts_as_a_fault(score: float) -> None:
    class Broken(Echo):
        def judge(self, texts: Sequence[str]) -> list[Judgement]:
            return [make_judgement(score) for _ in texts]

    assert start(Broken()).judge(["a"]) == [None]


def test_a_model_that_answers_too_few_counts_as_a_fault() -> None:
    class Short(Echo):
        def judge(self, texts: Sequence[str]) -> list[Judgement]:
            return []

    assert start(Short()).judge(["a", "b"]) == [None, None]


def test_nobody_waits_longer_than_the_patience_for_a_loading_model() -> None:
    ready = Event()

    def load() -> Echo:
        assert ready.wait(10)
        return Echo()

    screening = Screening(load, "slow", patience=0.01)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="model_loading"):
        screening.judge(["a"])
    assert screening.state == "loading"
    ready.set()


def test_nobody_waits_longer_than_the_patience_for_a_judgement(echo: Echo) -> None:
    screening = start(echo, patience=0.2)
    screening.judge(["warm"])
    echo.go.clear()
    with pytest.raises(Refusal, match="busy"):
        screening.judge(["slow"])
    echo.go.set()


def test_what_nobody_waits_for_any_longer_is_not_judged(echo: Echo) -> None:
    screening = start(echo, patience=0.2)
    screening.judge(["warm"])
    echo.go.clear()
    for text in ("first", "given up"):
        with pytest.raises(Refusal, match="busy"):
            screening.judge([text])
    echo.go.set()
    screening.judge(["last"])
    assert [batch for batch in echo.batches if "given up" in batch] == []
    assert not screening._in_flight


def test_one_request_too_many_is_refused_at_once(echo: Echo) -> None:
    screening = start(echo, waiting=1)
    echo.go.clear()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(screening.judge, ["first"])
        assert echo.began.wait(10)
        with pytest.raises(Refusal, match="busy"):
            screening.judge(["second"])
        echo.go.set()
        assert read_scores(first.result()) == [5]
    assert read_scores(screening.judge(["third"])) == [5]


def test_many_at_once_all_get_their_own_answer(echo: Echo) -> None:
    screening = start(echo)
    asked = [["x" * (7 * request + post) for post in range(32)] for request in range(12)]
    with ThreadPoolExecutor(12) as pool:
        answered = list(pool.map(screening.judge, asked))
    assert [read_scores(one) for one in answered] == [
        [float(len(text)) for text in texts] for texts in asked
    ]
