"""One example of every exchange about settings."""

from protocol_exchange import Exchange

from companion.protocol import (
    ExportReply,
    ExportRequest,
    FeedbackReply,
    FeedbackRequest,
    Group,
    ImportReply,
    ImportRequest,
    Named,
    Position,
    PreviewNote,
    PreviewPart,
    PreviewPost,
    PreviewReply,
    PreviewRequest,
    QuietHours,
    Setting,
    SettingsReply,
    SettingsRequest,
    Shift,
    Topic,
)

SHIFT = Shift(id=1, category="harassment", verdict="not_this", by=0.05, on="2026-06-02")
FILE = '{"mindful_feed_settings": 1, "values": {"action.grim": "note"}, "sites": {}, "shifts": []}'


def list_settings_exchanges() -> list[Exchange]:
    """Every exchange about settings, reading first."""
    return [
        Exchange(
            "/v1/settings",
            "Reads every setting, after changing some: all the changes or none. A reader's paired "
            "browsers and commands share one set of settings; `revision` tells whether they "
            "changed. An empty request only reads.",
            SettingsRequest(
                set={
                    "dial.despair": 0.25,
                    "always_note": [{"phrase": "house fire", "until": "2026-12-31"}],
                },
                unset=["action.grim"],
                revision=6,
            ),
            SettingsReply(
                revision=7,
                groups=[Group(id="kinds", title="What gets a note, and how easily")],
                settings=[make_dial(), make_action(), make_topics(), make_hours()],
                sites={"forum.example": {"action.despair": "fold"}},
                shifts=[SHIFT],
            ),
        ),
        Exchange(
            "/v1/preview",
            "What a change would do, before it is kept: to the last posts seen, which are held in "
            "memory only, and to samples.",
            PreviewRequest(set={"dial.despair": 0.25}),
            make_preview(),
        ),
        Exchange(
            "/v1/feedback",
            "A verdict on a note, without a word of the post. `not_this` and `missed` move the "
            "cut of that category by one step of 0.05, at most three steps either way.",
            FeedbackRequest(category="harassment", verdict="not_this", score=0.47),
            FeedbackReply(revision=8, cut=0.45, shift=SHIFT),
        ),
        Exchange(
            "/v1/settings/export",
            "A file of what the reader chose.",
            ExportRequest(kind="settings"),
            ExportReply(name="mindful-feed-settings.json", content=FILE),
        ),
        Exchange(
            "/v1/settings/import",
            "Takes such a file over, whole or not at all. Settings replace all that are there; "
            "Mastodon filters are added to the reader's own topics; label preferences set the "
            "kinds that they name.",
            ImportRequest(content=FILE),
            ImportReply(kind="settings", revision=9, changed=["action.grim"], left_out=[]),
        ),
    ]


def make_dial() -> Setting:
    """How sure the model must be."""
    return Setting(
        name="dial.despair",
        kind="dial",
        group="kinds",
        title="someone struggling: how easily",
        help="A lower number gives more notes.",
        scope="site",
        value=0.25,
        default=0.4,
        category="despair",
        positions=[Position(name="gentle", value=0.6), Position(name="careful", value=0.25)],
        least=0.05,
        most=0.95,
    )


def make_action() -> Setting:
    """What happens to a post."""
    choices = [
        Named(value="off", title="Nothing"),
        Named(value="note", title="A note"),
        Named(value="fold", title="A note, and the post folded"),
    ]
    return Setting(
        name="action.despair",
        kind="choice",
        group="kinds",
        title="someone struggling",
        help="What happens to such a post.",
        scope="site",
        value="note",
        default="note",
        category="despair",
        choices=choices,
    )


def make_topics() -> Setting:
    """The reader's own topics."""
    return Setting(
        name="always_note",
        kind="topics",
        group="own",
        title="Always a note",
        help="Words or short phrases of your own.",
        scope="global",
        value=[Topic(phrase="house fire", until="2026-12-31")],
        default=[],
        most=100,
    )


def make_hours() -> Setting:
    """Quiet hours."""
    evening = QuietHours(days=["fri", "sat"], start="22:00", end="07:00", effect="fold")
    return Setting(
        name="quiet_hours",
        kind="hours",
        group="time",
        title="Quiet hours",
        help="Hours of the week with other notes.",
        scope="site",
        value=[evening],
        default=[],
        most=21,
    )


def make_preview() -> PreviewReply:
    """One post more would get a note."""
    post = PreviewPost(
        id="110",
        site="forum.example",
        text="Long day, and no strength left for any of it.",
        before=None,
        after=PreviewNote(category="despair", level="note", title="Seems to tell of a hard time"),
    )
    return PreviewReply(
        revision=7,
        seen=PreviewPart(count=60, before=3, after=4, posts=[post]),
        samples=PreviewPart(count=40, before=14, after=14, posts=[]),
    )
