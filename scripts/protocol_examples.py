"""One example of every exchange, made by the messages' own classes, so that it must be valid."""

import hmac
from collections.abc import Iterator
from hashlib import sha256

from protocol_exchange import Exchange
from reading_examples import list_reading_exchanges
from settings_examples import list_settings_exchanges

from companion.protocol import (
    AnnotateReply,
    AnnotateRequest,
    Annotation,
    Contact,
    HelloReply,
    HelloRequest,
    Help,
    ModelState,
    Note,
    PairReply,
    PairRequest,
    Post,
    Resource,
    ResourcesReply,
    ResourcesRequest,
    Span,
    WhyReply,
    WhyRequest,
)

TOKEN = "qO3mVjq7cGJmXvQJ1E0o8b4mJ0Jm1cVQ6mZcWl2kq0A"  # noqa: S105 (made up for this page)
NONCE = "9f86d081884c7d659a2feaa0c55ad015"


def make_mac(text: str) -> str:
    """HMAC-SHA256 of the text under SHA-256 of the token, in hex."""
    return hmac.new(sha256(TOKEN.encode()).digest(), text.encode(), "sha256").hexdigest()


def list_exchanges() -> Iterator[Exchange]:
    """Every exchange, in the order in which a new client meets them."""
    yield Exchange(
        "/v1/pair",
        "Buys a token with the code that the companion printed. Needs no token. The token is bound "
        "to the request's Origin, or to having none.",
        PairRequest(code="KX7M-2QPA", label="Chromium"),
        PairReply(token=TOKEN),
    )
    yield Exchange(
        "/v1/hello",
        "Both sides prove that they know the token, before any text is sent: a program that took "
        "the port while the companion was off can do neither. Needs no token.",
        HelloRequest(client="extension", nonce=NONCE, mac=make_mac(NONCE)),
        HelloReply(
            proof=make_mac(f"companion:{NONCE}"),
            name="Mindful Feed",
            version="0.1.0",
            protocol=1,
            model=ModelState(name="calm-minilm", state="ready"),
            settings_revision=0,
        ),
    )
    yield Exchange(
        "/v1/annotate",
        "Judges up to 32 posts. While the model loads it waits for up to 10 seconds, then answers "
        "503.",
        AnnotateRequest(
            site="mastodon.example",
            lang="en",
            country="GB",
            languages=["en-GB"],
            posts=[
                Post(id="110", text="I feel so low tonight, nothing seems to help."),
                Post(id="111", text="", media=["image"]),
            ],
        ),
        AnnotateReply(model="calm-minilm", annotations=[make_judged(), make_unjudged()]),
    )
    yield Exchange(
        "/v1/why",
        "The words that moved a score, when the reader opens Why.",
        WhyRequest(text="I feel so low tonight, nothing seems to help.", category="despair"),
        WhyReply(why=[Span(start=7, end=13)]),
    )
    yield Exchange(
        "/v1/resources",
        "Help that the reader asks for, near them.",
        ResourcesRequest(topic="despair", country="GB", languages=["en-GB"]),
        ResourcesReply(
            country="GB",
            countries=["GB"],
            emergency=[],
            resources=[make_help()],
            communities=[],
        ),
    )
    yield from list_settings_exchanges()
    yield from list_reading_exchanges()


def make_judged() -> Annotation:
    """A post with a note."""
    note = Note(
        category="despair",
        level="note",
        title="Seems to tell of a hard time",
        cue="Take it at your own pace.",
        resources=[make_resource()],
    )
    return Annotation(
        post_id="110",
        status="judged",
        scores={"despair": 0.91, "self_harm": 0.08},
        sentiment="negative",
        stance="personal",
        note=note,
    )


def make_unjudged() -> Annotation:
    """A post that nothing can be said of."""
    return Annotation(post_id="111", status="unjudged", reason="no_text")


def make_resource() -> Resource:
    """A page to read."""
    return Resource(
        id="example-page",
        kind="page",
        name="Feeling low",
        contacts=[Contact(kind="web", display="help.example", link="https://help.example/low")],
        languages=["en"],
        checked_on="2026-06-02",
        checked_by="sources",
    )


def make_help() -> Help:
    """A page to read, as an answer to a reader's own question."""
    return Help(
        **make_resource().model_dump(exclude={"contacts"}),
        contacts=make_resource().contacts,
        topics=["despair"],
        audience="everyone",
        fits=True,
        is_open=None,
    )
