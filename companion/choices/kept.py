"""Choices as they are kept and carried: one JSON object with a version, read strictly."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from companion.choices.chosen import Chosen, Step, Values, Verdict, change
from companion.choices.feedback import MOST_STEPS
from companion.protocol import CategoryId, Day
from companion.refusal import Refusal

KEY = "mindful_feed_settings"
Migration = Callable[[dict[str, Any]], dict[str, Any]]
# The first makes version 2 of version 1, and so on.
MIGRATIONS: tuple[Migration, ...] = ()
log = logging.getLogger(__name__)


class KeptShift(BaseModel):
    """A step of feedback in the file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    category: CategoryId
    verdict: Literal["not_this", "missed"]
    on: Day


class KeptFile(BaseModel):
    """The whole file; its values are checked by the table."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: int = Field(alias="mindful_feed_settings", ge=1)
    values: dict[str, JsonValue] = {}
    sites: dict[str, dict[str, JsonValue]] = {}
    shifts: list[KeptShift] = []


def write_file(chosen: Chosen) -> dict[str, Any]:
    """The choices as a JSON object for any other companion."""
    return {
        KEY: len(MIGRATIONS) + 1,
        "values": dict(chosen.values),
        "sites": {site: dict(values) for site, values in chosen.sites.items()},
        "shifts": [
            {"category": s.category, "verdict": s.verdict, "on": s.on} for s in chosen.steps
        ],
    }


def read_file(content: Any, migrations: Sequence[Migration] = MIGRATIONS) -> Chosen:
    """The choices in such an object, at revision 0, whole or not at all; raises Refusal."""
    content = bring_up(content, migrations)
    try:
        kept = KeptFile.model_validate(content)
        shifts = [(shift, date.fromisoformat(shift.on)) for shift in kept.shifts]
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"][:2])
        raise Refusal("bad_file", place, "The file is damaged, or was changed by hand.") from None
    except ValueError:
        raise Refusal("bad_file", "shifts", "A day of the file does not exist.") from None
    chosen = change(Chosen(), kept.values)
    for site, values in kept.sites.items():
        chosen = change(chosen, values, site=site)
    steps = [Step(n, s.category, s.verdict, s.on) for n, (s, _) in enumerate(shifts, 1)]
    for step in steps:
        same = [other for other in steps if other.category == step.category]
        if len(same) > MOST_STEPS or len({other.verdict for other in same}) > 1:
            raise Refusal("bad_file", "shifts", "The file holds steps that feedback cannot make.")
    return replace(chosen, steps=tuple(steps))


def bring_up(content: Any, migrations: Sequence[Migration] = MIGRATIONS) -> Any:
    """An object of an older version in the shape of today's; raises Refusal for a later one."""
    version = content.get(KEY) if isinstance(content, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Refusal("bad_file")
    if version > len(migrations) + 1:
        raise Refusal("too_new")
    for migrate in migrations[version - 1 :]:
        content = migrate(content)
    return content


def write_kept(chosen: Chosen) -> dict[str, Any]:
    """The choices as the store keeps them: the file, the revision and the verdicts."""
    return {
        **write_file(chosen),
        "ids": [step.id for step in chosen.steps],
        "verdicts": [list(verdict) for verdict in chosen.verdicts],
        "revision": chosen.revision,
    }


def read_kept(kept: Mapping[str, Any] | None) -> Chosen:
    """The choices that the store kept. A value that fits no longer counts as not set."""
    if kept is None:
        return Chosen()
    kept = bring_up(dict(kept))
    chosen = Chosen(
        steps=tuple(
            Step(int(number), shift.category, shift.verdict, shift.on)
            for number, shift in zip(
                kept["ids"], map(KeptShift.model_validate, kept["shifts"]), strict=True
            )
        ),
        verdicts=tuple(Verdict(*verdict) for verdict in kept["verdicts"]),
        revision=int(kept["revision"]),
    )
    chosen = take_fitting(chosen, kept["values"], None)
    for site, values in kept["sites"].items():
        chosen = take_fitting(chosen, values, site)
    return chosen


def take_fitting(chosen: Chosen, values: Values, site: str | None) -> Chosen:
    """The choices with those of the values that fit the table of this version."""
    for name, value in values.items():
        try:
            chosen = change(chosen, {name: value}, site=site)
        except Refusal:
            log.warning("the setting %s does not fit any more; the default is used", name)
    return chosen
