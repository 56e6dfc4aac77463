"""The settings of boundaries: pauses, limits, intentions, the calm view and the private mirror."""

from companion.categories import CATEGORIES
from companion.choices.kinds import Choice, Number, Switch
from companion.choices.lists import Words
from companion.choices.row import Row

SITE_GROUPS = {"social": "Social", "talk": "Discussions", "video": "Video", "news": "News"}
MOST_MINUTES = 1440

ROWS = (
    Row(
        "pause",
        Choice({"off": "None", "gentle": "Gentle", "firm": "Firm"}),
        "gentle",
        "pauses",
        "Pause after heavy posts",
        "Offered when many of the last 20 posts seen had a note: 7 of them at gentle, 5 at firm, "
        "where going on waits two seconds. Once an hour at most.",
    ),
    Row(
        "intention",
        Switch(),
        False,
        "pauses",
        "Ask what I am here for",
        "A line at the top when a visit begins, shown again after ten minutes. What is typed there "
        "stays in the browser's memory and is kept nowhere.",
    ),
    Row(
        "minutes.site",
        Number(0, MOST_MINUTES),
        0,
        "limits",
        "Minutes a day on one site",
        "For every site, or set for one site alone. Only time in which the page is in front "
        "counts. 0 is no limit.",
    ),
    Row(
        "minutes.all",
        Number(0, MOST_MINUTES),
        0,
        "limits",
        "Minutes a day on all sites together",
        "0 is no limit.",
        "global",
    ),
    Row(
        "site_group",
        Choice({"": "None", **SITE_GROUPS}),
        "",
        "limits",
        "Group of sites",
        "Sites of one group share its minutes. Choose it for a single site.",
    ),
    *(
        Row(
            f"minutes.{group}",
            Number(0, MOST_MINUTES),
            0,
            "limits",
            f"Minutes a day in the group {title}",
            "All sites of the group together. 0 is no limit.",
            "global",
        )
        for group, title in SITE_GROUPS.items()
    ),
    Row(
        "leave_after",
        Number(0, 500),
        0,
        "limits",
        "Offer to leave after so many posts",
        "In one visit; a visit ends with half an hour without. 0 is never.",
    ),
    Row(
        "own_words",
        Words(5),
        [],
        "limits",
        "My own words at a limit",
        "Shown when a limit is reached: a line to oneself, such as: the book is on the sofa.",
        "global",
    ),
    Row(
        "calm",
        Choice({"fold": "Folds posts away", "dim": "Dims posts"}),
        "fold",
        "calm",
        "The calm view",
        "What it does with the kinds below. It is turned on in the toolbar, for one day.",
        "global",
    ),
    Row(
        "calm_opacity",
        Number(10, 80),
        35,
        "calm",
        "How much of a dimmed post is left, in percent",
        "It is whole again under the pointer or with the keys in it.",
        "global",
    ),
    *(
        Row(
            f"calm.{category.id}",
            Switch(),
            category.id != "health_claim",
            "calm",
            f"Calm view: {category.name}",
            f"Whether the calm view is about such posts ({category.belongs}).",
            "global",
        )
        for category in CATEGORIES
    ),
    Row(
        "mirror",
        Switch(),
        True,
        "mirror",
        "Keep daily sums",
        "Numbers by day and site for the private mirror, on this machine for 400 days: no text, "
        "no address, no author. Off: the day's sums are in memory only.",
        "global",
    ),
)
