"""`mindful-feed resources`, as it is typed."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from companion.cli import cli
from companion.place import read_languages, read_zone
from companion.reviews import Review

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The day on which these tests were written; later the numbers hide, as they should."""
    monkeypatch.setattr("companion.commands.resources.tell_time", lambda: NOW)


def print_help(*words):
    done = CliRunner().invoke(cli, ["resources", *words])
    return done.exit_code, done.stdout, done.stderr


def test_a_country_prints_its_lines_with_the_day_of_the_check():
    code, out, err = print_help("gb")
    assert (code, err) == (0, "")
    assert "  call: 116 123\n" in out
    assert "  text: SHOUT to 85258\n" in out
    assert "  checked on 2026-11-22 by sources" in out
    assert out.splitlines()[-3] == "Emergency services"


def test_a_topic_and_a_door_choose():
    code, out, _ = print_help("US", "suicide", "--door", "someone")
    assert code == 0
    assert "988lifeline.org" in out
    assert "The Trevor Project" not in out
    _, young, _ = print_help("US", "suicide", "--audience", "lgbtq")
    assert young.startswith("The Trevor Project")


def test_a_country_without_lines_gets_the_lists():
    code, out, err = print_help("qq")
    assert code == 0
    assert "findahelpline.com" in out
    assert err.count("\n") == 1


@pytest.mark.parametrize("word", ["england", "G", "G1", "\N{CYRILLIC CAPITAL LETTER A}B"])
def test_what_is_no_country_is_wrong_use(word):
    code, out, err = print_help(word)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_the_worksheet_says_what_to_open():
    code, out, _ = print_help("review", "AT")
    assert code == 0
    assert "    open     https://www.telefonseelsorge.at/\n" in out
    assert out.index("Frauenhelpline") < out.index("TelefonSeelsorge")
    assert "its number hidden from readers" in out
    assert print_help("review", "QQ")[0] == 1


def test_a_year_on_the_numbers_are_hidden_and_the_worksheet_says_so(monkeypatch):
    later = NOW + timedelta(days=366)
    monkeypatch.setattr("companion.commands.resources.tell_time", lambda: later)
    _, out, _ = print_help("gb", "suicide")
    assert "116 123" not in out and "web: samaritans.org" in out
    _, sheet, _ = print_help("review", "GB")
    first = sheet.splitlines()[0]
    assert first.startswith(f"{sheet.count('[ ]')} to verify, {sheet.count('[ ]')} of them due.")


def test_the_worksheet_is_a_table_too():
    code, out, _ = print_help("review", "--csv")
    first, *rows = list(csv.reader(out.splitlines()))
    assert code == 0
    assert tuple(first) == Review._fields
    assert len(rows) > 250
    assert {len(row) for row in rows} == {len(first)}


def test_the_machine_s_own_zone_names_the_country(monkeypatch, tmp_path):
    localtime = tmp_path / "localtime"
    monkeypatch.delenv("TZ", raising=False)
    localtime.symlink_to("/usr/share/zoneinfo/Europe/Vienna")
    assert read_zone(localtime) == "Europe/Vienna"
    assert read_zone(tmp_path / "nothing") is None
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert read_zone(localtime) == "Asia/Tokyo"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert read_languages() == []
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert read_languages() == ["de_AT.UTF-8"]


def test_no_country_is_guessed_and_said(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Vienna")
    code, out, err = print_help()
    assert code == 0
    assert "TelefonSeelsorge" in out
    assert err.startswith("Country: AT,")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "findahelpline.com" in print_help()[1]
