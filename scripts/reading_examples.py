"""One example of every exchange about what was read and what is kept of it."""

from protocol_exchange import Exchange

from companion.protocol import (
    BoundaryRequest,
    Calm,
    EraseRequest,
    ExposureReply,
    ExposureRequest,
    Glance,
    InsightsReply,
    InsightsRequest,
    KindSum,
    LaterReply,
    LaterRequest,
    LedgerPart,
    LedgerReply,
    LedgerRequest,
    LimitCard,
    NewLink,
    PauseCard,
    SetAside,
    SiteSum,
)

SITE = "forum.example"
LINK = "https://forum.example/posts/110"


def list_reading_exchanges() -> list[Exchange]:
    """Every such exchange, telling first."""
    return [
        Exchange(
            "/v1/exposure",
            "What a page showed since it last told, in numbers: a post counts when half of it was "
            "visible for a second. The reply says what the page should do now. Each pause and each "
            "question is told once.",
            ExposureRequest(
                site=SITE,
                seconds=15,
                seen=[
                    Glance(sentiment="positive"),
                    Glance(category="despair", sentiment="negative"),
                ],
                opened=["despair"],
            ),
            ExposureReply(
                pause=PauseCard(
                    heavy=7, of=20, cue="One slow breath in, a slower one out.", firm=False
                ),
                minutes_left=12,
            ),
        ),
        Exchange(
            "/v1/boundary",
            "What the reader did at a pause or a limit, or chose for today.",
            BoundaryRequest(site=SITE, act="more"),
            ExposureReply(
                limit=LimitCard(kind="posts", words="The book is on the sofa."),
                minutes_left=5,
                posts_left=0,
                calm=Calm(how="dim", opacity=0.35, categories=["grim", "outrage"]),
            ),
        ),
        Exchange(
            "/v1/insights",
            "The private mirror: sums by day and site, 400 days of them, and months before that.",
            InsightsRequest(days=30),
            InsightsReply(sums=[make_sum()]),
        ),
        Exchange(
            "/v1/later",
            "The tray of posts that the reader set aside, as links. A link is kept until it is "
            "taken out, or for 30 days.",
            LaterRequest(add=NewLink(link=LINK, site=SITE, category="despair")),
            LaterReply(links=[make_link()], added=3),
        ),
        Exchange(
            "/v1/ledger",
            "Every byte of the companion's data folder, listed by what it is for.",
            LedgerRequest(),
            make_ledger(),
        ),
        Exchange(
            "/v1/erase",
            "Erases parts of what is kept, or `all`, in every copy. The reply is the ledger after.",
            EraseRequest(parts=["later"]),
            LedgerReply(bytes=0, parts=[]),
        ),
    ]


def make_sum() -> SiteSum:
    """A day on one site."""
    return SiteSum(
        day="2026-06-02",
        site=SITE,
        minutes=20.5,
        seen=60,
        negative=22,
        neutral=30,
        positive=8,
        pauses=1,
        pauses_taken=1,
        kinds=[KindSum(category="despair", noted=7, opened=2, skipped=1)],
    )


def make_link() -> SetAside:
    """A post in the tray."""
    return SetAside(
        id=3, link=LINK, site=SITE, category="despair", on="2026-06-02", until="2026-07-02"
    )


def make_ledger() -> LedgerReply:
    """A ledger with a single part."""
    part = LedgerPart(
        id="later",
        title="Posts set aside",
        words="The links of posts that you set aside.",
        count=1,
        bytes=133,
        since="2026-06-02",
        part="later",
    )
    return LedgerReply(bytes=133, parts=[part])
