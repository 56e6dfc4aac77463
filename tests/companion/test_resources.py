"""Which help is chosen, how it ages, and what stands in when something is missing."""

import logging
from datetime import UTC, datetime, time, timedelta

import pytest

from companion.categories import CATEGORY_IDS
from companion.resources import (
    CATEGORY_TOPICS,
    TOPICS,
    list_lines,
    pick_resources,
    topic_of,
)
from companion.services import Line, open_shelf

SHELF = open_shelf()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FRESH = datetime(2025, 9, 1, 12, tzinfo=UTC)  # before any entry is a year old
LINES = [(iso2, line) for iso2, country in SHELF.countries.items() for line in country.lines]


def show_kinds(resources):
    return [resource.kind for resource in resources]


def find_contacts(resources, kind):
    return [
        contact for resource in resources for contact in resource.contacts if contact.kind == kind
    ]


def at_noon(line: Line, days: int) -> datetime:
    return datetime.combine(line.verified_on, time(12), UTC) + timedelta(days=days)


def test_every_category_has_a_topic_or_needs_none():
    assert set(CATEGORY_TOPICS) == set(CATEGORY_IDS)
    assert {topic_of(category) for category in CATEGORY_IDS} - {None} <= set(TOPICS)
    assert topic_of("self_harm") == "suicide"
    assert topic_of("sexual") is None
    assert pick_resources(topic_of("sexual"), "US", ["en"], NOW, crisis=True) == []


def test_a_crisis_gets_a_line_a_page_and_a_directory():
    chosen = pick_resources("suicide", "US", ["en-US"], NOW, crisis=True)
    assert show_kinds(chosen) == ["line", "page", "directory"]
    assert [(one.kind, one.link) for one in chosen[0].contacts] == [
        ("text", "sms:988"),
        ("chat", "https://988lifeline.org/"),
        ("call", "tel:988"),
    ]
    assert chosen[0].hours == "24/7"
    assert (chosen[0].checked_on, chosen[0].checked_by) == ("2026-11-22", "sources")


@pytest.mark.parametrize("topic", TOPICS)
def test_no_line_stands_beside_a_note_that_is_no_crisis(topic):
    for country in [*SHELF.countries, None, "ZZ", "zz", ""]:
        chosen = pick_resources(topic, country, ["en"], FRESH)
        assert 1 <= len(chosen) <= 3, country
        assert "line" not in show_kinds(chosen), country
        assert chosen[-1].kind == "directory", country


@pytest.mark.parametrize("topic", sorted(set(TOPICS) - {"suicide", "eating"}))
def test_crisis_lines_are_for_suicide_and_eating_alone(topic):
    assert "line" not in show_kinds(pick_resources(topic, "GB", ["en"], FRESH, crisis=True))


@pytest.mark.parametrize("now", [FRESH, NOW, NOW + timedelta(days=4000)])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_country_falls_back(topic, now):
    for country in [*SHELF.countries, None, "ZZ"]:
        chosen = pick_resources(topic, country, [], now, crisis=True, asked=True)
        assert 1 <= len(chosen) <= 3
        assert all(resource.contacts for resource in chosen)
        assert chosen[-1].id == "find-a-helpline"


def test_a_reader_who_asks_gets_a_line_for_the_topic_where_there_is_one():
    for country, language in (("GB", "en"), ("ES", "es")):  # where none is reviewed yet
        chosen = pick_resources("abuse", country, [language], FRESH, asked=True)
        assert "line" not in show_kinds(chosen)
    chosen = pick_resources("abuse", "US", ["en"], FRESH, asked=True)
    assert chosen[0].id == "us-national-domestic-violence-hotline"


@pytest.mark.parametrize(("iso2", "line"), LINES, ids=lambda value: getattr(value, "id", value))
def test_a_line_a_year_old_hides_its_number_and_keeps_its_link(iso2, line):
    def show(days):
        now = at_noon(line, days)
        shown = list_lines(None, iso2, [], now, audience=line.audience)
        return next(resource for resource in shown if resource.id == line.id)

    kept, hidden = show(364), show(365)
    displays = {way.display for way in line.contacts}
    assert displays <= {contact.display for contact in kept.contacts}
    assert [(one.kind, one.link) for one in hidden.contacts] == [("web", line.url)]
    assert hidden.hours is None
    if hidden.name != hidden.contacts[0].display:  # a service named by its number alone
        shown = hidden.name.replace("-", "").replace(" ", "")
        assert not [way.dial for way in line.contacts if way.dial and way.dial in shown]


def test_a_line_is_due_for_review_at_180_days():
    for _, line in LINES:
        assert line.tell_age(line.verified_on + timedelta(days=179)) == "fresh"
        assert line.tell_age(line.verified_on + timedelta(days=180)) == "due"
        assert line.tell_age(line.verified_on + timedelta(days=365)) == "stale"


