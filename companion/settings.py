"""A reader's choices. Until they are stored, everyone has the defaults."""

from dataclasses import dataclass, field

from companion.categories import CATEGORIES

GENTLE, BALANCED, CAREFUL = 0.6, 0.4, 0.25


@dataclass(frozen=True)
class Settings:
    """`dials` holds, for each category that may get a note, the probability it must reach."""

    dials: dict[str, float] = field(
        default_factory=lambda: {category.id: BALANCED for category in CATEGORIES if category.on}
    )
    folded: frozenset[str] = frozenset()
    revision: int = 0
