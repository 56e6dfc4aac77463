"""Perspective's attributes: which the model answers, by which of its labels, and which it lacks."""

from collections.abc import Collection, Sequence

from companion.dropins.perspective_errors import NotSupported
from companion.dropins.perspective_shapes import Comment
from companion.dropins.texts import find_gap, guess_language
from companion.refusal import Refusal
from companion.screeners.judging import Judgement

MOST_BYTES = 20_480
# The category that comes nearest to an attribute; toxicity is a label of its own beside them.
ATTRIBUTES = {
    "TOXICITY": None,
    "IDENTITY_ATTACK": "hate",
    "INSULT": "harassment",
    "SEXUALLY_EXPLICIT": "sexual",
    "THREAT": "threat",
}
# What the original had besides.
OTHERS = frozenset(
    "SEVERE_TOXICITY PROFANITY LIKELY_TO_REJECT FLIRTATION ATTACK_ON_AUTHOR ATTACK_ON_COMMENTER "
    "INCOHERENT INFLAMMATORY OBSCENE OFF_TOPIC SPAM UNSUBSTANTIAL".split()
)
EXPERIMENTAL = frozenset(
    f"{name}_EXPERIMENTAL"
    for name in "TOXICITY SEVERE_TOXICITY IDENTITY_ATTACK INSULT PROFANITY THREAT AFFINITY "
    "COMPASSION CURIOSITY NUANCE PERSONAL_STORY REASONING RESPECT CONSTRUCTIVE ALIENATION "
    "FEARMONGERING GENERALIZATION MORAL_OUTRAGE POWER_APPEAL SCAPEGOATING".split()
)


def check_comment(asked: Comment, names: Collection[str]) -> None:
    """Raises Refusal unless the comment can be judged for attributes of those names."""
    text = asked.comment.text
    if not text.strip():
        raise Refusal("comment_empty")
    if len(text.encode()) > MOST_BYTES:
        raise Refusal("comment_too_long")
    if not names:
        raise Refusal("no_attributes")
    if set(names) - ATTRIBUTES.keys() - OTHERS - EXPERIMENTAL:
        raise Refusal("unknown_attribute")
    gap = find_gap(text, asked.languages[0] if asked.languages else None)
    if gap == "no_text":
        raise Refusal("no_language")
    detected = [guess_language(text) if gap else "en"]
    is_english = not asked.languages or any(each[:2].lower() == "en" for each in asked.languages)
    for name in names:
        if name not in ATTRIBUTES or gap or not is_english:
            raise NotSupported(name, asked.languages, detected)


def read_attribute(name: str, pieces: Sequence[Judgement], languages: list[str]) -> float:
    """The highest score among a text's pieces; raises NotSupported where the model has no label."""
    category = ATTRIBUTES[name]
    scores = [
        each.scores.get(category) if category else each.extra.get("toxicity") for each in pieces
    ]
    known = [score for score in scores if score is not None]
    if not known:
        raise NotSupported(name, languages, ["en"])
    return round(max(known), 6)
