"""Every sentence that a reader sees is in _locales, and every one there is used."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reader import EXTENSION, ROOT

from companion.categories import CATEGORIES
from companion.choices.kinds import Choice
from companion.choices.table import GROUPS, LANGUAGES, ROWS

LOCALES = sorted(path.parent for path in (EXTENSION / "_locales").glob("*/messages.json"))
ENGLISH = json.loads((EXTENSION / "_locales" / "en" / "messages.json").read_text(encoding="utf-8"))
OTHERS = [folder for folder in LOCALES if folder.name != "en"]
# The whole page of help, and what stands on a card with help.
CRISIS = ("support_", "contact_", "checked_", "help_limits")
# The same word in both languages, or no word at all.
ALIKE = {
    *("name", "dir", "hours_row", "snooze_quarter", "sites", "act_note", "setting_on"),
    *("pages", "insights_site", "insights_minutes", "insights_neutral", "insights_pauses"),
    *("group_pauses", "choice_site_group_video", "choice_site_group_talk", "ledger_bytes"),
    "insights_positive",
}
NAMED = re.compile(
    r"""(?:\bsay|getMessage|makeOpener)\([^'"`)]*['"]([a-z0-9_]+)['"]"""
    r"""|data-say[a-z-]*="([a-z0-9_]+)"|__MSG_([a-z0-9_]+)__"""
)
QUOTED = re.compile(r"""['"`]([a-z0-9_]+)(?=['"`$])""")


def read_language(folder: Path) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = json.loads(
        (folder / "messages.json").read_text(encoding="utf-8")
    )
    return read


def read_sources() -> str:
    files = [
        path
        for kind in ("*.js", "*.html", "manifest.json")
        for path in EXTENSION.rglob(kind)
        if "vendor" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_named_sentence_is_there() -> None:
    named = {name for groups in NAMED.findall(read_sources()) for name in groups if name}
    assert {"why", "help", "hide"} <= named
    built = {name for name in named if name.endswith("_")}
    assert not named - built - set(ENGLISH)


def test_every_sentence_is_used() -> None:
    quoted = set(QUOTED.findall(read_sources())) | {
        name for groups in NAMED.findall(read_sources()) for name in groups if name
    }
    starts = tuple(name for name in quoted if name.endswith("_"))
    assert not [name for name in ENGLISH if name not in quoted and not name.startswith(starts)]


def test_the_categories_are_the_companions() -> None:
    code = (EXTENSION / "pages" / "categories.js").read_text(encoding="utf-8")
    listed = re.findall(r"id: '(\w+)', on: (true|false)", code)
    assert listed == [(each.id, str(each.on).lower()) for each in CATEGORIES]
    for category in CATEGORIES:
        assert f"belongs_{category.id}" in ENGLISH


def test_the_categories_have_the_companions_names() -> None:
    for category in CATEGORIES:
        assert ENGLISH[f"category_{category.id}"]["message"] == category.name


def test_the_ledger_says_what_the_companions_does() -> None:
    parts = json.loads((ROOT / "companion" / "data" / "ledger.json").read_text(encoding="utf-8"))
    for name, part in parts.items():
        assert ENGLISH[f"ledger_{name}"]["message"] == part["title"]
        assert ENGLISH[f"ledger_{name}_words"]["message"] == part["words"]


@pytest.mark.parametrize("folder", LOCALES, ids=lambda folder: folder.name)
def test_a_language_has_every_sentence_with_its_values(folder: Path) -> None:
    messages = read_language(folder)
    assert set(messages) == set(ENGLISH)
    for name, message in messages.items():
        assert message.get("placeholders") == ENGLISH[name].get("placeholders"), name
        named = {word.lower() for word in re.findall(r"\$(\w+)\$", message["message"])}
        assert named == set(message.get("placeholders", {})), name
    assert messages["lang"]["message"] == folder.name
    assert messages["dir"]["message"] == ("rtl" if folder.name == "ar" else "ltr")
    assert len(messages["description"]["message"]) <= 132


@pytest.mark.parametrize("folder", OTHERS, ids=lambda folder: folder.name)
def test_every_sentence_of_a_language_is_translated_and_no_crisis_copy_is(folder: Path) -> None:
    messages = read_language(folder)
    same = {name for name in ENGLISH if messages[name]["message"] == ENGLISH[name]["message"]}
    crisis = {name for name in ENGLISH if name.startswith(CRISIS)}
    # Nobody who speaks the language has reviewed these, so the reviewed English ones are shown.
    assert crisis <= same
    assert same - crisis <= ALIKE


def test_the_pages_offer_the_languages_that_there_are() -> None:
    code = (EXTENSION / "pages" / "words.js").read_text(encoding="utf-8")
    offered = re.findall(r"^  (\w\w): '", code, re.MULTILINE)
    assert sorted(offered) == [folder.name for folder in LOCALES]
    assert set(offered) == set(LANGUAGES) - {""}


def test_every_setting_and_choice_has_its_sentences_here() -> None:
    for row in ROWS:
        if row.category or row.name.startswith(("calm.", "minutes.")):
            continue
        key = row.name.replace(".", "_")
        assert {f"setting_{key}", f"help_{key}"} <= set(ENGLISH), row.name
        titles = row.kind.titles if isinstance(row.kind, Choice) else {}
        if row.name not in ("country", "language"):
            named = {f"choice_{key}_{value.lower() or 'none'}" for value in titles}
            assert named <= set(ENGLISH), row.name
    for group in GROUPS:
        assert group == "kinds" or f"group_{group}" in ENGLISH
