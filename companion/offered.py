"""How much help stands beside notes: so much a day and so much a thread, and then no more of it.

The counts are kept in memory, by the ids that a page gives its posts, and for one day: a post that
is asked about again keeps its help, and a companion that was started anew counts from nothing.
"""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from datetime import date
from threading import Lock

from companion.protocol import Annotation, Post
from companion.settings import Settings

MOST_REMEMBERED = 20_000
Place = tuple[str, str]  # a site, and the id of a post there


class Offered:
    """Where help was offered today. Crisis lines are counted apart from pages.

    So a thread that has had its page still gets a line where somebody in it is in danger.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._lock = Lock()
        self._day: date | None = None
        self._roots: OrderedDict[Place, Place] = OrderedDict()
        self._helped: set[tuple[str, Place]] = set()
        self._threads: Counter[tuple[str, Place]] = Counter()

    def limit(
        self,
        site: str,
        posts: Sequence[Post],
        annotations: Sequence[Annotation],
        settings: Settings,
        today: date,
    ) -> list[Annotation]:
        """The annotations of those posts, in order, without the help that would be too much."""
        with self._lock:
            if today != self._day:
                self._begin(today)
            return [
                self._limit_one(site, post, each, settings)
                for post, each in zip(posts, annotations, strict=True)
            ]

    def forget(self) -> None:
        """Drop every count."""
        with self._lock:
            self._begin(None)

    def _begin(self, day: date | None) -> None:
        self._day = day
        for kept in (self._roots, self._helped, self._threads):
            kept.clear()

    def _limit_one(
        self, site: str, post: Post, annotation: Annotation, settings: Settings
    ) -> Annotation:
        root = self._find_root(site, post)
        note = annotation.note
        if note is None or not note.resources:
            return annotation
        kind = "line" if any(each.kind == "line" for each in note.resources) else "page"
        if self._may_help((site, post.id), root, kind, settings):
            return annotation
        return annotation.model_copy(update={"note": note.model_copy(update={"resources": []})})

    def _may_help(self, place: Place, root: Place, kind: str, settings: Settings) -> bool:
        """Whether a post has help beside its note; it counts once, however often it is asked."""
        if (kind, place) in self._helped:
            return True
        today = sum(of_kind == kind for of_kind, _ in self._helped)
        if today >= settings.help_day or self._threads[kind, root] >= settings.help_thread:
            return False
        self._helped.add((kind, place))
        self._threads[kind, root] += 1
        return True

    def _find_root(self, site: str, post: Post) -> Place:
        """The post that began the thread, as far as the page told."""
        above = (site, post.replies_to or post.id)
        root = self._roots[site, post.id] = self._roots.get(above, above)
        self._roots.move_to_end((site, post.id))
        if len(self._roots) > self._most:
            self._roots.popitem(last=False)
        return root
