"""What is left unjudged: other languages should be, English posts should not."""

import re

from companion.language import find_reason
from companion.measures import average
from companion.scorecard.bench import Bench
from companion.scorecard.card import Section
from companion.scorecard.sources import Inputs

_word = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_masked = re.compile(r"@\w+|https?\S*")


def measure_abstention(bench: Bench, inputs: Inputs) -> Section:
    """Unjudged shares; the same for every model, since the companion decides it."""
    section = Section()
    cases = inputs.suites.get("languages", [])
    right: dict[str, list[bool]] = {}
    for case in cases:
        english = case["lang"].lower().startswith("en")
        reason = find_reason(case["text"])
        right.setdefault(case["lang"], []).append((reason is None) == english)
    everything = [one for own in right.values() for one in own]
    section.tell("languages", average(everything), len(everything))
    section.show(
        "Languages",
        [{"language": c, "posts": len(own), "right": average(own)} for c, own in right.items()],
    )
    posts = [p for p in inputs.public if len(_word.findall(_masked.sub(" ", p.text))) >= 3]
    unjudged: dict[str, list[bool]] = {}
    for post, reading in zip(posts, bench.read([post.text for post in posts]), strict=True):
        unjudged.setdefault(post.source, []).append(reading.decision is None)
    section.tell("unjudged", average([o for own in unjudged.values() for o in own]), len(posts))
    section.show(
        "Public test posts of three words or more, unjudged",
        [
            {"source": source, "posts": len(own), "unjudged": average(own)}
            for source, own in sorted(unjudged.items(), key=lambda item: -average(item[1]))
        ],
    )
    return section
