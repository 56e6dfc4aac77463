"""The settings as a client is shown them: the table with the reader's values."""

from collections.abc import Mapping

from companion.choices.chosen import Chosen
from companion.choices.feedback import tell_move
from companion.choices.kinds import POSITIONS, Choice, Dial, Number, Switch
from companion.choices.lists import Hours, Topics, Words
from companion.choices.row import Row
from companion.choices.table import GROUPS, ROWS
from companion.protocol import Group, Named, Setting, SettingsReply, Shift
from companion.services import list_names


def describe(chosen: Chosen) -> SettingsReply:
    """Every setting with its value, what differs on single sites, and the steps of feedback."""
    return SettingsReply.model_validate(
        {
            "revision": chosen.revision,
            "groups": [Group(id=id_, title=title) for id_, title in GROUPS.items()],
            "settings": [describe_row(row, chosen) for row in ROWS],
            "sites": {site: dict(values) for site, values in chosen.sites.items()},
            "shifts": list_shifts(chosen),
        }
    )


def list_shifts(chosen: Chosen) -> list[Shift]:
    """The steps of feedback, the oldest first."""
    return [
        Shift(
            id=step.id, category=step.category, verdict=step.verdict, by=tell_move(step), on=step.on
        )
        for step in chosen.steps
    ]


def list_titles(row: Row, chosen: Chosen) -> Mapping[str, str]:
    """The names for people of the values that a choice can have, and of help that was put away."""
    if isinstance(row.kind, Choice):
        return row.kind.titles
    if row.name != "hidden_help":
        return {}
    names = list_names()
    return {id_: names[id_] for id_ in chosen.read("hidden_help") if id_ in names}


def describe_row(row: Row, chosen: Chosen) -> Setting:
    """One setting."""
    kind = row.kind
    least = most = None
    match kind:
        case Dial() | Number():
            least, most = float(kind.least), float(kind.most)
        case Words() | Topics() | Hours():
            most = float(kind.most)
        case Choice() | Switch():
            pass
    titles = list_titles(row, chosen)
    places = POSITIONS if isinstance(kind, Dial) else {}
    return Setting.model_validate(
        {
            "name": row.name,
            "kind": kind.name,
            "group": row.group,
            "title": row.title,
            "help": row.help,
            "scope": row.scope,
            "value": chosen.read(row.name),
            "default": row.default,
            "category": row.category,
            "choices": [Named(value=value, title=title) for value, title in titles.items()],
            "positions": [{"name": name, "value": value} for name, value in places.items()],
            "least": least,
            "most": most,
        }
    )
