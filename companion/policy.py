"""Whether a post gets a note, a quiet mark or nothing: pure, from a judgement and settings."""

from typing import Literal, NamedTuple

from companion.categories import CATEGORIES
from companion.screeners.judging import Judgement
from companion.settings import Level, OwnWords, Settings

# A post that helps, reports or answers back is not harm; but danger stays danger in any frame.
SHELTERED = ("recovery_or_support", "education_or_news")
ACUTE_CUT = 0.5
SHELTER_CUT = 0.5
MARK_CUT = 0.8
CRISIS_CUT = 0.5
MOST_PRESSING = "self_harm"  # its help differs most from any other's, so it is named first
OWN = "own"  # stands for the reader's own topics where a note names a category
NO_WORDS = OwnWords()


class Decision(NamedTuple):
    """What a reader is shown of one post, before any wording."""

    category: str | None
    level: Level | None
    stance: str | None
    sentiment: str | None
    mark: Literal["recovery", "support"] | None
    crisis: bool


def decide(
    judgement: Judgement,
    settings: Settings,
    known: bool = False,
    sourced: bool = False,
    words: OwnWords = NO_WORDS,
) -> Decision:
    """The decision for one post.

    `known`: a known organisation wrote it, so it is no harm. `sourced`: it links to a credible
    source, so what it says of health needs no second one. `words`: what the reader's own words
    say of it: one may lift the note of a category; a topic of theirs is noted all the same, since
    a note too many costs less than one too few.
    """
    stance, sentiment = pick_likeliest(judgement.stance), pick_likeliest(judgement.sentiment)
    acute = judgement.acute >= ACUTE_CUT
    category = None if known else find_category(judgement, settings, sourced)
    if category and is_sheltered(judgement) and not acute:
        category = None
    if words.lifted:
        category = None
    level: Level | None = None
    if category or words.level:
        level = "fold" if "fold" in (words.level, find_level(category, settings)) else "note"
    mark = None if level else find_mark(judgement, settings)
    crisis = category is not None and is_crisis(judgement, category)
    return Decision(category or (level and OWN), level, stance, sentiment, mark, crisis)


def find_category(judgement: Judgement, settings: Settings, sourced: bool = False) -> str | None:
    """The category to name: the most pressing if it reaches its dial, else the likeliest.

    One that covers another gives way to it: "eating" says more than "someone struggling".
    """
    reached = {
        category: judgement.scores[category]
        for category, dial in settings.dials.items()
        if judgement.scores.get(category, 0.0) >= dial
        and not (sourced and category == "health_claim")
    }
    if not reached:
        return None
    if MOST_PRESSING in reached:
        return MOST_PRESSING
    wider = {one.id for one in CATEGORIES if not reached.keys().isdisjoint(one.covers)}
    named = [category for category in reached if category not in wider]
    return max(named, key=lambda category: reached[category])


def find_level(category: str | None, settings: Settings) -> Level:
    """What the reader chose for the notes of a category."""
    return "fold" if category in settings.folded else "note"


def is_crisis(judgement: Judgement, category: str) -> bool:
    """Whether a crisis line belongs beside the note: danger now, or self-harm likelier than not."""
    if category == MOST_PRESSING and judgement.scores[category] >= CRISIS_CUT:
        return True
    return judgement.acute >= ACUTE_CUT


def is_sheltered(judgement: Judgement) -> bool:
    """Whether the post more likely helps, reports or answers back than harms."""
    return sum(judgement.stance.get(stance, 0.0) for stance in SHELTERED) >= SHELTER_CUT


def find_mark(judgement: Judgement, settings: Settings) -> Literal["recovery", "support"] | None:
    """The quiet mark of a post without a note, of those that the reader wants to see."""
    if settings.marks != "none" and judgement.marks.get("recovery", 0.0) >= MARK_CUT:
        return "recovery"
    if settings.marks == "more" and judgement.marks.get("support", 0.0) >= MARK_CUT:
        return "support"
    return None


def pick_likeliest(shares: dict[str, float]) -> str | None:
    """The likeliest id, or None where the model says nothing of them."""
    return max(shares, key=lambda name: shares[name]) if shares else None
