"""A feed ranked for research: noted posts go down, and nothing else happens to it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import ORIGIN, Live
from tools import CALM, GERMAN, RUDE, add_program, ask

from companion.rank import MOST_ITEMS, RankItem, rank_items
from companion.screeners import Judgement
from companion.settings import OwnTopic, Settings

SESSION = {
    "session_id": "1",
    "user_id": "u",
    "user_name_hash": "h",
    "cohort": "c",
    "platform": "reddit",
    "url": "https://forum.example/r/all",
    "current_time": "2026-01-20T18:41:57",
}
ITEM = {
    "title": None,
    "author_name_hash": "h",
    "type": "post",
    "embedded_urls": ["https://forum.example/a", "http://[", "no address"],
    "created_at": "2026-01-20 18:41:57",
    "engagements": {"upvote": 3, "downvote": 0, "comment": 1, "award": 0},
}


@pytest.fixture(scope="module")
def key(live: Live) -> str:
    return add_program(live, "research", "rank")


def judge(texts: Any) -> list[Judgement | None]:
    """As threats, those with the word "heavy"; the model fails on those with "broken"."""
    return [
        None if "broken" in t else Judgement({"threat": 0.9 * ("heavy" in t)}, 0, {}, {}, {}, {})
        for t in texts
    ]


def test_noted_posts_move_down_and_nothing_else_does(live: Live, key: str) -> None:
    texts = {"1": RUDE, "2": CALM, "3": "", "4": f"{RUDE} Truly.", "5": GERMAN, "x" * 300: CALM}
    items = [{**ITEM, "id": name, "text": text} for name, text in texts.items()]
    body = {"session": SESSION, "survey": {"age": [1, {"a": None}]}, "items": items}
    reply = ask(live, "/rank", body, key)
    assert (reply.status, reply.json) == (
        200,
        {"ranked_ids": ["2", "3", "5", "x" * 300, "1", "4"]},
    )


def test_a_title_counts_as_words_of_the_post() -> None:
    items = [RankItem(id="a", text="Two plain words", title="heavy"), RankItem(id="b", text=CALM)]
    assert rank_items(items, judge, Settings()) == ["b", "a"]


def test_the_readers_own_choices_decide() -> None:
    items = [RankItem(id="a", text="so heavy a day"), RankItem(id="b", text="a dull day at sea")]
    assert rank_items(items, judge, Settings()) == ["b", "a"]
    assert rank_items(items, judge, Settings(on=False)) == ["a", "b"]
    assert rank_items(items, judge, Settings(dials={"hate": 0.4})) == ["a", "b"]
    own = Settings(dials={}, topics=(OwnTopic("day"),), shown=())
    assert rank_items([*items, RankItem(id="c", text=CALM)], judge, own) == ["c", "a", "b"]


words = st.sampled_from(
    ["one heavy post here", "a calm post here", "broken posts stay", "", GERMAN]
)


@given(st.lists(words, max_size=12))
def test_every_item_comes_back_once_and_both_kinds_keep_their_order(texts: list[str]) -> None:
    items = [RankItem(id=str(place), text=text) for place, text in enumerate(texts)]
    heavy = [item.id for item in items if "heavy" in item.text]
    calm = [item.id for item in items if "heavy" not in item.text]
    assert rank_items(items, judge, Settings()) == calm + heavy


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": [{"id": "1"}]},
        {"items": [{"id": "1", "text": "a"}, {"id": "1", "text": "b"}]},
        {"items": [{"id": str(n), "text": ""} for n in range(MOST_ITEMS + 1)]},
        {"items": [], "surprise": 1},
        {"items": [{"id": "1", "text": "a", "engagements": {"like": -1}}]},
        {"session": None, "items": []},
    ],
)
def test_bad_input_gets_the_one_error_shape(live: Live, key: str, body: Any) -> None:
    reply = ask(live, "/rank", body, key)
    assert (reply.status, reply.code) == (400, "schema")


def test_an_empty_feed_stays_one(live: Live, key: str) -> None:
    assert ask(live, "/rank", {"items": []}, key).json == {"ranked_ids": []}


def test_the_extension_never_ranks_and_may_not(live: Live, token: str) -> None:
    reply = live.ask("/rank", {"items": []}, token, ORIGIN)
    assert (reply.status, reply.code) == (403, "programs_only")
    extension = Path(__file__).parents[2] / "extension"
    asking = [path.name for path in extension.rglob("*.js") if "/rank" in path.read_text("utf-8")]
    assert asking == []
