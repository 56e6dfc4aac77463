"""What a reader's own browser asks of their settings: read, change, try, carry, and learn."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, request

from companion.answer import answer
from companion.choices.carry import export_file, import_file
from companion.choices.choosing import Choosing
from companion.choices.chosen import change, check_site
from companion.choices.effect import settle_sites
from companion.choices.feedback import find_cut
from companion.choices.reply import describe, list_shifts
from companion.parse import read_message
from companion.preview import compare
from companion.protocol import (
    ExportRequest,
    FeedbackReply,
    FeedbackRequest,
    ImportRequest,
    PreviewReply,
    PreviewRequest,
    SettingsRequest,
)
from companion.samples import Samples
from companion.seen import Seen


def add_settings_messages(
    app: Flask, choosing: Choosing, seen: Seen, samples: Samples, clock: Callable[[], datetime]
) -> None:
    """Their routes."""

    @app.post("/v1/settings")
    def change_settings() -> Response:
        asked = read_message(SettingsRequest, request.get_data())
        chosen = choosing.change(asked.set, asked.unset, asked.unshift, asked.site, asked.revision)
        samples.begin()
        return answer(describe(chosen))

    @app.post("/v1/preview")
    def preview_settings() -> Response:
        asked = read_message(PreviewRequest, request.get_data())
        now, before = clock(), choosing.chosen
        after = change(before, asked.set, asked.unset, asked.site)
        site = None if asked.site is None else check_site(asked.site)
        parts = {
            name: compare(posts, settle_sites(before, now), settle_sites(after, now), site)
            for name, posts in (("seen", seen.list_posts(site)), ("samples", samples.list_posts()))
        }
        return answer(PreviewReply(revision=before.revision, **parts))

    @app.post("/v1/feedback")
    def learn_feedback() -> Response:
        asked = read_message(FeedbackRequest, request.get_data())
        before = {step.id for step in choosing.chosen.steps}
        chosen = choosing.learn(asked.category, asked.verdict, asked.score)
        made = [shift for shift in list_shifts(chosen) if shift.id not in before]
        cut = find_cut(chosen, asked.category)
        return answer(
            FeedbackReply(revision=chosen.revision, cut=cut, shift=made[0] if made else None)
        )

    @app.post("/v1/settings/export")
    def export_settings() -> Response:
        asked = read_message(ExportRequest, request.get_data())
        return answer(export_file(choosing.chosen, asked.kind))

    @app.post("/v1/settings/import")
    def import_settings() -> Response:
        asked = read_message(ImportRequest, request.get_data())
        return answer(import_file(choosing, asked.content, asked.revision, asked.trial))
