"""A share of an archive, and what comes of it: the one function that every engine runs.

What a network makes of a text can depend, in the last digits, on the texts beside it. So the shares
are cut by their place in the archive alone, and no share knows of another: one process, many, a run
that was killed and taken up again, all write the same bytes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from companion.annotate import annotate_posts
from companion.archive import Row
from companion.bulk.tally import Counts, count_row
from companion.protocol import Post
from companion.response import Reader, describe_unjudged
from companion.screeners import Judgement, Screener
from companion.screeners.sparing import judge_sparing
from companion.settings import Settings

SIZE = 64
Load = Callable[[], Screener]


class Share(NamedTuple):
    """Up to SIZE rows of an archive; `number` from 0."""

    number: int
    rows: list[Row]


class Done(NamedTuple):
    """A share's annotations as JSON Lines, what was wrong in which line, and what to count."""

    number: int
    lines: bytes
    problems: list[tuple[int, str]]
    size: int
    counts: Counts


class Annotator:
    """A model that annotates shares, one at a time; raises BadModel."""

    def __init__(self, load: Load, now: datetime) -> None:
        self._screener = load()
        self._reader, self._settings = Reader(now), Settings()

    def judge(self, texts: Sequence[str]) -> list[Judgement | None]:
        """The judgement of each text, in order; None where the model fails on it."""
        return judge_sparing(self._screener, texts)

    def annotate(self, share: Share) -> Done:
        """The share's annotations, a line a row."""
        posts = [row.post for row in share.rows if row.post]
        found = iter(annotate_posts(posts, None, self.judge, self._settings, self._reader))
        lines, problems, counts = [], [], Counts()
        for row in share.rows:
            if row.post:
                annotation = next(found)
            else:
                annotation = describe_unjudged(row.id, "bad_input")
                problems.append((row.line, row.problem))
            count_row(counts, row.month, annotation)
            lines.append(annotation.model_dump_json().encode() + b"\n")
        size = sum(row.size for row in share.rows)
        return Done(share.number, b"".join(lines), problems, size, counts)


def cut_shares(rows: Iterable[Row], first: int = 0) -> Iterator[Share]:
    """The rows in shares; those before share `first` are read and passed over."""
    rest, number = iter(rows), 0
    while part := list(islice(rest, SIZE)):
        if number >= first:
            yield Share(number, part)
        number += 1


def annotate_here(shares: Iterable[Share], load: Load, now: datetime) -> Iterator[Done]:
    """Each share annotated by this process, in order; raises BadModel."""
    return map(Annotator(load, now).annotate, shares)


def pack_share(share: Share) -> bytes:
    """The share as JSON, for another machine."""
    rows = [
        [row.line, row.size, row.problem, row.month]
        + ([row.post.id, row.post.text, row.post.lang] if row.post else [])
        for row in share.rows
    ]
    return json.dumps([share.number, rows]).encode()


def unpack_share(packed: bytes) -> Share:
    """The share that was packed."""
    number, rows = json.loads(packed)
    return Share(number, [_unpack_row(*row) for row in rows])


def _unpack_row(line: int, size: int, problem: str, month: str, *post: str) -> Row:
    if not post:
        return Row(line, size, None, problem, month)
    identity, text, lang = post
    return Row(line, size, Post(id=identity, text=text, lang=lang), problem, month)


def pack_done(done: Done) -> bytes:
    """What came of a share, as JSON."""
    counts = [[*key, count] for key, count in done.counts.items()]
    return json.dumps([done.number, done.lines.decode(), done.problems, done.size, counts]).encode()


def unpack_done(packed: bytes) -> Done:
    """What was packed."""
    number, lines, problems, size, counts = json.loads(packed)
    tallied = Counter({(kind, name): count for kind, name, count in counts})
    told = [(line, problem) for line, problem in problems]
    return Done(number, lines.encode(), told, size, tallied)
