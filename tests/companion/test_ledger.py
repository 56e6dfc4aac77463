"""The tray, the ledger and what is erased: every byte is listed, and none is left."""

from datetime import timedelta
from typing import Any

import pytest
from desk import SITE, Desk, holds

from companion.later import KEPT_DAYS, MOST_LINKS
from companion.ledger import list_bytes
from companion.protocol import LaterRequest, NewLink
from companion.refusal import Refusal
from companion.store import Client

LINK = "https://forum.example/posts/110"


def test_the_tray_keeps_a_link_until_it_is_taken_out_or_for_30_days(desk: Desk) -> None:
    new = NewLink(link=LINK, site=SITE, category="despair")
    first = desk.later.answer(LaterRequest(add=new))
    again = desk.later.answer(LaterRequest(add=new))
    assert [each.link for each in again.links] == [LINK]
    assert again.added != first.added
    desk.now += timedelta(days=KEPT_DAYS)
    assert len(desk.later.answer(LaterRequest()).links) == 1
    desk.now += timedelta(days=1)
    desk.later.expire()
    assert not holds(desk.store.folder, "posts/110")
    reply = desk.later.answer(LaterRequest(add=new))
    assert desk.later.answer(LaterRequest(take=[reply.links[0].id])).links == []
    assert not holds(desk.store.folder, "posts/110")


def test_a_full_tray_says_so(desk: Desk) -> None:
    for number in range(MOST_LINKS):
        desk.later.answer(LaterRequest(add=NewLink(link=f"{LINK}{number}", site=SITE)))
    with pytest.raises(Refusal, match="tray_full"):
        desk.later.answer(LaterRequest(add=NewLink(link=LINK, site=SITE)))
    assert desk.later.answer(LaterRequest(clear=True)).links == []
    assert not holds(desk.store.folder, "forum")


def fill(desk: Desk) -> None:
    """Something of everything."""
    desk.store.add_client(Client("k" * 64, "", "clientlabel", "2026-05-01", "2026-05-01"))
    desk.choose(always_show=["settingsword"])
    desk.choose(pause="firm", site="override.example")
    desk.choosing.learn("despair", "not_this", 0.5)
    desk.later.answer(LaterRequest(add=NewLink(link=LINK, site="asidesite.example")))
    desk.choose(minutes__site=1)
    desk.read_minutes(2, "sumsite.example")
    desk.act("off_today", "sumsite.example")
    desk.reading.keep()


TRACES = {
    "sums": ['"sums"'],
    "later": ["posts/110", "asidesite"],
    "today": ["site sumsite"],
    "settings": ["settingsword", "override"],
    "feedback": ["not_this"],
    "pairings": ["clientlabel", "k" * 64],
}


def test_the_ledger_lists_every_byte(desk: Desk) -> None:
    fill(desk)
    (desk.store.folder / "notes-of-mine.txt").write_text("not ours")
    reply = list_bytes(desk.store.folder)
    whole = sum(path.stat().st_size for path in desk.store.folder.rglob("*") if path.is_file())
    assert reply.bytes == whole == sum(part.bytes for part in reply.parts)
    found = {part.id: part for part in reply.parts}
    assert {"sums", "later", "today", "settings", "feedback", "clients", "copy", "other"} <= set(
        found
    )
    assert found["later"].count == 1
    assert found["sums"].since == "2026-05-01"
    assert all(part.bytes >= 0 and part.words for part in reply.parts)


@pytest.mark.parametrize("part", TRACES)
def test_an_erased_part_is_nowhere_in_the_folder_and_the_others_are_there(
    part: Any, desk: Desk
) -> None:
    fill(desk)
    assert all(holds(desk.store.folder, trace) for traces in TRACES.values() for trace in traces)
    desk.erasing.erase([part])
    for name, traces in TRACES.items():
        assert [holds(desk.store.folder, trace) for trace in traces] == [name != part] * len(traces)
    desk.reading.keep()
    if part == "sums":
        assert desk.reading.mirror.days == {}


def test_after_all_is_erased_nothing_of_the_reader_is_found(desk: Desk) -> None:
    fill(desk)
    desk.erasing.erase(["all"])
    desk.reading.keep()
    left = [path.name for path in desk.store.folder.iterdir()]
    assert left == ["lock"]
    assert desk.choosing.chosen.values == {}
    assert desk.reading.mirror.days == {}
    assert desk.read().calm is None
