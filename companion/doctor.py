"""What can be wrong on a reader's machine: one check a topic, each with a remedy."""

import os
from pathlib import Path
from typing import Literal, NamedTuple

from companion.atomic import Damaged
from companion.browser import find_chromium, has_display
from companion.channel import Unreachable, ask_companion, read_address
from companion.config import Config, find_extension
from companion.models import BadModel
from companion.owner import ClientsReply
from companion.screening import load_screener
from companion.server import PortTaken, listen
from companion.store import InUse, TooNew, is_private, open_store

SAMPLE = "The oak sapling put out six new leaves this morning."


class Finding(NamedTuple):
    """What a check found; "note" is worth knowing and needs no repair."""

    state: Literal["ok", "note", "wrong"]
    topic: str
    text: str
    remedy: str = ""


def check_all(config: Config) -> list[Finding]:
    """What every check found."""
    storage, pairing, running = check_storage(config.data_folder)
    return [check_port(config, running), check_model(config), pairing, check_browser(), storage]


def check_storage(folder: Path) -> tuple[Finding, Finding, bool]:
    """Storage, pairing, and whether a companion is running on the folder."""
    if not folder.exists():
        storage = Finding("ok", "storage", f"nothing is kept in {folder} yet")
        return storage, describe_pairing(0), False
    unknown = Finding("note", "pairing", "unknown while the storage is wrong")
    try:
        with open_store(folder) as store:
            return describe_folder(folder), describe_pairing(len(store.clients())), False
    except InUse:
        try:
            clients = ask_companion(folder, "/v1/owner/clients", ClientsReply).clients
        except Unreachable as silent:
            remedy = "Stop it and start `mindful-feed serve` again."
            return describe_folder(folder), Finding("wrong", "pairing", str(silent), remedy), True
        return describe_folder(folder), describe_pairing(len(clients)), True
    except Damaged as damaged:
        remedy = "Run `mindful-feed erase` and pair again."
        return Finding("wrong", "storage", str(damaged), remedy), unknown, False
    except TooNew as newer:
        remedy = "Update Mindful Feed."
        return Finding("wrong", "storage", str(newer), remedy), unknown, False
    except OSError as trouble:
        remedy = f"Make {folder} a folder that you may write to."
        return Finding("wrong", "storage", trouble.strerror or "unreadable", remedy), unknown, False


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


def check_port(config: Config, running: bool) -> Finding:
    """Whether the companion can listen, or does."""
    address = read_address(config.data_folder) if running else None
    if address:
        return Finding("ok", "port", f"the companion is running on {address.port}")
    try:
        listen(config.port).close()
    except PortTaken as taken:
        remedy = "For instance: mindful-feed serve --port 22561"
        return Finding("wrong", "port", str(taken), remedy)
    return Finding("ok", "port", f"{config.port} is free")


def check_model(config: Config) -> Finding:
    """Whether the model loads and judges a post."""
    try:
        load_screener(config).judge([SAMPLE])
    except BadModel as bad:
        return Finding("wrong", "model", str(bad), "Install Mindful Feed again.")
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
        return Finding("ok", "browser", "Chromium can open the demo")
    return Finding("note", "browser", "load the extension by hand", f"It is {extension}")
