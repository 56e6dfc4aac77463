"""What is chosen, over every country, topic, category and door: never too much, never nothing."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import get_args

import pytest
from test_resources import show_kinds

from companion.categories import CATEGORY_IDS
from companion.contacts import WRITING_FIRST
from companion.protocol import Audience, Door, Post, ResourcesRequest
from companion.resources import (
    CRISIS_TOPICS,
    TOPICS,
    list_lines,
    pick_resources,
    topic_of,
)
from companion.response import Reader, write_note
from companion.services import Shelf, open_shelf
from companion.support import answer_request

SHELF = open_shelf()
COUNTRIES = [*sorted(SHELF.countries), None, "QQ"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=400)  # every number is hidden by then
LANGUAGES = ([], ["en-US", "en"], ["fr"], ["xx"])


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_note_has_one_to_three_sources_and_each_can_be_opened(country):
    cases = product(TOPICS, LANGUAGES, (False, True), get_args(Door), (NOW, LATER))
    for topic, languages, crisis, door, now in cases:
        chosen = pick_resources(topic, country, languages, now, crisis=crisis, door=door)
        assert 1 <= len(chosen) <= 3, topic
        assert chosen[-1].kind == "directory", topic
        assert len({one.id for one in chosen}) == len(chosen), topic
        assert all(one.contacts and one.name and one.checked_on for one in chosen), topic
        assert sum(one.kind == "line" for one in chosen) <= 2, topic


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_reader_who_asks_has_one_to_three_for_any_topic_and_audience(country):
    for topic, audience, door in product([*TOPICS, None], get_args(Audience), get_args(Door)):
        asked = ResourcesRequest(topic=topic, country=country, audience=audience, door=door)
        chosen = answer_request(asked, NOW).resources
        assert 1 <= len(chosen) <= 3, (topic, audience)
        assert all(one.contacts for one in chosen)


@pytest.mark.parametrize("category", CATEGORY_IDS)
def test_a_line_stands_inline_for_self_harm_and_acute_eating_posts_alone(category):
    post = Post(id="1", text="Plain words.")
    for country, crisis, now in product(COUNTRIES, (False, True), (NOW, LATER)):
        note = write_note(post, category, "note", crisis, Reader(now, country))
        kinds = show_kinds(note.resources)
        assert len(kinds) <= 3
        if category not in ("self_harm", "eating") or not crisis:
            assert "line" not in kinds, country
        elif country in SHELF.countries and SHELF.countries[country].emergency and now == NOW:
            assert kinds[0] == "line", country


def test_the_crisis_topics_are_those_of_two_categories():
    crisis = {category for category in CATEGORY_IDS if topic_of(category) in CRISIS_TOPICS}
    assert crisis == {"self_harm", "eating"}


@pytest.mark.parametrize("country", sorted(SHELF.countries))
def test_writing_stands_before_calling(country):
    for topic in TOPICS:
        for line in list_lines(topic, country, [], NOW):
            kinds = [way.kind for way in line.contacts if way.kind != "web"]
            assert kinds == sorted(kinds, key=WRITING_FIRST.index), line.id


@pytest.mark.parametrize("country", sorted(SHELF.countries))
def test_help_that_was_put_away_is_never_beside_a_note_again(country):
    for topic in sorted(CRISIS_TOPICS):
        hidden: set[str] = set()
        for _ in range(4):
            chosen = pick_resources(topic, country, [], NOW, crisis=True, hidden=hidden)
            assert not {one.id for one in chosen} & hidden
            hidden |= {one.id for one in chosen}


def test_without_any_file_there_is_nothing_to_open_and_no_card():
    empty = Shelf({}, (), ())
    assert pick_resources("suicide", "GB", [], NOW, crisis=True, asked=True, shelf=empty) == []
    reply = answer_request(ResourcesRequest(topic="suicide", country="GB", all=True), NOW, empty)
    assert (reply.resources, reply.emergency, reply.countries) == ([], [], [])
