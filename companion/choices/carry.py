"""Files that carry choices in and out: our own, Mastodon filters, label preferences, feedback."""

import json
from typing import Any, Literal, NamedTuple

from companion.categories import CATEGORY_IDS
from companion.choices.choosing import Choosing
from companion.choices.chosen import Chosen, change
from companion.choices.kept import KEY, read_file, write_file
from companion.choices.labels import is_preferences, read_preferences, write_preferences
from companion.choices.mastodon import is_filters, read_filters, write_filters
from companion.choices.table import ROW
from companion.parse import read_json
from companion.protocol import ExportKind, ExportReply, ImportReply
from companion.refusal import Refusal

FILES: dict[ExportKind, str] = {
    "settings": "mindful-feed-settings.json",
    "mastodon": "mindful-feed-mastodon-filters.json",
    "labels": "mindful-feed-labels.json",
    "feedback": "mindful-feed-feedback.jsonl",
}


class Brought(NamedTuple):
    """What a file was, the choices with it, and a sentence for each part left out."""

    kind: Literal["settings", "mastodon", "labels"]
    chosen: Chosen
    left_out: list[str]


def export_file(chosen: Chosen, kind: ExportKind) -> ExportReply:
    """A file of the choices."""
    return ExportReply(name=FILES[kind], content=write_content(chosen, kind))


def write_content(chosen: Chosen, kind: ExportKind) -> str:
    """What such a file holds."""
    if kind == "feedback":
        return "".join(f"{json.dumps(verdict._asdict())}\n" for verdict in chosen.verdicts)
    content: Any = write_file(chosen)
    if kind == "mastodon":
        content = write_filters(chosen.read("always_note"))
    elif kind == "labels":
        content = write_preferences({c: chosen.read(f"action.{c}") for c in CATEGORY_IDS})
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def import_file(
    choosing: Choosing, content: str, revision: int | None = None, trial: bool = False
) -> ImportReply:
    """What a file changed, or would change; raises Refusal, and then nothing changed."""
    before = choosing.chosen
    brought = read_content(before, content)
    after = brought.chosen if trial else choosing.replace(brought.chosen, revision)
    return ImportReply(
        kind=brought.kind,
        revision=before.revision if trial else after.revision,
        changed=list_changes(before, after),
        left_out=brought.left_out,
    )


def read_content(chosen: Chosen, content: str) -> Brought:
    """The choices with those of a file; raises Refusal."""
    try:
        value = read_json(content.removeprefix("\ufeff").encode())
    except Refusal:
        raise Refusal("bad_file", message="The file is not JSON, or not whole.") from None
    if isinstance(value, dict) and KEY in value:
        return Brought("settings", read_file(value), [])
    if is_filters(value):
        topics, left_out = read_filters(value)
        added = {"always_note": [*chosen.read("always_note"), *topics]}
        return Brought("mastodon", change(chosen, added), left_out)
    if is_preferences(value):
        actions, left_out = read_preferences(value)
        return Brought("labels", change(chosen, actions), left_out)
    raise Refusal("bad_file")


def list_changes(before: Chosen, after: Chosen) -> list[str]:
    """The names of the settings that differ, for all sites or some."""
    sites = ["", *{**before.sites, **after.sites}]
    return [
        name
        for name in ROW
        if any(before.read(name, site) != after.read(name, site) for site in sites)
    ]
