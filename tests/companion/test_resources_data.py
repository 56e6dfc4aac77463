"""The reviewed files themselves: what ships is well formed, dialable, and not known to be wrong."""

import csv
import json
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from companion.contacts import show_emergency, show_line
from companion.resources import TOPICS
from companion.services import Country, Line, Reviewed, Source, Subject, Way, open_shelf

DATA = Path(__file__).parents[2] / "companion" / "data"
RETIRED = Path(__file__).parent / "data" / "retired_numbers.csv"
SHELF = open_shelf()
COMPARED = date(2026, 11, 22)  # the day on which the public lists were last compared
MUST_HAVE = (
    "US CA GB IE AU NZ IN ZA DE AT CH FR BE NL ES IT PT SE NO DK FI PL JP KR BR MX AR".split()
)
LINES = [(iso2, line) for iso2, country in SHELF.countries.items() for line in country.lines]
NUMBERS = [(iso2, line, way) for iso2, line in LINES for way in line.contacts if way.dial]
# Short numbers that the numbering library does not know, confirmed by the sources in the files.
NOT_IN_LIBRARY = {
    ("FJ", "132454"),
    ("GR", "1018"),
    ("GR", "1056"),
    ("LB", "1564"),
    ("PH", "1553"),
}


def keep_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def name_way(value: object) -> str:
    return value.id if isinstance(value, Line) else getattr(value, "display", str(value))


def test_every_file_is_read():
    files = {path.stem for path in (DATA / "resources").glob("*.json")} - {"XX"}
    assert files == set(SHELF.countries)
    assert len(files) >= 60
    assert files >= set(MUST_HAVE)


@pytest.mark.parametrize("iso2", MUST_HAVE)
def test_a_named_country_has_a_crisis_line_and_an_emergency_number(iso2):
    country = SHELF.countries[iso2]
    assert country.emergency
    assert [line for line in country.lines if "suicide" in line.topics]


def test_files_are_written_in_one_form():
    files = ("pages.json", "communities.json", "credible_hosts.json")
    for path in [*(DATA / "resources").glob("*.json"), *(DATA / name for name in files)]:
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n", path


def test_no_two_entries_share_an_id():
    entries = [entry.id for _, entry in LINES]
    entries += [one.id for country in SHELF.countries.values() for one in country.emergency]
    entries += [entry.id for entry in (*SHELF.pages, *SHELF.directories, *SHELF.communities)]
    assert len(entries) == len(set(entries))


def test_nothing_on_hold_or_retired_ships():
    assert {line.status for _, line in LINES} == {"active"}


def list_entries() -> list[Reviewed]:
    entries: list[Reviewed] = [line for _, line in LINES]
    entries += [*SHELF.pages, *SHELF.directories, *SHELF.communities]
    return entries + [one for country in SHELF.countries.values() for one in country.emergency]


def read_seen_on(source: Source) -> date:
    """The day of a source; its month or year alone counts from the first day."""
    return date.fromisoformat(((source.seen_on or "1970") + "-01-01")[:10])


def test_an_entry_is_dated_by_the_comparison_where_a_recent_list_carries_it():
    for entry in list_entries():
        newest = max(read_seen_on(source) for source in entry.sources)
        if entry.verified_by == "provider":
            own = [source for source in entry.sources if source.kind == "provider"]
            assert entry.verified_on == max(map(read_seen_on, own)), entry.id
        elif newest >= COMPARED.replace(year=COMPARED.year - 2):
            assert entry.verified_on == COMPARED, entry.id
        else:
            assert entry.verified_on == newest, entry.id
        assert entry.review_by == entry.verified_on + timedelta(days=180), entry.id


def test_a_number_has_two_sources_at_least():
    emergency = [one for country in SHELF.countries.values() for one in country.emergency]
    for entry in [*emergency, *(line for _, line in LINES)]:
        assert len(entry.sources) >= 2, entry.id


@pytest.mark.parametrize(("iso2", "line", "way"), NUMBERS, ids=name_way)
def test_a_number_belongs_to_its_country(iso2: str, line: Line, way: Way):
    number = phonenumbers.parse(way.dial.split(",")[0], iso2)
    assert number.country_code == phonenumbers.country_code_for_region(iso2)
    if way.e164:
        whole = phonenumbers.parse(way.e164)
        assert whole.country_code == phonenumbers.country_code_for_region(iso2)
        assert phonenumbers.is_valid_number_for_region(whole, iso2)
        assert whole == number
    elif (iso2, way.dial) not in NOT_IN_LIBRARY:
        assert shortnumberinfo.is_possible_short_number_for_region(number, iso2)


