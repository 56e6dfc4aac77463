"""What a change of settings would do to posts whose judgements are there already."""

from collections.abc import Callable, Sequence

from companion.policy import OWN, decide
from companion.protocol import PreviewNote, PreviewPart, PreviewPost
from companion.response import DEFAULTS, say_note
from companion.seen import SeenPost
from companion.settings import Level, Settings

SHOWN = 280
Settle = Callable[[str], Settings]


def compare(
    posts: Sequence[SeenPost], before: Settle, after: Settle, site: str | None = None
) -> PreviewPart:
    """Which posts have a note before and after a change.

    `before` and `after` give the settings of a site; `site` stands for that of every post.
    """
    shown = []
    for post in posts:
        place = post.site if site is None else site
        then, now = find_note(post, before(place)), find_note(post, after(place))
        if then or now:
            shown.append(show_post(post, then, now))
    return PreviewPart(
        count=len(posts),
        before=sum(post.before is not None for post in shown),
        after=sum(post.after is not None for post in shown),
        posts=shown,
    )


def find_note(seen: SeenPost, settings: Settings) -> PreviewNote | None:
    """The note that a post would get."""
    if not settings.on:
        return None
    words = settings.read_folded(seen.folded)
    judged = seen.judged
    category: str | None = OWN
    level: Level | None = words.level
    if judged.judgement:
        decision = decide(judged.judgement, settings, judged.post.known, seen.sourced, words)
        category, level = decision.category, decision.level
    if category is None or level is None:
        return None
    title, _ = say_note(judged.post.id, category, DEFAULTS)
    return PreviewNote(category=category, level=level, title=title)


def show_post(seen: SeenPost, before: PreviewNote | None, after: PreviewNote | None) -> PreviewPost:
    """A post with both notes, its text cut."""
    text = seen.judged.text
    cut = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return PreviewPost(id=seen.judged.post.id, site=seen.site, text=cut, before=before, after=after)
