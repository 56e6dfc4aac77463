"""What a health claim is about, and whether it names a source worth trusting: pure word tables.

The tables are reviewed data. A word only chooses a page to offer; it never makes or lifts a note.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from companion.services import Entry, Subject, read_entry
from companion.text import prepare_text

DATA = files("companion").joinpath("data")
HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]


class Source(Entry):
    """Whoever answers for what stands under a host name and the names below it."""

    host: HostName
    name: str
    kind: Literal["public_body", "charity", "journal"]


class Sources(Entry):
    """The reviewed list of credible hosts."""

    reviewed_on: str
    sources: Annotated[list[Source], Field(min_length=1)]


@cache
def read_words() -> dict[Subject, re.Pattern[str]]:
    """One pattern a subject, the one that can do most harm first; `*` ends a word's stem."""
    told = json.loads(DATA.joinpath("claim_words.json").read_text(encoding="utf-8"))
    return {
        subject: re.compile("|".join(map(write_pattern, told[subject])))
        for subject in get_args(Subject)
    }


def write_pattern(word: str) -> str:
    """The pattern of a word or phrase of the table."""
    stem = re.escape(word.removesuffix("*"))
    return rf"\b{stem}\w*\b" if word.endswith("*") else rf"\b{stem}\b"


def find_subject(text: str) -> Subject | None:
    """The subject that most different words of a text belong to; None when there are none."""
    prepared = prepare_text(text).casefold()
    counts = {
        subject: len(set(pattern.findall(prepared))) for subject, pattern in read_words().items()
    }
    likeliest = max(counts, key=lambda subject: counts[subject])
    return likeliest if counts[likeliest] else None


@cache
def read_hosts() -> frozenset[str]:
    """The credible hosts; none when the list cannot be read, so that no note is lifted."""
    told = read_entry(DATA.joinpath("credible_hosts.json"), Sources)
    return frozenset(source.host for source in told.sources) if told else frozenset()


def names_source(links: Iterable[str]) -> bool:
    """Whether one of the hosts that a post links to is a credible one or stands below one."""
    return any(is_credible(host) for host in links)


def is_credible(host: str) -> bool:
    """Whether a host is on the list, or below a host that is: "pmc.ncbi.nlm.nih.gov"."""
    labels = host.lower().partition(":")[0].rstrip(".").split(".")
    return any(".".join(labels[start:]) in read_hosts() for start in range(len(labels) - 1))
