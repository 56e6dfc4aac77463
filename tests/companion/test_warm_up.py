"""A companion is warm before it is ready, and a model that fails on a post never serves."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from companion import serving
from companion.config import Config
from companion.language import load_detector
from companion.models import BadModel
from companion.screeners.judging import Judgement
from companion.serving import load_serving, warm_up


class Cold:
    """A model that writes down what it is asked."""

    name = "cold"

    def __init__(self, score: float = 0.5) -> None:
        self.score = score
        self.asked: list[str] = []

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        self.asked += texts
        return [Judgement({"self_harm": self.score}, 0.0, {}, {}, {}, {}) for _ in texts]


def test_a_model_has_judged_before_it_serves() -> None:
    model = Cold()
    assert warm_up(model) is model
    assert model.asked


def test_what_tells_languages_apart_is_read_before_the_first_post() -> None:
    load_detector.cache_clear()
    warm_up(Cold())
    assert load_detector.cache_info().currsize == 1


def test_a_model_that_fails_on_its_first_post_does_not_serve() -> None:
    with pytest.raises(BadModel, match="cold cannot serve"):
        warm_up(Cold(score=2.0))


def test_a_chosen_model_that_fails_on_its_first_post_leaves_the_shipped_one_serving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def load_one(config: Config) -> Any:
        return Cold(score=0.5 if config.model == "calm-minilm" else 2.0)

    monkeypatch.setattr(serving, "load_screener", load_one)
    model = load_serving(Config(tmp_path, model="broken"))
    assert isinstance(model, Cold)
    assert model.score == 0.5
    assert "broken cannot serve, so calm-minilm does" in caplog.text
