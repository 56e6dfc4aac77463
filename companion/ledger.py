"""Every byte of the data folder, listed by what it is for, in plain words."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from companion.atomic import LEFTOVER
from companion.channel import FILE as ADDRESS
from companion.protocol import LedgerPart, LedgerReply
from companion.store import FILE, LOCK

WORDS: dict[str, dict[str, Any]] = json.loads(
    files("companion.data").joinpath("ledger.json").read_text(encoding="utf-8")
)
MODELS = "models"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What a verdict of the reader consists of, among what they chose.
FEEDBACK = ("verdicts", "shifts", "ids")


def list_bytes(folder: Path) -> LedgerReply:
    """The ledger of a data folder; parts of which nothing is kept are left out."""
    found: dict[str, LedgerPart] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == FILE:
            for part in list_store(path.read_bytes()):
                found[part.id] = part
        else:
            id_ = name_file(name)
            before = found.get(id_) or make_part(id_, 0, 0)
            found[id_] = make_part(id_, before.count + 1, before.bytes + path.stat().st_size)
    parts = [found[id_] for id_ in WORDS if id_ in found]
    return LedgerReply(bytes=sum(part.bytes for part in parts), parts=parts)


def name_file(name: str) -> str:
    """What a file is for, by its path in the folder."""
    if name in (LOCK, ADDRESS):
        return "running"
    if name.startswith((f"{FILE}.", LEFTOVER)):
        return "copy"
    if name.startswith("service."):
        return "service"
    return "models" if name.startswith(f"{MODELS}/") else "other"


def list_store(content: bytes) -> list[LedgerPart]:
    """The parts of the store's file; one that cannot be read is listed whole."""
    try:
        return list_tables(content)
    except (AttributeError, KeyError, TypeError, ValueError):
        return [make_part("other", 1, len(content))]


def list_tables(content: bytes) -> list[LedgerPart]:
    """The parts of the store's file; the bytes that belong to none are its frame."""
    tables = json.loads(content)
    parts = [part for name, rows in tables.items() for part in list_table(name, rows)]
    rest = len(content) - sum(part.bytes for part in parts)
    return [*parts, make_part("frame", 1, rest)]


def list_table(name: str, rows: dict[str, Any]) -> list[LedgerPart]:
    """The part that a table holds, or the two that what the reader chose is made of."""
    first: dict[str, Any] = next(iter(rows.values()), {})
    if name == "choices" and rows:
        said = {key: first[key] for key in FEEDBACK if key in first}
        chosen = {key: value for key, value in first.items() if key not in said}
        values = [*chosen.get("values", {}), *chosen.get("sites", {})]
        return [
            make_part("settings", len(values), measure(chosen)),
            make_part("feedback", len(said.get("verdicts", [])), measure(said), find_day(said)),
        ]
    if name not in WORDS:
        return []
    inner = first.get({"sums": "days", "later": "links"}.get(name, ""))
    count = len(rows) if inner is None else len(inner)
    return [make_part(name, count, measure(rows), find_day(rows))] if rows else []


def measure(value: Any) -> int:
    """How many bytes a value takes in the file."""
    return len(json.dumps(value, ensure_ascii=True))


def find_day(value: Any) -> str | None:
    """The oldest day that is named in a value."""
    return min(DAY.findall(json.dumps(value)), default=None)


def make_part(id_: str, count: int, size: int, since: str | None = None) -> LedgerPart:
    """A row of the ledger with its words."""
    words = WORDS[id_]
    return LedgerPart(
        id=id_,
        title=words["title"],
        words=words["words"],
        count=count,
        bytes=size,
        since=since,
        part=words["part"],
    )