def test_the_emergency_number_stands_in_for_a_number_that_is_hidden():
    chosen = pick_resources("suicide", "EE", ["et"], NOW, crisis=True)
    assert [resource.id for resource in chosen] == ["ee-eluliin", "ee-emergency", "find-a-helpline"]
    assert [contact.display for contact in find_contacts(chosen, "call")] == ["112"]
    a_year_on = pick_resources("suicide", "EE", ["et"], NOW + timedelta(days=365), crisis=True)
    assert show_kinds(a_year_on) == ["line", "page", "directory"]
    assert find_contacts(a_year_on, "call") == []


def test_a_line_that_can_answer_stands_before_one_whose_number_is_hidden():
    preferred = [line.id for line in SHELF.countries["KR"].lines]
    lines = list_lines("suicide", "KR", ["ko"], NOW, audience="everyone")
    shown = [line.id for line in lines if line.id in preferred]
    assert preferred[1] == shown[2] == "kr-mental-health-crisis-line"
    assert find_contacts(lines[2:3], "call") == []
    assert find_contacts(lines[:1], "call") and find_contacts(lines[1:2], "call")


def test_a_closed_line_stands_behind_an_open_one_and_shows_its_hours():
    night = datetime(2025, 9, 1, 2, tzinfo=UTC)
    day = datetime(2025, 9, 1, 18, tzinfo=UTC)
    at_night = [line.id for line in list_lines("suicide", "FR", ["en"], night)]
    by_day = [line.id for line in list_lines("suicide", "FR", ["en"], day)]
    assert by_day[0] == "fr-sos-help"
    assert at_night[0] == "fr-3114"
    italian = pick_resources("suicide", "IT", ["it"], night, crisis=True)
    assert italian[0].hours == "09:00-24:00 daily"
    assert italian[1].id == "it-emergency"


def test_a_line_in_the_reader_s_language_stands_first():
    assert pick_resources("suicide", "BE", ["fr"], FRESH, crisis=True)[0].id == (
        "be-centre-de-prevention-du-suicide"
    )
    assert pick_resources("suicide", "BE", ["nl-BE"], FRESH, crisis=True)[0].id == (
        "be-zelfmoordlijn-1813"
    )
    assert pick_resources("suicide", "NO", ["nb-NO"], FRESH, crisis=True)[0].languages == ["no"]


def test_a_regional_line_waits_and_names_its_region():
    lines = list_lines("suicide", "AR", ["es"], FRESH)
    assert lines[0].contacts[0].display == "(011) 5275-1135"
    assert "Centro de Asistencia al Suicida (Buenos Aires)" in [line.name for line in lines]


def test_a_line_for_some_is_offered_to_them_alone():
    anyone = {line.id for line in list_lines(None, "US", ["en"], FRESH)}
    everyone = {line.id for line in list_lines(None, "US", ["en"], FRESH, audience="everyone")}
    assert anyone - everyone == {
        "us-the-trevor-project",
        "us-trans-lifeline",
        "us-veterans-crisis-line",
    }
    veterans = pick_resources("suicide", "US", ["en"], FRESH, crisis=True, audience="veterans")
    assert veterans[0].id == "us-veterans-crisis-line"
    assert find_contacts(veterans, "call")[0].link == "tel:988,1"
    young = pick_resources("suicide", "DE", ["de"], FRESH, crisis=True, audience="youth")
    assert young[0].id == "de-krisenchat"
    assert young[0].contacts[0].link == "https://wa.me/4915735998143"
    assert young[-1].id == "child-helpline-international"


def test_another_door_leads_to_another_page():
    for_me = pick_resources("suicide", "US", ["en"], NOW)
    for_someone = pick_resources("suicide", "US", ["en"], NOW, door="someone")
    assert for_me[0].id == "nimh-suicide"
    assert for_someone[0].id == "988-help-someone-else"


def test_ukraine_s_116_123_is_no_crisis_line():
    shown = list_lines("suicide", "UA", ["uk"], FRESH)
    assert "116 123" not in {contact.display for contact in find_contacts(shown, "call")}


def test_an_unknown_topic_gets_the_directory_and_one_line_in_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    chosen = pick_resources("gardening", "US", ["en"], NOW, crisis=True)
    assert show_kinds(chosen) == ["directory"]
    assert len(caplog.records) == 1
    assert "gardening" not in caplog.text
    assert "US" not in caplog.text


def test_an_unknown_country_gets_the_fallback_and_one_line_in_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    chosen = pick_resources("suicide", "QQ", ["xx-QQ"], NOW, crisis=True)
    assert show_kinds(chosen) == ["page", "directory"]
    assert len(caplog.records) == 1
    assert "QQ" not in caplog.text


def test_no_country_is_no_error(caplog):
    caplog.set_level(logging.DEBUG)
    assert show_kinds(pick_resources("suicide", None, [], NOW, crisis=True)) == [
        "page",
        "directory",
    ]
    assert caplog.records == []
