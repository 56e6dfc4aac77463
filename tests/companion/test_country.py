"""Where a reader seems to be."""

import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.country import COUNTRIES, ZONES, guess_country, read_region

ALL_ZONES = sorted(zoneinfo.available_timezones() | set(ZONES))
TAGS = st.one_of(
    st.sampled_from(["en", "en-US", "en-GB", "es-419", "en-001", "zh-Hant-TW", "sr_Latn_RS", "is"]),
    st.text(max_size=40),
)


@pytest.mark.parametrize(
    ("setting", "zone", "languages", "country"),
    [
        ("AT", "Europe/Berlin", ["en-US"], "AT"),
        ("at", None, [], "AT"),
        ("XX", "Europe/Berlin", ["de-DE"], None),
        ("ZZ", "Europe/Berlin", [], "DE"),
        ("England", "Europe/London", [], "GB"),
        (None, "Europe/Vienna", ["en-US"], "AT"),
        (None, "Europe/Oslo", [], "NO"),
        (None, "Europe/Amsterdam", [], "NL"),
        (None, "Asia/Kuala_Lumpur", [], "MY"),
        (None, "Asia/Calcutta", [], "IN"),
        (None, "Europe/Kiev", [], "UA"),
        (None, "Asia/Saigon", [], "VN"),
        (None, "US/Eastern", [], "US"),
        (None, "Africa/Timbuktu", [], "ML"),
        (None, "Atlantic/Jan_Mayen", [], "SJ"),
        (None, "America/Coral_Harbour", [], "CA"),
        (None, "EST5EDT", ["en-CA"], "CA"),
        (None, "UTC", ["de-AT", "en"], "AT"),
        (None, "UTC", ["en-US", "en"], None),
        (None, "Etc/GMT+5", ["en-US"], None),
        (None, "Etc/UTC", [], None),
        (None, "Atlantic/Reykjavik", ["en-US", "en"], None),
        (None, "Atlantic/Reykjavik", ["is"], "IS"),
        (None, "Atlantic/Reykjavik", ["de-CH"], "CH"),
        (None, "UTC", ["is"], None),
        (None, None, ["en"], None),
        (None, None, ["pt", "zh", "es"], None),
        (None, None, ["es-419", "en-001"], None),
        (None, None, ["en", "en-IE"], "IE"),
        (None, None, ["zh-Hant-TW"], "TW"),
        (None, None, ["sr_Latn_RS"], "RS"),
        (None, None, ["en_GB.UTF-8"], "GB"),
        (None, None, ["en-US"], "US"),
        (None, "Mars/Olympus", ["fr-FR"], "FR"),
        (None, "", [], None),
    ],
)
def test_a_country_is_guessed(setting, zone, languages, country):
    assert guess_country(setting, zone, languages) == country


@settings(database=None, deadline=None)
@given(
    setting=st.none() | st.text(max_size=4) | st.sampled_from(sorted(COUNTRIES)),
    zone=st.none() | st.sampled_from(ALL_ZONES) | st.text(max_size=64),
    languages=st.lists(TAGS, max_size=16),
)
def test_any_zone_and_languages_give_a_country_or_none(setting, zone, languages):
    assert guess_country(setting, zone, languages) in {*COUNTRIES, None}


def test_every_zone_is_answered():
    for zone in ALL_ZONES:
        assert guess_country(None, zone, []) in {*COUNTRIES, None}, zone


@settings(database=None, deadline=None)
@given(st.from_regex(r"[a-z]{2,3}", fullmatch=True))
def test_a_bare_language_never_tells_a_country(language):
    assert read_region(language) is None
    assert guess_country(None, None, [language]) is None


def test_zones_name_nearly_every_country():
    assert len(COUNTRIES) >= 245
    assert all(len(iso2) == 2 and iso2.isupper() for iso2 in COUNTRIES)
