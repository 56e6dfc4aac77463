"""A reader's settings on the wire: what each is, what it is set to, and how it is changed."""

from typing import Annotated, Literal

from pydantic import Field, GetJsonSchemaHandler, JsonValue, StringConstraints, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from companion.protocol.message import CategoryId, Message

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Minute = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SettingName = Annotated[str, StringConstraints(pattern=r"^[a-z_.]{1,40}$")]
SiteName = Annotated[str, StringConstraints(pattern=r"^[^\s/@\x00-\x1f\x7f]{1,253}$")]
Kind = Literal["switch", "dial", "number", "choice", "words", "topics", "hours"]
ExportKind = Literal["settings", "mastodon", "labels", "feedback"]
Revision = Annotated[int, Field(ge=0)]


class Topic(Message):
    """A word or phrase of the reader's own that gives a post a note, to the end of a day."""

    phrase: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    whole_word: bool = True
    level: Literal["note", "fold"] = "note"
    until: Day | None = None


class QuietHours(Message):
    """Hours of the week, each begun on one of the days, that do something else with notes.

    An end before the start lies on the next day; 24:00 is midnight at the end of a day.
    `off`: no notes. `careful`: every kind that is on, at the careful position. `fold`: all fold.
    """

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    start: Minute
    end: Minute
    effect: Literal["off", "careful", "fold"]


Value = bool | float | str | list[str] | list[Topic] | list[QuietHours]


class _AsValue:
    """Described as a Value, but read as it comes: the setting itself says what does not fit."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, describe: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return describe(TypeAdapter(Value).core_schema)


NewValue = Annotated[JsonValue, _AsValue()]


class Named(Message):
    """One of several values, with its name for people."""

    value: str
    title: str


class Position(Message):
    """A point on a dial that has a name."""

    name: Literal["gentle", "balanced", "careful"]
    value: float


class Group(Message):
    """Settings that belong together, in the order in which they are shown."""

    id: str
    title: str


class Setting(Message):
    """One setting: what it is, its bounds, and what it is set to for all sites.

    `least` and `most` bound a dial or a number, and `most` how many a list holds. `choices` are
    the values of a choice, and of a list of ids those in it that have a name.
    """

    name: SettingName
    kind: Kind
    group: str
    title: str
    help: str
    scope: Literal["global", "site"]
    value: Value
    default: Value
    category: CategoryId | None = None
    choices: list[Named] = []
    positions: list[Position] = []
    least: float | None = None
    most: float | None = None


class Shift(Message):
    """A step by which feedback moved the cut of a category; `on` is the day."""

    id: int
    category: CategoryId
    verdict: Literal["not_this", "missed"]
    by: float
    on: Day


class SettingsRequest(Message):
    """Changes to make, all or none; an empty one only reads.

    `site`: set and unset are for that site alone. `unshift`: steps of feedback to take back.
    `revision`: what the change was made to; 409 `changed_elsewhere` if that is no longer current.
    """

    set: Annotated[dict[str, NewValue], Field(max_length=100)] = {}
    unset: Annotated[list[SettingName], Field(max_length=100)] = []
    unshift: Annotated[list[int], Field(max_length=100)] = []
    site: SiteName | None = None
    revision: Revision | None = None


class SettingsReply(Message):
    """All settings after the change; `sites` holds, by host, what differs there."""

    revision: Revision
    groups: list[Group]
    settings: list[Setting]
    sites: dict[str, dict[str, Value]]
    shifts: list[Shift]


class ExportRequest(Message):
    """Which file is wanted.

    `settings`: everything a reader chose. `mastodon`: own topics as Mastodon filters. `labels`:
    label preferences in the atproto vocabulary. `feedback`: JSON Lines of category, score,
    verdict and day.
    """

    kind: ExportKind


class ExportReply(Message):
    """A file to save under that name."""

    name: str
    content: str


class ImportRequest(Message):
    """The content of a file; `trial` tells what it would change, and changes nothing."""

    content: str
    trial: bool = False
    revision: Revision | None = None


class ImportReply(Message):
    """What the file was, the settings that it changed, and a sentence for each part left out."""

    kind: Literal["settings", "mastodon", "labels"]
    revision: Revision
    changed: list[str]
    left_out: list[str]
