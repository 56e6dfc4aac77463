"""From choices to the settings that decide: for one site, at one moment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zlib import crc32

from companion.categories import CATEGORY_IDS
from companion.choices.chosen import Chosen
from companion.choices.feedback import find_cut
from companion.choices.lists import WEEK
from companion.hours import read_minutes
from companion.settings import CAREFUL, OwnTopic, Settings
from companion.words import fold_text

PHASES = 10_000


def settle(chosen: Chosen, site: str, now: datetime, is_calm: bool = False) -> Settings:
    """The settings of a site now; `now` is the reader's own time, as their clock shows it.

    In the calm view, kinds that are otherwise off get notes too, since it has to find them.
    """
    effects = list_effects(chosen.read("quiet_hours", site), now)
    actions = {category: chosen.read(f"action.{category}", site) for category in CATEGORY_IDS}
    calm = chosen.read("calm") if is_calm else "off"
    calmed = list_calmed(chosen) if calm != "off" else []
    dials = {
        category: find_cut(chosen, category, site)
        for category, action in actions.items()
        if action != "off" or category in calmed
    }
    if "careful" in effects:
        dials = {category: min(dial, CAREFUL) for category, dial in dials.items()}
    folds_all = "fold" in effects
    topics = list_topics(chosen.read("always_note"), now, folds_all)
    return Settings(
        dials=dials,
        folded=frozenset(
            category
            for category in dials
            if folds_all or actions[category] == "fold" or (calm == "fold" and category in calmed)
        ),
        on=chosen.read("on", site) and "off" not in effects,
        shown=tuple(fold_text(word) for word in chosen.read("always_show")),
        topics=tuple(topics),
        marks=chosen.read("marks", site),
        discreet=chosen.read("discreet", site) == "unnamed",
        country=chosen.read("country") or None,
        language=chosen.read("language") or None,
        help=chosen.read("help"),
        help_day=chosen.read("help_day"),
        help_thread=chosen.read("help_thread"),
        hidden_help=frozenset(chosen.read("hidden_help")),
    )


def list_calmed(chosen: Chosen) -> list[str]:
    """The categories that the calm view is about."""
    return [category for category in CATEGORY_IDS if chosen.read(f"calm.{category}")]


def settle_sites(chosen: Chosen, now: datetime) -> Callable[[str], Settings]:
    """What gives the settings of any site now, made once for all that have none of their own."""

    @cache
    def settle_own(site: str) -> Settings:
        return settle(chosen, site, now)

    return lambda site: settle_own(site.lower() if site.lower() in chosen.sites else "")


def list_effects(hours: list[dict[str, Any]], now: datetime) -> set[str]:
    """What the quiet hours do now."""
    return {entry["effect"] for entry in hours if is_within(entry, now)}


def is_within(entry: dict[str, Any], now: datetime) -> bool:
    """Whether a moment lies in quiet hours, by the clock on the wall: the start in, the end out."""
    start, end = (read_minutes(entry[name]) for name in ("start", "end"))
    minutes = now.hour * 60 + now.minute
    today, before = WEEK[now.weekday()], WEEK[(now - timedelta(days=1)).weekday()]
    if start < end:
        return today in entry["days"] and start <= minutes < end
    return (today in entry["days"] and start <= minutes) or (
        before in entry["days"] and minutes < end
    )


def list_topics(topics: list[dict[str, Any]], now: datetime, folds: bool) -> list[OwnTopic]:
    """The reader's own topics that have not ended."""
    today = now.date().isoformat()
    return [
        OwnTopic(
            fold_text(topic["phrase"]), topic["whole_word"], "fold" if folds else topic["level"]
        )
        for topic in topics
        if topic["until"] is None or today <= topic["until"]
    ]


def number_phase(chosen: Chosen, now: datetime, is_calm: bool = False) -> int:
    """A number that changes with the choices, and with the hour where that changes what they do."""
    sites = ["", *chosen.sites]
    effects = [sorted(list_effects(chosen.read("quiet_hours", site), now)) for site in sites]
    ends = [topic for topic in chosen.read("always_note") if topic["until"] is not None]
    state = [effects, [topic.phrase for topic in list_topics(ends, now, False)]]
    if is_calm:
        state.append(["calm"])
    phase = crc32(repr(state).encode()) % PHASES if any(effects) or ends or is_calm else 0
    return chosen.revision * PHASES + phase
