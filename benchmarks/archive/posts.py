"""Posts made up for a measurement: as many as wanted, no two the same, the same each time."""

import json
from pathlib import Path
from random import Random

HEAVY = (
    "I feel so low and hopeless, I just cannot stop crying tonight",
    "Everything is too much and nobody would notice if I was gone",
    "I hate how I look, I have not eaten since yesterday",
    "People like you should be ashamed, what an idiot",
)
LIGHT = (
    "The oak sapling put out six new leaves this morning",
    "Our train was late again but the coffee was good",
    "Here is how we fixed the flaky build at work",
    "Two years sober today, thank you all for being there",
    "New album on Friday and I already know it will be good",
    "Das ist ein schöner Tag am See",
)
ENDS = ("", ".", "...", " 😊", " #life", " https://example.org/a", "!")


def write_posts(path: Path, count: int) -> None:
    """A JSON Lines file of `count` posts over ten years, one in eight of them heavy."""
    chance = Random(7)  # noqa: S311 - nothing is kept secret with it
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            texts = HEAVY if chance.random() < 0.125 else LIGHT
            parts = [chance.choice(texts) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
            text = f"{'. '.join(parts)}, {number}{chance.choice(ENDS)}"
            date = f"{2015 + number * 10 // count}-{chance.randint(1, 12):02}-01T12:00:00Z"
            json.dump({"id": f"p{number}", "text": text, "date": date}, file)
            file.write("\n")
