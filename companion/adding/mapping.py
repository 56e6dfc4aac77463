"""What a model's own labels mean here: proposed from their names, chosen by whoever adds it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from companion.categories import CATEGORY_IDS, SENTIMENTS, STANCES

IGNORE = "ignore"
MARKS = ("recovery", "support")
TARGETS = (*CATEGORY_IDS, "acute", "toxicity", *SENTIMENTS, *STANCES, *MARKS, IGNORE)
SHELTER = "recovery_or_support"

# What labels are called elsewhere; of two that mean the same, the first here is the closer one.
CALLED = {
    "self_harm": "self_harm suicide suicidal suicidality suicide_watch self_injury",
    "despair": "despair depression depressed depressive distress hopelessness",
    "eating": "eating eating_disorder anorexia pro_ana body_shaming",
    "threat": "threat threatening violence violent",
    "hate": "hate hateful hate_speech identity_hate identity_attack racism sexism homophobia",
    "harassment": "harassment insult bullying cyberbullying offensive abusive abuse toxic toxicity",
    "sexual": "sexual sexual_explicit sexually_explicit nsfw porn",
    "health_claim": "health_claim health_misinfo health_misinformation",
    "outrage": "outrage rage anger",
    "grim": "grim sadness fear",
    "acute": "acute",
    "toxicity": "toxic toxicity",
    "negative": "negative neg",
    "neutral": "neutral neu",
    "positive": "positive pos",
}


class WrongMap(ValueError):
    """The labels cannot mean that; the text says why."""


def propose_map(labels: Sequence[str]) -> dict[str, list[str]]:
    """What each label most likely means; nothing for a name that says nothing, such as LABEL_1."""
    by_name = {simplify(label): label for label in reversed(labels)}
    meant: dict[str, list[str]] = {label: [] for label in labels}
    for target, names in CALLED.items():
        found = next((by_name[name] for name in names.split() if name in by_name), None)
        if found:
            meant[found].append(target)
    moods = [label for label, targets in meant.items() if set(targets) & set(SENTIMENTS)]
    if not {"negative", "positive"} <= {target for label in moods for target in meant[label]}:
        for label in moods:
            meant[label] = [target for target in meant[label] if target not in SENTIMENTS]
    return meant


def simplify(label: str) -> str:
    """A label in small letters and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def read_pair(text: str, labels: Sequence[str]) -> tuple[str, str]:
    """Label and meaning of `toxic=harassment`; raises WrongMap."""
    label, equals, target = text.rpartition("=")
    if not equals:
        raise WrongMap(f"{text!r} is not LABEL=MEANING")
    if label not in labels:
        raise WrongMap(f"the model has no label {label!r}; it has {', '.join(labels)}")
    check_target(target)
    return label, target


def check_target(target: str) -> None:
    """Raises WrongMap unless a label can mean that."""
    if target not in TARGETS:
        raise WrongMap(f"{target!r} means nothing here; known are {', '.join(TARGETS)}")


def build_maps(meant: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The maps of model.toml from labels and what each means; raises WrongMap."""
    categories: dict[str, str] = {}
    stances: dict[str, str] = {}
    marks: dict[str, str] = {}
    sentiments: dict[str, str] = {}
    single: dict[str, str] = {}
    for label, target in meant:
        if target in MARKS:
            stances[label], marks[label] = SHELTER, target
        elif target in STANCES:
            stances[label] = target
        elif target != IGNORE:
            kept = categories if target in CATEGORY_IDS else single
            kept = sentiments if target in SENTIMENTS else kept
            if kept.setdefault(target, label) != label:
                raise WrongMap(f"{kept[target]} and {label} cannot both mean {target}")
    if not (categories or sentiments or single):
        raise WrongMap("no label means anything here: say what with --map LABEL=MEANING")
    # Shares are taken among the labels of a kind; one label alone would be sure of everything.
    if len(sentiments) == 1 or len(stances) == 1:
        raise WrongMap("a stance or a sentiment is judged against another: map two at least")
    extra = {"toxicity": single["toxicity"]} if "toxicity" in single else {}
    return {
        "categories": categories,
        "acute": single.get("acute"),
        "stances": stances,
        "marks": marks,
        "sentiments": sentiments,
        "extra": extra,
    }
