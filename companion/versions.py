"""Whether extension and companion fit, and which of the two to update.

Versions that speak the same protocol work together. What a newer extension asks for and an older
companion does not know is left out; nothing else is lost.
"""

import re
from collections.abc import Iterable

from companion.finding import Finding
from companion.owner import ClientRow
from companion.protocol import PROTOCOL_VERSION

# What the extension calls itself in /v1/hello.
EXTENSION = re.compile(r"mindful-feed-extension/(\d+\.\d+\.\d+) \(protocol (\d+)\)")
UPDATE_COMPANION = "Update the companion: install the newer wheel, and start it again."
UPDATE_EXTENSION = "Update the extension in your browser."


def check_versions(installed: str, running: str | None, clients: Iterable[ClientRow]) -> Finding:
    """What does not fit, the worst first; `running` is the companion's, None when it is off."""
    if running is not None and running != installed:
        text = f"{running or 'an older version'} is running, but {installed} is installed"
        return Finding("wrong", "version", text, "Stop the companion and start it again.")
    said = [found for client in clients if (found := EXTENSION.fullmatch(client.said))]
    for version, protocol in (found.groups() for found in said):
        if int(protocol) != PROTOCOL_VERSION:
            is_newer = int(protocol) > PROTOCOL_VERSION
            text = f"the extension {version} and the companion {installed} cannot work together"
            remedy = UPDATE_COMPANION if is_newer else UPDATE_EXTENSION
            return Finding("wrong", "version", text, remedy)
    ours = read_minor(installed)
    for version in (found[1] for found in said):
        if ours and read_minor(version) != ours:  # a clone that was never installed has no version
            is_newer = read_minor(version) > ours
            text = f"the extension is {version} and the companion {installed}; they work together"
            remedy = UPDATE_COMPANION if is_newer else UPDATE_EXTENSION
            return Finding("note", "version", text, remedy)
    return Finding("ok", "version", installed)


def read_minor(version: str) -> tuple[int, ...]:
    """The first two numbers of a version; none of a version that is unknown."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])
