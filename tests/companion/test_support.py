"""What a reader who asks for help is told."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live import Live
from pydantic import ValidationError

from companion.categories import CATEGORY_IDS
from companion.contacts import show_link
from companion.country import ZONES
from companion.protocol import ResourcesRequest
from companion.resources import TOPICS, tell_open
from companion.services import open_shelf
from companion.support import answer_request

ROOT = Path(__file__).parents[2]
SHELF = open_shelf()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ask(**fields):
    return answer_request(ResourcesRequest(**fields), NOW)


def list_ids(resources):
    return [one.id for one in resources]


def test_a_topic_gets_three_and_the_emergency_number_apart():
    reply = ask(topic="suicide", country="GB", languages=["en"])
    assert [one.kind for one in reply.resources] == ["line", "page", "directory"]
    assert reply.resources[0].id == "gb-shout"
    assert reply.resources[0].is_open is True
    assert [one.contacts[0].display for one in reply.emergency] == ["999"]
    assert reply.communities == []
    assert reply.country == "GB"
    assert "GB" in reply.countries and "XX" not in reply.countries


@pytest.mark.parametrize("category", CATEGORY_IDS)
def test_a_category_is_a_topic_too(category):
    reply = ask(topic=category, country="US")
    assert 1 <= len(reply.resources) <= 3
    assert reply.resources[-1].kind == "directory"


def test_an_unknown_topic_gets_the_list_of_many_countries():
    assert list_ids(ask(topic="gardening", country="US").resources) == ["find-a-helpline"]


def test_no_topic_gets_the_first_line_of_the_country():
    kinds = [one.kind for one in ask(country="US").resources]
    assert kinds == ["line", "directory"]
    assert ask(country="US").resources[0].id == SHELF.countries["US"].lines[0].id


def test_the_country_comes_from_the_clock_when_none_is_named():
    assert ask(topic="suicide", time_zone="Europe/Vienna", languages=["en-US"]).country == "AT"
    assert ask(topic="suicide", time_zone="UTC", languages=["en-US"]).country is None
    assert ask(topic="suicide", country="XX", time_zone="Europe/Vienna").country is None
    assert ask(topic="suicide", country="ZZ").emergency == []


def test_all_holds_every_line_once_and_those_that_fit_first():
    reply = ask(topic="abuse", country="US", all=True)
    lines = [one for one in reply.resources if one.kind == "line"]
    assert set(list_ids(lines)) == {line.id for line in SHELF.countries["US"].lines}
    assert len(lines) == len(set(list_ids(lines)))
    fits = [one.fits for one in lines]
    assert fits == sorted(fits, reverse=True)
    assert {one.id for one in lines if one.fits} == {
        line.id for line in SHELF.countries["US"].lines if "abuse" in line.topics
    }


def test_all_without_a_topic_holds_every_page_of_the_country_but_those_on_one_claim():
    reply = ask(country="GB", all=True)
    pages = {one.id for one in reply.resources if one.kind == "page"}
    assert pages == {
        page.id
        for page in SHELF.pages
        if not page.subjects and (not page.countries or "GB" in page.countries)
    }
    assert list_ids(reply.communities) == ["mind-side-by-side"]
    assert reply.communities[0].ages == "18 and over"


def test_young_people_get_their_own_line_first_and_the_list_for_children():
    reply = ask(topic="suicide", country="DE", audience="youth", languages=["de"])
    assert [reply.resources[0].id, reply.resources[-1].id] == [
        "de-krisenchat",
        "child-helpline-international",
    ]


def test_the_other_door_has_another_page():
    mine = ask(topic="suicide", country="US").resources
    theirs = ask(topic="suicide", country="US", door="someone").resources
    assert [mine[1].id, theirs[1].id] == ["nimh-suicide", "988-help-someone-else"]


def test_a_line_is_open_closed_or_not_known():
    italian = next(line for line in SHELF.countries["IT"].lines if line.id.endswith("italia"))
    assert tell_open(italian, NOW) is True
    assert tell_open(italian, NOW.replace(hour=3)) is False
    vague = next(line for line in SHELF.countries["GB"].lines if line.id == "gb-calm-helpline")
    assert tell_open(vague, NOW) is None
    old = answer_request(ResourcesRequest(country="IT", all=True), NOW + timedelta(days=365))
    assert {one.is_open for one in old.resources} == {None}


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": ""},
        {"topic": "Suicide"},
        {"topic": "suicide", "country": "gb"},
        {"topic": "suicide", "door": "back"},
        {"topic": "suicide", "audience": "cats"},
        {"topic": "suicide", "all": 1},
        {"topic": "suicide", "text": "a post"},
        {"topic": "suicide", "languages": ["en"] * 17},
    ],
)
def test_a_question_that_is_none_is_refused(fields):
    with pytest.raises(ValidationError):
        ResourcesRequest(**fields)


@settings(database=None, deadline=None, max_examples=60)
@given(
    topic=st.sampled_from([*TOPICS, *CATEGORY_IDS, "gardening"]),
    country=st.none() | st.from_regex(r"[A-Z]{2}", fullmatch=True) | st.sampled_from(["GB", "XX"]),
    time_zone=st.none() | st.sampled_from(sorted(ZONES)),
    languages=st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,35}", fullmatch=True), max_size=16),
    door=st.sampled_from(["me", "someone"]),
    audience=st.none() | st.sampled_from(["everyone", "youth", "veterans"]),
    everything=st.booleans(),
    days=st.integers(-4000, 4000),
)
def test_any_question_is_answered(
    topic, country, time_zone, languages, door, audience, everything, days
):
    asked = ResourcesRequest(
        topic=topic,
        country=country,
        time_zone=time_zone,
        languages=languages,
        door=door,
        audience=audience,
        all=everything,
    )
    reply = answer_request(asked, NOW + timedelta(days=days))
    assert len(reply.resources) >= 1
    assert everything or len(reply.resources) <= 3
    assert all(one.contacts for one in reply.resources)
    numbers = [c.link for one in reply.resources for c in one.contacts if c.kind != "web"]
    assert reply.country or not numbers


def test_the_extension_packs_the_lists_of_many_countries_as_they_are():
    path = ROOT / "extension" / "pages" / "directories.json"
    packed = json.loads(path.read_text(encoding="utf-8"))
    assert packed == [show_link(one).model_dump(mode="json") for one in SHELF.directories]


def test_a_sentence_of_the_support_page_has_no_number_to_dial():
    path = ROOT / "extension" / "_locales" / "en" / "messages.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    sentences = [one["message"] for name, one in told.items() if name.startswith("support_")]
    assert len(sentences) > 50
    assert not [one for one in sentences if re.search(r"\d", one) or "!" in one]


def test_a_paired_client_gets_the_answer_and_the_log_nothing(live: Live, token: str):
    reply = live.ask("/v1/resources", {"topic": "suicide", "country": "GB"}, token)
    assert reply.status == 200
    assert reply.json["resources"][0]["id"] == "gb-shout"
    assert live.ask("/v1/resources", {"topic": "suicide"}, "").code == "bad_token"
    assert live.ask("/v1/resources", {"topic": ""}, token).code == "schema"
    live.ask("/v1/resources", {"topic": "gardening", "country": "QQ"}, token)
    log = (live.logs / "stderr").read_text()
    assert "gardening" not in log and "QQ" not in log and "suicide" not in log
