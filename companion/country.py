"""Which country's help a reader is offered, guessed on this machine and never by network."""

import json
from collections.abc import Sequence
from importlib.resources import files

UNKNOWN = "XX"
# Browsers that resist fingerprinting answer with one of these, and with American English.
NOWHERE = ("UTC", "UCT", "GMT", "Greenwich", "Universal", "Zulu", "Etc/")
REYKJAVIK = ("Atlantic/Reykjavik", "Iceland")

ZONES: dict[str, str] = json.loads(
    files("companion").joinpath("data", "zones.json").read_text(encoding="utf-8")
)
COUNTRIES = frozenset(ZONES.values())


def read_region(language: str) -> str | None:
    """The country of "en-GB" or "zh_Hant_TW"; None for "en", "es-419" and "en-001"."""
    parts = language.partition(".")[0].replace("_", "-").split("-")[1:]
    for part in parts:
        if len(part) == 1:
            return None
        if part.upper() in COUNTRIES:
            return part.upper()
    return None


def guess_country(
    setting: str | None, time_zone: str | None, languages: Sequence[str]
) -> str | None:
    """The reader's country as two capital letters, or None when nothing tells it.

    The reader's setting counts first ("XX": do not guess), then the time zone, then the first
    language that names a country. A language alone never does.
    """
    chosen, zone = (setting or "").upper(), time_zone or ""
    if chosen == UNKNOWN:
        return None
    if chosen in COUNTRIES:
        return chosen
    tags = [language.replace("_", "-").lower() for language in languages]
    is_hidden = zone in REYKJAVIK or zone.startswith(NOWHERE)
    if zone in REYKJAVIK and any(tag.split("-")[0] == "is" for tag in tags):
        return "IS"
    if zone in ZONES and not is_hidden:
        return ZONES[zone]
    named = [tag for tag in tags if read_region(tag)]
    if not named or (is_hidden and named[0] == "en-us"):
        return None
    return read_region(named[0])
