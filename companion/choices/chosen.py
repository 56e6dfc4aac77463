"""What one reader chose, and how that changes: pure, and whole or not at all."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from companion.choices.table import DEFAULTS, ROW
from companion.refusal import Refusal

MOST_SITES = 100
SITE = re.compile(r"[^\s/@\x00-\x1f\x7f]{1,253}\Z")
NAME = re.compile(r"[a-z_.]{1,40}\Z")
Values = Mapping[str, Any]
NONE: Values = MappingProxyType({})


class Step(NamedTuple):
    """One step of a category's cut, by feedback, on an ISO day."""

    id: int
    category: str
    verdict: Literal["not_this", "missed"]
    on: str


class Verdict(NamedTuple):
    """What a reader said of one note, for developers: never a word of the post."""

    category: str
    score: float
    verdict: Literal["not_this", "missed", "helpful"]
    day: str


@dataclass(frozen=True)
class Chosen:
    """Only what differs from the defaults; `revision` counts the changes."""

    values: Values = field(default_factory=lambda: NONE)
    sites: Mapping[str, Values] = field(default_factory=lambda: NONE)
    steps: tuple[Step, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    revision: int = 0

    def read(self, name: str, site: str = "") -> Any:
        """A setting's value, for a site."""
        of_site = self.sites.get(site.lower(), NONE)
        return of_site.get(name, self.values.get(name, DEFAULTS[name]))


def change(
    chosen: Chosen, set_: Values, unset: Collection[str] = (), site: str | None = None
) -> Chosen:
    """The choices with those values, for all sites or one; the revision is the caller's matter.

    Raises Refusal, naming the setting that does not fit.
    """
    for name in [*set_, *unset]:
        check_name(name, site)
    fitting = {name: check_value(name, value) for name, value in set_.items()}
    if site is None:
        kept = {**chosen.values, **fitting}
        values = {n: v for n, v in kept.items() if n not in unset and v != DEFAULTS[n]}
        return replace(chosen, values=values)
    site = check_site(site)
    of_site = {**chosen.sites.get(site, {}), **fitting}
    of_site = {name: value for name, value in of_site.items() if name not in unset}
    sites = {host: values for host, values in {**chosen.sites, site: of_site}.items() if values}
    if len(sites) > MOST_SITES:
        raise Refusal("too_many_sites")
    return replace(chosen, sites=sites)


def check_name(name: str, site: str | None = None) -> None:
    """Raises Refusal unless there is such a setting, and for single sites if a site is named."""
    if name not in ROW:
        # A key that somebody made up is repeated only where it looks like a name.
        raise Refusal("unknown_setting", name if NAME.match(name) else None)
    if site is not None and ROW[name].scope != "site":
        raise Refusal("not_per_site", name)


def check_value(name: str, value: Any) -> Any:
    """The value as it is kept; raises Refusal naming the setting."""
    try:
        return ROW[name].kind.check(value)
    except Refusal as refusal:
        raise Refusal(refusal.code, name, refusal.message) from None


def check_site(site: str) -> str:
    """The site's name as it is kept; raises Refusal."""
    if not SITE.match(site):
        raise Refusal("bad_value", "site", "A site is named by its host, such as forum.example.")
    return site.lower()


def take_back(chosen: Chosen, steps: Iterable[int]) -> Chosen:
    """The choices without those steps; raises Refusal when one is not there."""
    gone = set(steps)
    if gone - {step.id for step in chosen.steps}:
        raise Refusal("unknown_shift", "unshift")
    return replace(chosen, steps=tuple(step for step in chosen.steps if step.id not in gone))