def test_a_number_for_whatsapp_is_whole():
    for _, line, way in NUMBERS:
        if way.kind == "whatsapp":
            assert way.e164, line.id


def test_a_link_dials_what_its_label_says():
    for _, line in LINES:
        for contact in show_line(line, line.verified_on).contacts:
            scheme, _, target = contact.link.partition(":")
            if scheme in ("tel", "sms"):
                assert keep_digits(target) == keep_digits(contact.display), line.id
            elif "wa.me" in target:
                assert keep_digits(target).endswith(keep_digits(contact.display).lstrip("0"))
    for country in SHELF.countries.values():
        for number in country.emergency:
            contact = show_emergency(number).contacts[0]
            assert contact.link == f"tel:{contact.display}"


def test_a_label_is_the_file_s_own_text():
    for iso2 in SHELF.countries:
        raw = json.loads((DATA / "resources" / f"{iso2}.json").read_bytes())
        for told, line in zip(raw["lines"], SHELF.countries[iso2].lines, strict=True):
            shown = {
                (contact.display.encode(), contact.kind)
                for contact in show_line(line, line.verified_on).contacts
                if contact.kind != "web"
            }
            kinds = {"phone": "call", "sms": "text", "whatsapp": "chat", "chat": "chat"}
            assert shown == {
                (way["display"].encode(), kinds[way["kind"]]) for way in told["contacts"]
            }


def read_retired() -> list[dict[str, str]]:
    with RETIRED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_retired_number_stands_anywhere_in_a_file():
    for row in read_retired():
        path = DATA / "resources" / f"{row['country']}.json"
        if row["allowed_as"] or not path.exists():
            continue
        told = re.findall(r"[*+]?\d[\d ().,-]*", path.read_text(encoding="utf-8"))
        assert keep_digits(row["number"]) not in {keep_digits(text) for text in told}, row


def test_no_retired_number_ships():
    retired = read_retired()
    assert len(retired) >= 30
    for row in retired:
        for iso2, line, way in NUMBERS:
            spelled = {keep_digits(way.dial), keep_digits(way.e164 or "")}
            if iso2 == row["country"] and keep_digits(row["number"]) in spelled:
                assert row["allowed_as"] in {*line.topics, line.audience}, (line.id, row)


def test_a_number_has_one_meaning_in_a_country():
    meanings = defaultdict(set)
    for iso2, line, way in NUMBERS:
        meanings[iso2, way.dial].add(line.id)
    for iso2, country in SHELF.countries.items():
        for number in country.emergency:
            meanings[iso2, number.dial].add(number.id)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


def test_hours_are_certain_only_where_they_are_stated():
    for _, line in LINES:
        for way in line.contacts:
            if way.hours and way.hours.certain:
                assert line.confidence == "high", line.id
                assert not re.search("recheck|limited", way.hours.display), line.id


def test_pages_are_encrypted_and_cover_the_topics():
    assert all(page.url.startswith("https://") for page in SHELF.pages)
    everywhere = [page for page in SHELF.pages if not page.countries]
    assert {topic for page in everywhere for topic in page.topics} == set(TOPICS)
    assert {subject for page in everywhere for subject in page.subjects} == set(get_args(Subject))
    assert {topic for page in SHELF.pages if page.subjects for topic in page.topics} == {"claims"}


def test_a_community_is_moderated_and_tells_its_ages_and_rules():
    for community in SHELF.communities:
        assert re.search(r"\d\d", community.ages)
        assert re.search("moderat", community.rules, re.IGNORECASE)
        assert "Not for a crisis" in community.rules
        assert community.url.startswith("https://")


def test_pages_name_countries_that_exist():
    for page in SHELF.pages:
        assert set(page.countries) <= set(SHELF.countries), page.id


def test_a_country_s_file_refuses_a_field_it_does_not_know():
    raw = json.loads((DATA / "resources" / "GB.json").read_bytes())
    raw["lines"][0]["phone"] = "116 123"
    with pytest.raises(ValueError, match="phone"):
        Country.model_validate_json(json.dumps(raw))
