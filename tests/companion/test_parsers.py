"""Everything that reads what others wrote: it takes it or refuses it by name, and never breaks."""

import codecs
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from any_values import VALUES, few
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.archive import read_csv, read_jsonl
from companion.atomic import Damaged, read_whole, write_whole
from companion.channel import read_address
from companion.country import COUNTRIES, guess_country
from companion.guard import Guard
from companion.hours import is_open
from companion.language import find_reason
from companion.model_files import find_danger
from companion.models import BadModel, read_model
from companion.outbound import Outbound, _refuse_outbound
from companion.refusal import Refusal
from companion.store import TooNew, open_store
from companion.text import prepare_text

ANY_TEXT = st.text(max_size=200)
HEADER = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=80)
ROWS = st.fixed_dictionaries(
    {}, optional={"version": VALUES, "key": VALUES, "name": VALUES, "scopes": VALUES}
)
TABLES = st.dictionaries(
    st.sampled_from(["about", "clients", "programs", "settings"]),
    st.dictionaries(st.sampled_from(["1", "2", "x"]), ROWS | VALUES, max_size=3) | VALUES,
)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b" ")), max_size=12))
def test_every_line_of_an_archive_is_a_post_or_a_problem(lines: list[bytes]) -> None:
    rows = list(read_jsonl([line + b"\n" for line in lines], "text"))
    seen = [lines[0].removeprefix(codecs.BOM_UTF8), *lines[1:]] if lines else []
    assert [row.line for row in rows] == [n for n, line in enumerate(seen, 1) if line.strip()]
    assert all((row.post is None) != (row.problem == "") for row in rows)


@few
@given(VALUES)
def test_any_json_line_is_a_post_or_a_problem(value: object) -> None:
    (row,) = read_jsonl([json.dumps(value).encode()], "text")
    assert (row.post is None) != (row.problem == "")


@settings(deadline=None)
@given(st.sampled_from([b"id,text\n", b"text,id\n"]), st.binary(max_size=200))
def test_any_bytes_after_a_header_are_posts_or_problems(header: bytes, content: bytes) -> None:
    rows = list(read_csv([header, *content.splitlines(keepends=True)], "text"))
    assert all((row.post is None) != (row.problem == "") for row in rows)


@few
@given(st.binary(max_size=120))
def test_any_bytes_are_a_store_or_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.json").write_bytes(content)
    try:
        assert isinstance(read_whole(tmp_path / "file.json"), dict)
    except Damaged:
        assert (tmp_path / "file.json").read_bytes() == content


@few
@given(TABLES)
def test_a_store_that_somebody_wrote_by_hand_opens_or_says_what_is_wrong(
    tmp_path: Path, tables: dict[str, Any]
) -> None:
    (tmp_path / "store.json").write_text(json.dumps(tables))
    try:
        with open_store(tmp_path) as store:
            assert isinstance(store.clients(), list)
    except (Damaged, TooNew) as trouble:
        assert str(trouble)


@few
@given(VALUES)
def test_a_file_is_written_as_it_is_or_not_at_all(tmp_path: Path, value: object) -> None:
    path = tmp_path / "file.json"
    write_whole(path, {"before": 1})
    try:
        write_whole(path, {"value": value})
    except ValueError:
        assert read_whole(path) == {"before": 1}
    else:
        assert read_whole(path) == {"value": value}


@few
@given(st.binary(max_size=80) | st.just(b'{"port": 1, "token": "x"}'))
def test_any_file_is_an_owners_address_or_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "command.token").write_bytes(content)
    address = read_address(tmp_path)
    assert address is None or address.port == 1


@few
@given(st.text(max_size=120) | st.just('title = "a"\nfiles = {}'))
def test_text_that_describes_no_model_is_refused(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir(exist_ok=True)
    (folder / "model.toml").write_text(content, encoding="utf-8", errors="replace")
    with pytest.raises(BadModel):
        read_model(folder)


@few
@given(st.binary(max_size=80), st.sampled_from(["config.json", "model.onnx", "tokenizer.json"]))
def test_any_file_of_a_model_is_harmless_or_named_a_danger(
    tmp_path: Path, content: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert find_danger(tmp_path / name) in (None, *DANGERS)


DANGERS = (
    "which is not JSON",
    "which is no JSON object",
    "which reads its weights from another file",
)


@few
@given(ANY_TEXT)
def test_any_text_becomes_one_line_that_can_be_encoded(text: str) -> None:
    once = prepare_text(text)
    assert "\n" not in once
    once.encode()


@few
@given(ANY_TEXT, st.none() | st.text(max_size=12))
def test_any_text_has_a_reason_or_none(text: str, lang: str | None) -> None:
    assert find_reason(text, lang) in (None, "language", "too_short", "no_text")


@few
@given(st.none() | ANY_TEXT, st.none() | ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_setting_is_a_country_or_none(
    country: str | None, zone: str | None, languages: list[str]
) -> None:
    assert guess_country(country, zone, languages) in {*COUNTRIES, None}


@few
@given(st.sampled_from(["24/7", "Mo-Fr 09:00-18:00"]), st.none() | ANY_TEXT)
def test_any_time_zone_is_known_or_not(spec: str, zone: str | None) -> None:
    assert is_open(spec, zone, datetime(2026, 1, 1, tzinfo=UTC)) in (None, True, False)


@few
@given(st.none() | st.binary(max_size=20) | ANY_TEXT)
def test_any_host_is_here_or_refused(host: object) -> None:
    try:
        _refuse_outbound("socket.connect", (None, (host, 80)))
    except Outbound:
        assert host not in ("", "localhost", "127.0.0.1", b"127.0.0.1", None)


class Nobody:
    """Knows no client."""

    def find_origin(self, token: str) -> str | None:
        return None


@few
@given(
    st.sampled_from(["127.0.0.1:22560"]) | HEADER,
    st.none() | HEADER,
    st.none() | st.sampled_from(["none", "same-origin", "cross-site"]) | HEADER,
    st.none() | HEADER | HEADER.map("Bearer {}".format),
)
def test_no_header_opens_the_guard(
    host: str, origin: str | None, site: str | None, token: str | None
) -> None:
    given_headers = {
        "HTTP_HOST": host,
        "HTTP_ORIGIN": origin,
        "HTTP_SEC_FETCH_SITE": site,
        "HTTP_AUTHORIZATION": token,
    }
    request = SimpleNamespace(
        environ={name: value for name, value in given_headers.items() if value is not None},
        method="POST",
        endpoint="annotate",
        routing_exception=None,
    )
    with pytest.raises(Refusal):
        Guard(22560, Nobody()).check(request)  # type: ignore[arg-type]
