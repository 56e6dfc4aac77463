"""Forty posts written for this: settings can be tried on them before anything has been read."""

import json
from importlib.resources import files
from threading import Lock, Thread

from companion.annotate import Judge, judge_posts
from companion.protocol import Post
from companion.refusal import Refusal
from companion.seen import SeenPost, see_post

PATIENCE = 5.0
BATCH = 8  # few at a time, so that a feed that is being read comes in between
POSTS = [
    Post.model_validate(entry)
    for entry in json.loads(
        files("companion.data").joinpath("samples.json").read_text(encoding="utf-8")
    )
]


class Samples:
    """The sample posts with the judgements of one model, made once."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._lock = Lock()
        self._posts: list[SeenPost] = []

    def begin(self) -> None:
        """Have them judged meanwhile, if they are not yet."""
        if not self._posts and not self._lock.locked():
            Thread(target=self._try, name="samples", daemon=True).start()

    def list_posts(self) -> list[SeenPost]:
        """The samples in order; waits for the model, and raises Refusal when that takes too long.

        Those that a broken model did not judge are not remembered.
        """
        if self._posts:
            return self._posts
        if not self._lock.acquire(timeout=PATIENCE):
            raise Refusal("busy")  # rather than every thread of the server waiting in a row
        try:
            return self._posts or self._judge_all()
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Drop the judgements, which another model will make anew."""
        self._posts = []

    def _judge_all(self) -> list[SeenPost]:
        judged = [
            each
            for start in range(0, len(POSTS), BATCH)
            for each in judge_posts(POSTS[start : start + BATCH], "en", self._judge)
        ]
        posts = [see_post("", each) for each in judged]
        if all(each.judgement for each in judged):
            self._posts = posts
        return posts

    def _try(self) -> None:
        try:
            self.list_posts()
        except Refusal:
            return  # the model is not ready; the preview asks again
