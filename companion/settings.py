"""What a reader's choices come to for the posts of one site at one moment."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from companion.categories import CATEGORIES
from companion.words import fold_text, has_phrase

GENTLE, BALANCED, CAREFUL = 0.6, 0.4, 0.25
Level = Literal["note", "fold"]


class OwnTopic(NamedTuple):
    """A folded word or phrase that gives a post a note."""

    phrase: str
    whole_word: bool = True
    level: Level = "note"


@dataclass(frozen=True)
class Settings:
    """`dials` holds, for each category that may get a note, the probability it must reach.

    `shown`: folded words that keep a post without a note, `topics`: those that give it one.
    `help_day`, `help_thread`: beside how many notes help may stand.
    """

    dials: dict[str, float] = field(
        default_factory=lambda: {category.id: BALANCED for category in CATEGORIES if category.on}
    )
    folded: frozenset[str] = frozenset()
    on: bool = True
    shown: tuple[str, ...] = ()
    topics: tuple[OwnTopic, ...] = ()
    marks: Literal["none", "recovery", "more"] = "more"
    discreet: bool = False
    country: str | None = None
    language: str | None = None
    help: bool = True
    help_day: int = 12
    help_thread: int = 2
    hidden_help: frozenset[str] = frozenset()

    def read_words(self, text: str) -> "OwnWords":
        """What the reader's own words say of a post."""
        if not self.shown and not self.topics:
            return OwnWords()
        return self.read_folded(fold_text(text))

    def read_folded(self, folded: str) -> "OwnWords":
        """The same, of a text that is folded already."""
        levels = {t.level for t in self.topics if has_phrase(folded, t.phrase, t.whole_word)}
        level: Level | None = ("fold" if "fold" in levels else "note") if levels else None
        return OwnWords(level, any(has_phrase(folded, word) for word in self.shown))


class OwnWords(NamedTuple):
    """The level of a reader's own topic in a post, and whether a word there lifts other notes."""

    level: Level | None = None
    lifted: bool = False
