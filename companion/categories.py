"""What a post can be about, how it stands to that, and its mood: the one table of each."""

from collections.abc import Set
from typing import NamedTuple


class Category(NamedTuple):
    """A kind of post that a reader can ask to be told about.

    `covers`: categories of which it says something true as well, where the writer lives through
    them: who tells of hurting themselves is struggling. Its score is the chance that either holds.
    """

    id: str
    name: str
    belongs: str
    on: bool
    covers: tuple[str, ...] = ()


CATEGORIES = (
    Category(
        "self_harm",
        "suicide or self-harm",
        "thoughts, acts, veiled signs, fresh loss by suicide told rawly, romanticising",
        True,
    ),
    Category(
        "despair",
        "someone struggling",
        "the writer's low mood, panic, overwhelm, fresh grief",
        True,
        ("self_harm", "eating"),
    ),
    Category(
        "eating",
        "eating or body image",
        "distress, pro-eating-disorder talk, body-shaming",
        True,
    ),
    Category(
        "threat",
        "threats or violence",
        "threats, calls for violence, violence told graphically; not neutral news",
        True,
    ),
    Category(
        "hate",
        "hate toward a group",
        "attacks, dehumanising, implied hate, slurs used as such",
        True,
    ),
    Category(
        "harassment",
        "insults or harassment",
        "attacks on a person, pile-ons, telling someone to harm themselves",
        True,
    ),
    Category("sexual", "sexual content", "explicit", False),
    Category(
        "health_claim",
        "a health claim worth checking",
        "unsupported or dangerous mental-health claims",
        True,
    ),
    Category("outrage", "heated, angry tone", "ranting, rage-bait", False),
    Category(
        "grim",
        "sad or frightening",
        "news dread, sorrow that is nobody's crisis",
        False,
    ),
)
CATEGORY_IDS = tuple(category.id for category in CATEGORIES)

STANCES = (
    "personal",
    "help_seeking",
    "recovery_or_support",
    "education_or_news",
    "promotes",
    "none",
)
LIVED = ("personal", "help_seeking")  # the stances of who tells of their own life
SENTIMENTS = ("negative", "neutral", "positive")


def holds(category: Category, labels: Set[str], stance: str) -> bool:
    """Whether a note of the category says something true of a post with these labels."""
    if category.id in labels:
        return True
    return stance in LIVED and not labels.isdisjoint(category.covers)


def settles(category: Category, labels: Set[str], unsure: Set[str], stance: str) -> bool:
    """Whether labels, of which readers doubt those in `unsure`, say if the category holds."""
    if holds(category, labels, stance):
        return True
    return category.id not in unsure and not holds(category, unsure, stance)
