"""The one table of settings. The messages, the options page, the command line and docs/settings.md
are all drawn from it: another setting is one more row here, and whatever obeys it.
"""

from companion.categories import CATEGORIES, Category
from companion.choices.boundaries import ROWS as BOUNDARIES
from companion.choices.kinds import Choice, Dial, Number, Switch
from companion.choices.lists import Hours, Topics, Words
from companion.choices.row import Row
from companion.country import COUNTRIES, UNKNOWN
from companion.settings import BALANCED, Settings

GROUPS = {
    "kinds": "What gets a note, and how easily",
    "own": "Words of your own",
    "time": "Quiet hours",
    "pauses": "Pauses",
    "limits": "Limits",
    "calm": "Calm view",
    "mirror": "Private mirror",
    "display": "How notes look",
    "help": "Help and language",
}
LANGUAGES = {
    "": "As the browser says",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt": "Português",
    "hi": "हिन्दी",
    "ar": "العربية",
    "ja": "日本語",
}
ACTIONS = {"off": "Nothing", "note": "A note", "fold": "A note, and the post folded away"}


def make_action(category: Category) -> Row:
    """What happens to posts of a category; the default is that of settings.Settings."""
    settings = Settings()
    level = "fold" if category.id in settings.folded else "note"
    return Row(
        f"action.{category.id}",
        Choice(ACTIONS),
        level if category.id in settings.dials else "off",
        "kinds",
        category.name[0].upper() + category.name[1:],
        f"What happens to such a post ({category.belongs}).",
        category=category.id,
    )


def make_dial(category: Category) -> Row:
    """How sure the model must be of a category; the default is that of settings.Settings."""
    return Row(
        f"dial.{category.id}",
        Dial(),
        Settings().dials.get(category.id, BALANCED),
        "kinds",
        f"{category.name[0].upper()}{category.name[1:]}: how easily",
        "The probability from which a post gets the note: a lower one gives more notes, and more "
        "that did not need one.",
        category=category.id,
    )


ROWS = (
    *(row for category in CATEGORIES for row in (make_action(category), make_dial(category))),
    Row(
        "always_show",
        Words(200),
        [],
        "own",
        "Never a note",
        "Words or hashtags, such as #recovery, that keep a post without a note. Words only: names "
        "of people are not kept.",
        "global",
    ),
    Row(
        "always_note",
        Topics(100),
        [],
        "own",
        "Always a note",
        "Words or short phrases of your own that give a post a note, in any language, for good or "
        "to the end of a day. Where a post also has a word that is never noted, this one counts.",
        "global",
    ),
    Row(
        "quiet_hours",
        Hours(21),
        [],
        "time",
        "Quiet hours",
        "Hours of the week, by this machine's clock, with no notes, with notes at the careful "
        "position, or with all noted posts folded. Where two overlap, no notes counts first.",
    ),
    Row(
        "on",
        Switch(),
        True,
        "display",
        "Notes",
        "Off means off: posts are neither judged nor noted.",
    ),
    Row(
        "discreet",
        Choice(
            {
                "off": "Notes name the topic",
                "unnamed": "Notes do not name the topic",
                "popup": "Notes only in the toolbar popup",
            }
        ),
        "off",
        "display",
        "On a shared screen",
        "What others can read over your shoulder.",
    ),
    Row(
        "marks",
        Choice(
            {
                "none": "None",
                "recovery": "Recovery stories",
                "more": "Recovery stories and posts that comfort",
            }
        ),
        Settings().marks,
        "display",
        "Quiet marks",
        "A small mark on posts that may do good. It is no note.",
    ),
    Row(
        "country",
        Choice(
            {
                "": "Guessed from the time zone",
                UNKNOWN: "Not guessed",
                **{country: country for country in sorted(COUNTRIES)},
            }
        ),
        "",
        "help",
        "Country",
        "Whose help is offered. It is guessed on this machine and sent nowhere.",
        "global",
    ),
    Row(
        "language",
        Choice(LANGUAGES),
        "",
        "help",
        "Language",
        "The language of help to look for first. Posts in other languages than English cannot be "
        "judged yet.",
        "global",
    ),
    Row(
        "help",
        Switch(),
        Settings().help,
        "help",
        "Help beside notes",
        "Pages to read, and people to write to or call, under a note. The popup and the support "
        "page always have them.",
        "global",
    ),
    Row(
        "help_day",
        Number(0, 1000),
        Settings().help_day,
        "help",
        "Notes with help a day",
        "After so many, notes come without help until the next day. Notes with a crisis line are "
        "counted apart.",
        "global",
    ),
    Row(
        "help_thread",
        Number(0, 1000),
        Settings().help_thread,
        "help",
        "Notes with help a thread",
        "After so many in one thread, the other notes in it come without help that day.",
        "global",
    ),
    Row(
        "hidden_help",
        Words(200),
        [],
        "help",
        "Help not to show again",
        "Sources of help that were put away beside a note. The support page still has them.",
        "global",
    ),
    *BOUNDARIES,
)
ROW = {row.name: row for row in ROWS}
DEFAULTS = {row.name: row.default for row in ROWS}
