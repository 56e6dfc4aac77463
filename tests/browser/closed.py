"""Looks into the notes' closed shadow roots, as a browser's inspector can and pages cannot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

# The element in the page that a note is in.
NOTES = "mindful-feed-note"


@dataclass
class Part:
    """An element inside a note."""

    tag: str
    attributes: dict[str, str]
    node: int
    children: list["Part"] = field(default_factory=list)
    words: str = ""

    @property
    def text(self) -> str:
        """Its words and those inside it."""
        return self.words + "".join(child.text for child in self.children)

    def walk(self) -> Iterator["Part"]:
        """It and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, name: str) -> "Part | None":
        """The first part of a class or tag."""
        for part in self.walk():
            if name == part.tag or name in part.attributes.get("class", "").split():
                return part
        return None


@dataclass
class Note:
    """A note in a page: the post that it stands in, and its frame."""

    post_id: str
    frame: Part
    session: CDPSession

    @property
    def kind(self) -> str:
        """note, mark or unjudged."""
        return self.frame.attributes.get("data-kind", "")

    @property
    def mode(self) -> str:
        """flow, overlay, dot or fold."""
        return self.frame.attributes.get("data-mode", "")

    @property
    def theme(self) -> str:
        """light or dark."""
        return self.frame.attributes.get("data-theme", "")

    @property
    def title(self) -> str:
        """What it says first, without the buttons."""
        part = next(filter(None, map(self.frame.find, ("title", "line", "pill", "tip"))), None)
        return part.text.strip() if part else ""

    def find(self, name: str) -> Part:
        """A part of it."""
        part = self.frame.find(name)
        assert part, f"the note has no {name}"
        return part

    def button(self, words: str) -> Part:
        """The button with those words."""
        for part in self.frame.walk():
            if part.tag == "button" and part.text == words:
                return part
        raise AssertionError(f"the note has no button {words}")

    def box(self, part: Part) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a part in the window."""
        quad = self.session.send("DOM.getBoxModel", {"backendNodeId": part.node})["model"]["border"]
        return quad[0], quad[1], quad[4], quad[5]

    def click(self, page: Page, part: Part) -> None:
        """A real click in the middle of a part."""
        self.session.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": part.node})
        left, top, right, bottom = self.box(part)
        page.mouse.click((left + right) / 2, (top + bottom) / 2)


def read_notes(page: Page, name: str = "data-post-id") -> list[Note]:
    """Every note in the page, in order; `name` is the attribute that names the post around it."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    return [
        Note(post_id, _read_frame(host), session) for post_id, host in _find_hosts(root, name, "")
    ]


def read_note(page: Page, post_id: str, name: str = "data-post-id") -> Note:
    """The note in a post that has one now."""
    return next(note for note in read_notes(page, name) if note.post_id == post_id)


def open_pill(page: Page, note: Note, name: str = "data-post-id") -> Note:
    """A note as a line with its buttons, which a pill over its post is pressed for."""
    if note.mode == "overlay":
        note.click(page, note.find("pill"))
    return read_note(page, note.post_id, name)


def find_note(page: Page, post_id: str) -> Note:
    """The note in a post, once it is there."""
    expect(page.locator(f'.status[data-id="{post_id}"] {NOTES}')).to_be_attached()
    return read_note(page, post_id, "data-id")


def open_note(page: Page, post_id: str) -> Note:
    """The note in a post, as a line with its buttons."""
    return open_pill(page, find_note(page, post_id), "data-id")


def read_names(page: Page) -> list[str]:
    """What a screen reader meets in the page, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    kept = [node for node in nodes if not node.get("ignored")]
    by_id = {node["nodeId"]: node for node in nodes}
    names: list[str] = []

    def walk(node: dict[str, Any]) -> None:
        if node in kept and node.get("name", {}).get("value"):
            names.append(node["name"]["value"])
        for child in node.get("childIds", []):
            walk(by_id[child])

    walk(nodes[0])
    return names


def _find_hosts(node: dict[str, Any], name: str, post_id: str) -> Iterator[tuple[str, Any]]:
    attributes = _read_attributes(node)
    post_id = attributes.get(name, post_id)
    if node["nodeName"] == NOTES.upper():
        yield post_id, node
    for child in [*node.get("children", []), *node.get("shadowRoots", [])]:
        yield from _find_hosts(child, name, post_id)


def _read_attributes(node: dict[str, Any]) -> dict[str, str]:
    flat = node.get("attributes", [])
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _read_frame(host: dict[str, Any]) -> Part:
    (root,) = host["shadowRoots"]
    assert root["shadowRootType"] == "closed"
    return next(read_part(child) for child in root["children"] if child["nodeName"] == "DIV")


def read_part(node: dict[str, Any]) -> Part:
    """An element as the inspector tells it."""
    children = node.get("children", [])
    return Part(
        node["nodeName"].lower(),
        _read_attributes(node),
        node["backendNodeId"],
        [read_part(child) for child in children if child["nodeType"] == 1],
        "".join(child["nodeValue"] for child in children if child["nodeType"] == 3),
    )
