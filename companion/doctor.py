"""What can be wrong on a reader's machine: one check a topic, each with one thing to do."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from companion.atomic import Damaged
from companion.browser import find_chromium, has_display
from companion.channel import ask_companion, read_address
from companion.client import Unreachable
from companion.config import DEFAULT_MODEL, Config, find_extension, read_version
from companion.finding import Finding
from companion.listener import find_listener
from companion.machine import check_clock, check_disk
from companion.models import BadModel
from companion.owner import ClientRow, ClientsReply
from companion.pairing import list_rows
from companion.screening import load_screener
from companion.server import PortTaken, listen
from companion.serving import warm_up
from companion.store import InUse, TooNew, is_private, open_store
from companion.versions import check_versions


class Kept(NamedTuple):
    """What the data folder tells: who is paired, and the running companion's version, if one is."""

    storage: Finding
    pairing: Finding
    clients: Sequence[ClientRow] = ()
    running: str | None = None


def check_all(config: Config, today: date) -> list[Finding]:
    """What every check found."""
    kept = check_storage(config.data_folder)
    days = [day for row in kept.clients for day in (row.paired_on, row.used_on)]
    return [
        check_port(config, kept.running is not None),
        check_model(config),
        kept.pairing,
        check_versions(read_version(), kept.running, kept.clients),
        check_permission(kept),
        check_browser(),
        check_clock(today, days),
        kept.storage,
    ]


def check_storage(folder: Path) -> Kept:
    """The data folder, and who is paired."""
    unknown = Finding("note", "pairing", "unknown while the storage is wrong")
    trouble = check_disk(folder)
    if not folder.exists():
        storage = Finding("ok", "storage", f"nothing is kept in {folder} yet")
        return Kept(trouble or storage, describe_pairing(0))
    try:
        with open_store(folder) as store:
            clients = list_rows(store)
        return Kept(trouble or describe_folder(folder), describe_pairing(len(clients)), clients)
    except InUse:
        storage = trouble or describe_folder(folder)
        try:
            reply = ask_companion(folder, "/v1/owner/clients", ClientsReply)
        except Unreachable as silent:
            remedy = "Stop it and start `mindful-feed serve` again."
            return Kept(storage, Finding("wrong", "pairing", str(silent), remedy))
        pairing = describe_pairing(len(reply.clients))
        return Kept(storage, pairing, reply.clients, reply.version)
    except Damaged as damaged:
        remedy = "Run `mindful-feed erase` and pair again."
        return Kept(Finding("wrong", "storage", str(damaged), remedy), unknown)
    except TooNew as newer:
        return Kept(Finding("wrong", "storage", str(newer), "Update Mindful Feed."), unknown)
    except OSError as wrong:
        remedy = f"Make {folder} a folder that you may write to."
        found = Finding("wrong", "storage", wrong.strerror or "unreadable", remedy)
        return Kept(trouble or found, unknown)


def describe_folder(folder: Path) -> Finding:
    """Whether others may read what is kept."""
    files = [path for path in folder.iterdir() if path.is_file()]
    shown = [path for path in files if not is_private(path)]
    if shown:
        text = f"others on this machine may read {shown[0].name}"
        return Finding("wrong", "storage", text, f"Run: chmod 600 {shown[0]}")
    return Finding("ok", "storage", str(folder))


def describe_pairing(count: int) -> Finding:
    """How many clients are paired."""
    if count:
        return Finding("ok", "pairing", f"{count} paired; `mindful-feed pair --list` shows them")
    remedy = "Start `mindful-feed serve` and type its code into the extension."
    return Finding("note", "pairing", "nobody is paired yet", remedy)


def check_permission(kept: Kept) -> Finding:
    """Whether the browser lets the extension ask; only the browser knows for certain."""
    if any(row.said for row in kept.clients):
        return Finding("ok", "permission", "a paired browser has asked since the companion started")
    if not kept.clients or kept.running is None:
        return Finding("ok", "permission", "not known before a browser is paired and both run")
    text = "no paired browser has asked since the companion started"
    remedy = "Click the Mindful Feed button in your browser: it says what is missing, and asks."
    return Finding("note", "permission", text, remedy)


def check_port(config: Config, running: bool) -> Finding:
    """Whether the companion can listen, or does."""
    address = read_address(config.data_folder) if running else None
    if address:
        return Finding("ok", "port", f"the companion is running on {address.port}")
    try:
        listen(config.port).close()
    except PortTaken:
        return describe_taken(config.port)
    return Finding("ok", "port", f"{config.port} is free")


def describe_taken(port: int) -> Finding:
    """By whom the port is taken, and where to go instead."""
    found = find_listener(port)
    other = port + 1 if port < 65_535 else port - 1
    remedy = f"Start mindful-feed serve --port {other}, and set it in the popup under Advanced."
    if found is None:
        text = f"{port} is taken by another program; the system does not say which"
    elif found.is_ours:
        text = f"{port} is taken by another Mindful Feed, process {found.number}"
        remedy = "Use that one, or stop it first."
    else:
        text = f"{port} is taken by {found.name}, process {found.number}"
    return Finding("wrong", "port", text, remedy)


def check_model(config: Config) -> Finding:
    """Whether the model loads and judges a post."""
    try:
        warm_up(load_screener(config))
    except BadModel as bad:
        added = config.data_folder / "models" / config.model
        if config.model != DEFAULT_MODEL:
            remedy = f"Run: mindful-feed models use {DEFAULT_MODEL}"
        elif added.exists():
            remedy = f"Delete {added}; the one that came with Mindful Feed then serves."
        else:
            remedy = "Install Mindful Feed again."
        return Finding("wrong", "model", str(bad), remedy)
    return Finding("ok", "model", f"{config.model} loads and judges")


def check_browser() -> Finding:
    """Whether the demo can be opened, and where the extension is."""
    extension = find_extension()
    if not extension:
        return Finding("wrong", "browser", "no extension folder", "Install Mindful Feed again.")
    if not find_chromium():
        text = "no Chromium was found, so `serve` cannot open the demo by itself"
        remedy = f"Install Chromium, or load {extension} into your browser by hand."
        return Finding("note", "browser", text, remedy)
    if not has_display():
        text = "Chromium is there, but no display to show it on"
        return Finding("note", "browser", text, f"Load {extension} by hand where there is one.")
    if hasattr(os, "posix_spawn"):
        return Finding("ok", "browser", f"the extension is {extension}; Chromium can open the demo")
    return Finding("note", "browser", "load the extension by hand", f"It is {extension}")
