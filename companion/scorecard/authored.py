"""Notes and stances on the test split of the authored corpus."""

from collections.abc import Sequence

import numpy as np

from companion.measures import (
    Counts,
    average,
    count_said,
    measure_balance,
    resample,
)
from companion.policy import pick_likeliest
from companion.scorecard.bench import ON, Bench, Reading
from companion.scorecard.card import Cell, Section
from companion.scorecard.sources import COARSE, AuthoredPost, Inputs

HELP = frozenset({"recovery", "support", "education_or_news", "counter"})


def measure_authored(bench: Bench, inputs: Inputs) -> Section:
    """The figures and tables of the authored test posts."""
    section, posts = Section(), inputs.authored
    if not posts:
        return section
    readings = bench.read([post.text for post in posts])
    pairs = [pair for pair in zip(posts, readings, strict=True) if expects(pair[0]) is not None]
    truth = np.array([expects(post) for post, _ in pairs], float)
    noted = np.array([reading.noted for _, reading in pairs], float)
    counts = count_said(noted, truth)
    section.tell(
        "authored_balance", counts.balance, len(pairs), resample(measure_balance, noted, truth)
    )
    section.tell("authored_false", counts.false_rate, counts.false_alarm + counts.right_silence)
    for figure, stances in (("authored_false_help", HELP), ("authored_false_none", {"none"})):
        own = [r.noted for post, r in pairs if post.stance in stances and not expects(post)]
        section.tell(figure, average(own), len(own), resample(average, own))
    section.show(
        "Authored test posts, by topic",
        [
            {"topic": topic, **describe(count(pairs, topic=topic))}
            for topic in sorted({post.topic for post in posts})
        ],
        "A note is expected where a label of a category that is on by default applies. Themes of "
        "these posts occur in no training post.",
    )
    section.show(
        "Authored test posts, by stance",
        [
            {"stance": stance, **describe(count(pairs, stance=stance))}
            for stance in sorted({post.stance for post in posts})
        ],
    )
    measure_stance(section, posts, readings)
    return section


def expects(post: AuthoredPost) -> bool | None:
    """Whether default settings should bring a note; None where readers may differ."""
    if post.labels & ON:
        return True
    return None if post.unsure & ON else False


def count(
    pairs: Sequence[tuple[AuthoredPost, Reading]],
    topic: str | None = None,
    stance: str | None = None,
) -> Counts:
    """The counts of notes among posts of a topic or a stance."""
    own = [
        (post, reading)
        for post, reading in pairs
        if topic in {None, post.topic} and stance in {None, post.stance}
    ]
    return count_said(
        [reading.noted for _, reading in own], [bool(expects(post)) for post, _ in own]
    )


def describe(counts: Counts) -> dict[str, Cell]:
    """The cells of a row of counts."""
    return {
        "note expected": counts.hit + counts.miss,
        "noted": counts.recall,
        "no note expected": counts.false_alarm + counts.right_silence,
        "falsely noted": counts.false_rate,
    }


def measure_stance(
    section: Section, posts: Sequence[AuthoredPost], readings: Sequence[Reading]
) -> None:
    """Adds the share of stances that are right."""
    right: dict[str, list[bool]] = {}
    for post, reading in zip(posts, readings, strict=True):
        stance = reading.judgement.stance
        if stance:
            wanted = COARSE.get(post.stance, post.stance)
            right.setdefault(wanted, []).append(pick_likeliest(stance) == wanted)
    everything = [one for own in right.values() for one in own]
    section.tell(
        "authored_stance", average(everything), len(everything), resample(average, everything)
    )
    section.show(
        "Stance of authored test posts",
        [
            {"stance": s, "posts": len(own), "right": average(own)}
            for s, own in sorted(right.items())
        ],
    )
