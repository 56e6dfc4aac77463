"""A paired reader of a real companion, who tunes it; and how a file of settings is refused."""

import json
from typing import Any

import pytest
from live import Live, Reply, prove

from companion.choices.carry import read_content
from companion.choices.chosen import Chosen
from companion.choices.kept import KEY
from companion.refusal import Refusal

LOW = "I feel so low tonight, everything is grey and nothing seems to help any more."
GREEN = "The oak sapling that I wrote off in March has put out six new leaves today."
GERMAN = "Der Hund von nebenan bellt jeden Morgen um sechs und niemand tut etwas dagegen."
PRIVATE = "marmalade"  # what a reader typed, which no log and no error may hold


def refuse(content: Any) -> Refusal:
    """The refusal of a file."""
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(Refusal) as caught:
        read_content(Chosen(), text)
    return caught.value


class Reader:
    """A paired reader of a running companion."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.token = live.pair()

    def ask(self, path: str, message: Any) -> Reply:
        return self.live.ask(path, message, self.token)

    def reset(self) -> None:
        file = json.dumps({KEY: 1})
        assert self.ask("/v1/settings/import", {"content": file}).status == 200

    def settings(self, **message: Any) -> dict[str, Any]:
        reply = self.ask("/v1/settings", message)
        assert reply.status == 200, reply
        return dict(reply.json)

    def annotate(self, *texts: str, site: str = "a.example", **more: Any) -> list[dict[str, Any]]:
        posts = [{"id": f"{site}/{text}"[:128], "text": text} for text in texts]
        reply = self.ask("/v1/annotate", {"site": site, "posts": posts, **more})
        assert reply.status == 200, reply
        return list(reply.json["annotations"])

    def levels(self, *texts: str, site: str = "a.example") -> list[str | None]:
        notes = [said["note"] for said in self.annotate(*texts, site=site)]
        return [note and note["level"] for note in notes]

    def hello(self) -> int:
        """The revision of the settings that the greeting tells."""
        nonce = "0" * 32
        message = {"client": "test", "nonce": nonce, "mac": prove(self.token, nonce)}
        return int(self.ask("/v1/hello", message).json["settings_revision"])
