"""Whatever a content script hands to the background, what leaves it is a request or nothing."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader import Reader

from companion.protocol import AnnotateRequest

CHECK = """async (requests) => {
  const { checkRequest } = await import(chrome.runtime.getURL('requests.js'));
  return requests.map((request) => JSON.stringify(checkRequest(request, 'site.example')));
}"""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=5,
)
POSTS = st.fixed_dictionaries(
    {"id": st.text(max_size=6) | VALUES, "text": st.text(max_size=20) | VALUES},
    optional=dict.fromkeys(["lang", "quotes", "replies_to", "links", "media", "known"], VALUES),
)
REQUESTS = VALUES | st.fixed_dictionaries(
    {"posts": st.lists(POSTS, max_size=3) | VALUES},
    optional=dict.fromkeys(["site", "lang", "country", "time_zone", "languages"], VALUES),
)


def test_what_a_content_script_sends_becomes_a_request_of_the_protocol_or_none(
    paired_reader: Reader,
) -> None:
    popup = paired_reader.open_popup()

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(REQUESTS, min_size=20, max_size=20))
    def check(requests: list[Any]) -> None:
        for said in popup.evaluate(CHECK, requests):
            if said != "null":
                kept = json.loads(said)
                posts = kept["posts"]
                assert kept["site"] == "site.example"
                if len({post["id"] for post in posts}) == len(posts):
                    AnnotateRequest.model_validate(kept)

    check()
    popup.close()
