"""Writes docs/settings.md from the one table of settings."""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from companion.choices.chosen import MOST_SITES  # noqa: E402
from companion.choices.feedback import MOST_STEPS, MOST_VERDICTS, STEP  # noqa: E402
from companion.choices.kinds import POSITIONS, Choice, Dial, Number  # noqa: E402
from companion.choices.labels import LABELS, VISIBILITY  # noqa: E402
from companion.choices.lists import Hours, Topics, Words  # noqa: E402
from companion.choices.row import Row  # noqa: E402
from companion.choices.table import GROUPS, ROWS  # noqa: E402
from companion.seen import MOST_SEEN  # noqa: E402

PAGE = ROOT / "docs" / "settings.md"
INTRO = f"""# Settings

Written by `python scripts/write_settings.py` from `companion/choices/table.py`; a test keeps it
current. The options page of the extension and `mindful-feed settings` are drawn from the same
table. Another setting is one more row there, and whatever obeys it.

`mindful-feed settings` prints them. `settings set NAME VALUE` changes one (`--site HOST` for one
site), `settings unset NAME` goes back, `settings export FILE` and `settings import FILE` carry all
of them to another machine. A change is kept whole or not at all, and counts from the next post on.
Up to {MOST_SITES} sites can have settings of their own.

A dial is the probability from which a post gets a note. {", ".join(POSITIONS)} are the names of
{", ".join(f"{place:g}" for place in POSITIONS.values())}. It means the same whichever model judges.
"""
MORE = f"""## Which setting counts

1. `on` and quiet hours with no notes: nothing is judged, and every post is `unjudged`, `off`.
2. `always_note`: the post gets a note. If it also reaches a kind that is on, that kind is named.
3. `always_show`: the post gets no note of any kind, and is never folded.
4. `action` and `dial` of each kind, at most as high as careful in careful hours, folded in folding
   hours. What the stance of a post shelters stays sheltered.

Quiet hours go by the clock on the wall of this machine: in the night when the clocks change, an
hour that comes twice counts twice. The start is in, the end is out. An end before the start lies on
the next day.

Words are compared without regard to case, accents written in two ways, and curly or straight
quotation marks. A word stands for itself only, not for parts of longer words, but in scripts that
put no space between words. `#recovery` is found as a hashtag, `recovery` also as a plain word. What
is written there is never used as a pattern. Words and topics are about posts, not people, so
anything with an @, and links, are refused.

## Feedback

"Not about this" raises the cut of that kind by {STEP}, "should have had a note" lowers it by as
much, at most {MOST_STEPS} times; a verdict the other way takes the last step back. The steps are
listed and can be taken back one by one. The last {MOST_VERDICTS} verdicts are kept as category,
score, verdict and day, for whoever wants to give them to the developers
(`settings export --as feedback`); no word of a post is among them.

## Try before keeping

The last {MOST_SEEN} posts that a browser asked about are held in memory, and gone when the
companion stops or all is erased. A preview decides about them, and about forty written samples,
under the settings as they are and as they would be. It keeps nothing.

## Files

`export` writes one JSON object: `mindful_feed_settings` (the version of its shape), `values`,
`sites` and `shifts`. `import` replaces all settings by those of such a file.

- `--as mastodon`: `always_note` as Mastodon filters. `fold` is `hide`, `note` is `warn`. Imported
  filters are added to the topics; `blur` folds, an unknown action is a note, names of people are
  left out, and the day on which a filter ends is the topic's last.
- `--as labels`: the actions as label preferences of the AT Protocol.
"""


def write_page() -> str:
    """The whole page."""
    parts = [INTRO]
    for group, title in GROUPS.items():
        rows = [row for row in ROWS if row.group == group]
        parts.append("\n".join([f"## {title}\n", *write_rows(rows), ""]))
    return "\n".join([*parts, MORE, *write_labels()])


def write_rows(rows: list[Row]) -> Iterator[str]:
    """A table of settings."""
    yield "| name | value | default | sites | what it does |\n|---|---|---|---|---|"
    for row in rows:
        default = row.kind.say(row.default)
        own = "yes" if row.scope == "site" else ""
        cells = (f"`{row.name}`", write_kind(row), default and f"`{default}`", own)
        yield f"| {' | '.join(cells)} | **{row.title}.** {row.help} |"


def write_kind(row: Row) -> str:
    """What values a setting takes."""
    kind = row.kind
    if isinstance(kind, Dial | Number):
        return f"{kind.least} to {kind.most}"
    if isinstance(kind, Choice) and len(kind.titles) > 12:
        return 'two letters, `XX` (not guessed) or `""` (guessed)'
    if isinstance(kind, Choice):
        return ", ".join(f"`{value}`" if value else '`""`' for value in kind.titles)
    if isinstance(kind, Words | Topics | Hours):
        return f"at most {kind.most} {kind.name}"
    return "on or off"


def write_labels() -> Iterator[str]:
    """Which label stands for which kind, and which visibility for which action."""
    yield "| kind | label written | also read |\n|---|---|---|"
    for category, (first, *others) in LABELS.items():
        yield f"| `{category}` | `{first}` | {', '.join(f'`{label}`' for label in others)} |"
    yield "\n| action | visibility |\n|---|---|"
    for action, visibility in VISIBILITY.items():
        yield f"| `{action}` | `{visibility}` |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
