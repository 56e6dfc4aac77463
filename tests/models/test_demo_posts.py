"""The shipped model on the demo feed, whose posts say what they expect of it."""

import json

import pytest

from companion.config import PACKAGE
from companion.language import find_reason
from companion.policy import decide
from companion.settings import Settings

pytestmark = pytest.mark.model
POSTS = json.loads((PACKAGE / "data" / "demo.json").read_text(encoding="utf-8"))
HELPING = {"recovery_or_support", "education_or_news"}


@pytest.fixture(scope="module")
def decisions(shipped):
    """What is decided on each post that can be judged, beside what the post expects."""
    posts = [post for post in POSTS if not find_reason(post["text"], post.get("lang"))]
    judged = shipped.judge([post["text"] for post in posts])
    return [
        (post["expected"], decide(one, Settings())) for post, one in zip(posts, judged, strict=True)
    ]


def test_posts_that_cannot_be_judged_are_those_that_say_so():
    for post in POSTS:
        assert find_reason(post["text"], post.get("lang")) == post["expected"].get("unjudged")


def test_six_of_seven_posts_get_a_note_or_none_as_they_expect(decisions):
    right = [bool(found.category) == bool(wanted["note"]) for wanted, found in decisions]
    assert sum(right) / len(right) >= 6 / 7


def test_no_post_that_helps_or_informs_gets_a_note(decisions):
    helping = [found for wanted, found in decisions if wanted["stance"] in HELPING]
    assert len(helping) >= 8
    assert not [found for found in helping if found.category]
