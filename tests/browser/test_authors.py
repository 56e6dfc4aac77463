"""Whose post it is: read by each site's selector, compared in the extension, and told to nobody."""

import json
from typing import Any

import pytest
from reader import Reader
from site_server import ADDRESSES, read_site
from tap import Tap
from test_every_page import EXPECTED

NAMED = [name for name in ADDRESSES if "author" in read_site(name)]
# Their authored pages show people alone, and the selector finds organisations.
PEOPLE_ALONE = {"linkedin"}
FEW = 3
HEAR = """() => {
  self.heard = {};
  self.hear ??= ({ message: { ask, request } }) => {
    for (const { id, text, author } of ask === 'annotate' ? request.posts : []) {
      self.heard[id] = { text, author };
    }
  };
  self.join ??= (line) => line.onMessage.addListener(self.hear);
  chrome.runtime.onConnect.addListener(self.join);
}"""


def hear_authors(reader: Reader, tap: Tap, name: str) -> dict[str, str | None]:
    """The author of each post that a page's content script first asks about, by expected ids."""
    reader.worker.evaluate(HEAR)
    reader.open(ADDRESSES[name])
    tap.wait_for(lambda tap: len(tap.asked) >= FEW)
    heard: dict[str, dict[str, Any]] = reader.worker.evaluate("() => self.heard")
    unnamed = {post["text"]: each for each, post in EXPECTED[name].items() if each[0] == "~"}
    return {
        unnamed.get(told["text"], each) if each[0] == "~" else each: told.get("author")
        for each, told in heard.items()
    }


@pytest.mark.parametrize("name", NAMED)
def test_an_author_is_read_as_the_site_names_them_and_stays_here(
    name: str, every_site: Reader, tap: Tap
) -> None:
    expected = {
        each: post.get("author")
        for each, post in EXPECTED[name].items()
        if not post.get("collapsed")
    }
    assert (name in PEOPLE_ALONE) == (set(expected.values()) == {None})
    heard = hear_authors(every_site, tap, name)
    assert len(heard) >= FEW
    assert heard == {each: expected[each] for each in heard}
    bodies = [json.loads(body) for path, _, body in tap.requests if path == "/v1/annotate"]
    assert bodies
    assert not {"author"} & {field for body in bodies for post in body["posts"] for field in post}
    assert not [post for body in bodies for post in body["posts"] if post.get("known")]
