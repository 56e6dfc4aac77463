"""The companion as a web application: its pages, its messages and its owner's commands."""

import json
import mimetypes
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files

from flask import Flask, Response, render_template, request

from companion.annotate import describe, describe_off, judge_posts, read_reader
from companion.answer import add_headers, allow_extensions, answer, answer_error
from companion.choices.choosing import Choosing
from companion.config import Config, read_version
from companion.description import add_description
from companion.dropins import add_dropins, find_shape
from companion.erasing import Erasing
from companion.guard import Guard
from companion.later import Later
from companion.model_messages import add_model_messages
from companion.offered import Offered
from companion.owner import Ask, ClientsReply, CodeReply, DoneReply, RevokeRequest
from companion.pairing import Pairing, list_rows
from companion.parse import read_message
from companion.policy import OWN
from companion.program_messages import add_program_messages
from companion.programs import Programs
from companion.protocol import (
    MAX_BODY,
    MAX_TEXT,
    PROTOCOL_VERSION,
    AnnotateReply,
    AnnotateRequest,
    HelloReply,
    HelloRequest,
    ModelState,
    PairReply,
    PairRequest,
    ResourcesRequest,
    Span,
    WhyReply,
    WhyRequest,
)
from companion.rank import add_rank
from companion.reading import Reading
from companion.reading_messages import add_reading_messages
from companion.samples import Samples
from companion.screening import Screening, SureScreener
from companion.seen import Seen
from companion.serving import Serving
from companion.settings_messages import add_settings_messages
from companion.store import Store
from companion.support import answer_request
from companion.why import find_own, find_why

NAME = "Mindful Feed"
POSTS_LATER = 10


def create_app(
    guard: Guard,
    pairing: Pairing,
    screening: Screening,
    store: Store,
    clock: Callable[[], datetime],
) -> Flask:
    """The WSGI application made of its parts; each request passes the guard before any route.

    `clock` tells the time with its zone, which decides what help is open.
    """
    mimetypes.add_type("text/javascript", ".js")  # some Windows registries say text/plain
    app = Flask("companion", template_folder="pages", static_folder="pages/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.merge_slashes = False
    app.before_request(lambda: guard.check(request))
    app.after_request(add_headers)
    app.register_error_handler(Exception, lambda error: answer_error(error, find_shape))
    allow_extensions(app)
    add_pages(app, guard.port, screening)
    choosing, seen = Choosing(store, clock, lambda: reading.is_calm()), Seen()
    offered = Offered()
    reading = Reading(store, choosing, clock)
    samples = Samples(screening.judge)
    serving = Serving(Config(store.folder), screening, [seen.forget, samples.forget])
    forget = [screening.forget, seen.forget, offered.forget, serving.go_back]
    erasing = Erasing(store, choosing, reading, forget)
    app.extensions["reading"] = reading  # to be kept once more at the end
    add_messages(app, pairing, screening, choosing, seen, offered, clock)
    add_settings_messages(app, choosing, seen, samples, clock)
    add_reading_messages(app, reading, Later(store, clock), erasing, clock)
    add_commands(app, pairing, store, erasing)
    add_program_messages(app, Programs(store))
    add_model_messages(app, serving)
    add_dropins(app, screening, choosing, guard.port)
    add_rank(app, screening.judge, choosing)
    add_description(app)
    return app


def add_pages(app: Flask, port: int, screening: Screening) -> None:
    """The two pages that need no token; they hold nothing private."""
    demo = files("companion.data").joinpath("demo.json").read_text(encoding="utf-8")
    posts = json.loads(demo)

    @app.get("/")
    def show_welcome() -> str:
        return render_template(
            "index.html",
            version=read_version(),
            port=port,
            model_name=screening.name,
            model_state=screening.state,
        )

    @app.get("/demo")
    def show_demo() -> str:
        return render_template("demo.html", posts=posts[:-POSTS_LATER], more=posts[-POSTS_LATER:])


def add_messages(
    app: Flask,
    pairing: Pairing,
    screening: Screening,
    choosing: Choosing,
    seen: Seen,
    offered: Offered,
    clock: Callable[[], datetime],
) -> None:
    """What paired clients ask."""

    @app.post("/v1/pair")
    def pair() -> Response:
        asked = read_message(PairRequest, request.get_data())
        origin = request.headers.get("Origin", "")
        return answer(PairReply(token=pairing.redeem(asked.code, origin, asked.label)))

    @app.post("/v1/hello")
    def hello() -> Response:
        asked = read_message(HelloRequest, request.get_data())
        return answer(
            HelloReply(
                proof=pairing.prove(asked, request.headers.get("Origin")),
                name=NAME,
                version=read_version(),
                protocol=PROTOCOL_VERSION,
                model=ModelState(name=screening.name, state=screening.state),
                settings_revision=choosing.number_phase(),
            )
        )

    @app.post("/v1/annotate")
    def annotate() -> Response:
        asked = read_message(AnnotateRequest, request.get_data())
        settings = choosing.settle(asked.site)
        model = screening.name  # named before: a swap meanwhile is told by the next answer
        if settings.on:
            judged = judge_posts(asked.posts, asked.lang, screening.judge)
            is_reader = "Origin" in request.headers  # a program's posts are not what was read
            if is_reader:
                seen.remember(asked.site, judged)
            reader = read_reader(asked, clock(), settings)
            annotations = [describe(each, settings, reader) for each in judged]
            if is_reader:
                annotations = offered.limit(
                    asked.site, asked.posts, annotations, settings, reader.now.date()
                )
        else:
            annotations = [describe_off(post) for post in asked.posts]
        return answer(AnnotateReply(model=model, annotations=annotations))

    @app.post("/v1/why")
    def explain() -> Response:
        asked = read_message(WhyRequest, request.get_data())
        text = asked.text[:MAX_TEXT]
        if asked.category == OWN:
            spans = find_own(text, choosing.settle("").topics)
        else:
            spans = find_why(SureScreener(screening), text, asked.category)
        return answer(WhyReply(why=[Span(start=start, end=end) for start, end in spans]))

    @app.post("/v1/resources")
    def list_resources() -> Response:
        asked = read_message(ResourcesRequest, request.get_data())
        return answer(answer_request(asked, clock()))


def add_commands(app: Flask, pairing: Pairing, store: Store, erasing: Erasing) -> None:
    """What only the owner's command line may ask; their names stand in guard.OWNER_MESSAGES."""

    @app.post("/v1/owner/code")
    def make_code() -> Response:
        read_message(Ask, request.get_data())
        return answer(CodeReply(code=pairing.make_code()))

    @app.post("/v1/owner/clients")
    def list_clients() -> Response:
        read_message(Ask, request.get_data())
        return answer(ClientsReply(clients=list_rows(store, pairing.said), version=read_version()))

    @app.post("/v1/owner/revoke")
    def revoke_client() -> Response:
        asked = read_message(RevokeRequest, request.get_data())
        return answer(DoneReply(done=store.remove_client(asked.number)))

    @app.post("/v1/owner/erase")
    def erase() -> Response:
        read_message(Ask, request.get_data())
        erasing.erase_all()
        return answer(DoneReply(done=True))
