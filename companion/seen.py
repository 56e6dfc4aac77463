"""The posts last read, so that a reader can try a setting on them: in memory only, and few."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from companion.annotate import Judged
from companion.claims import names_source
from companion.words import fold_text

MOST_SEEN = 200


class SeenPost(NamedTuple):
    """A judged post of a site, and what deciding about it needs again and again."""

    site: str
    judged: Judged
    folded: str
    sourced: bool


class Seen:
    """The last posts of one companion's reader; nothing of them is ever written."""

    def __init__(self, most: int = MOST_SEEN) -> None:
        self._most = most
        self._lock = Lock()
        self._posts: OrderedDict[tuple[str, str], SeenPost] = OrderedDict()

    def remember(self, site: str, judged: Sequence[Judged]) -> None:
        """Take in posts of a site; one that is seen again counts once, as it was last."""
        posts = [see_post(site, each) for each in judged]
        with self._lock:
            for post in posts:
                self._posts[site, post.judged.post.id] = post
                self._posts.move_to_end((site, post.judged.post.id))
            while len(self._posts) > self._most:
                self._posts.popitem(last=False)

    def list_posts(self, site: str | None = None) -> list[SeenPost]:
        """The posts, of one site or all, the newest first."""
        with self._lock:
            posts = list(reversed(self._posts.values()))
        return [post for post in posts if site in (None, post.site.lower())]

    def forget(self) -> None:
        """Drop them all."""
        with self._lock:
            self._posts.clear()


def see_post(site: str, judged: Judged) -> SeenPost:
    """A post as it is remembered."""
    return SeenPost(site, judged, fold_text(judged.text), names_source(judged.post.links))
