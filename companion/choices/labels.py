"""What happens to each kind of post as label preferences of the AT Protocol, and the other way.

A preference is an app.bsky.actor.defs#contentLabelPref: a label, and ignore, warn or hide. The
first label of a category is the one written. Preferences for one labeler's labels are left alone:
its labels mean what that labeler says.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from companion.categories import CATEGORY_IDS
from companion.refusal import Refusal

TYPE = "app.bsky.actor.defs#contentLabelPref"
LABELS = {
    "self_harm": ("self-harm",),
    "despair": ("despair",),
    "eating": ("eating-disorder",),
    "threat": ("threat", "graphic-media", "gore"),
    "hate": ("intolerant",),
    "harassment": ("rude", "harassment"),
    "sexual": ("sexual", "porn", "nudity"),
    "health_claim": ("misinformation", "misleading"),
    "outrage": ("outrage",),
    "grim": ("grim",),
}
CATEGORY_OF = {label: category for category, labels in LABELS.items() for label in labels}
VISIBILITY = {"off": "ignore", "note": "warn", "fold": "hide"}
ACTION = {"ignore": "off", "show": "off", "warn": "note", "hide": "fold"}
STRICTNESS = ("off", "note", "fold")


class Preference(BaseModel):
    """A preference of any type; only those for labels say more."""

    model_config = ConfigDict(extra="ignore", strict=True)

    type: str = Field(alias="$type")


class LabelPreference(BaseModel):
    """What to do with a label."""

    model_config = ConfigDict(extra="ignore", strict=True)

    label: str = Field(max_length=128)
    visibility: Literal["ignore", "show", "warn", "hide"]
    labeler: str | None = Field(default=None, alias="labelerDid")


def is_preferences(content: Any) -> bool:
    """Whether a JSON value looks like an account's preferences."""
    return isinstance(content, dict) and isinstance(content.get("preferences"), list)


def read_preferences(content: Any) -> tuple[dict[str, str], list[str]]:
    """Actions by setting, and a sentence for what was left out; raises Refusal.

    Where several labels stand for one kind of post, the strictest counts.
    """
    actions: dict[str, str] = {}
    strange = 0
    try:
        for entry in content["preferences"]:
            if Preference.model_validate(entry).type != TYPE:
                continue
            preference = LabelPreference.model_validate(entry)
            category = CATEGORY_OF.get(preference.label)
            if category is None or preference.labeler:
                strange += 1
                continue
            name, action = f"action.{category}", ACTION[preference.visibility]
            actions[name] = max(action, actions.get(name, "off"), key=STRICTNESS.index)
    except ValidationError:
        raise Refusal("bad_file", "preferences", "One of the preferences is damaged.") from None
    left_out = [f"{strange} preferences are for labels that no kind of note stands for."]
    return actions, left_out if strange else []


def write_preferences(actions: dict[str, str]) -> dict[str, Any]:
    """The preferences of the categories' actions."""
    return {
        "preferences": [
            {
                "$type": TYPE,
                "label": LABELS[category][0],
                "visibility": VISIBILITY[actions[category]],
            }
            for category in CATEGORY_IDS
        ]
    }
