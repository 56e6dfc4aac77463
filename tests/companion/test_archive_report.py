"""The report of an archive: one page, every number also in a table, nothing of a post."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_archive_runs import annotate, write_archive

from companion.bulk.report import WORDS, draw_charts, name_times, write_report
from companion.bulk.tally import Counts
from companion.categories import CATEGORIES, SENTIMENTS, STANCES
from companion.protocol import Annotation

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
COUNTS = Counts(
    {
        ("posts", "judged"): 1_200,
        ("posts", "unjudged"): 34,
        ("category", "despair"): 30,
        ("category", "threat"): 70,
        ("month", "2023-11"): 1_000,
        ("month", "2024-02"): 200,
        ("month", ""): 34,
        ("noted_month", "2023-11"): 100,
        ("stance", "personal"): 800,
        ("stance", "none"): 400,
        ("sentiment", "negative"): 1_200,
        ("reason", "language"): 34,
        ("mark", "recovery"): 5,
    }
)


class Page(HTMLParser):
    """What the page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("th", "td"):
            self.rows[-1].append(data)


def write_page(counts: Counts = COUNTS) -> str:
    return write_report(counts, "calm-minilm", NOW, "0.1.0")


def test_every_count_stands_in_a_table() -> None:
    rows = Page(write_page()).rows
    assert ["threats or violence", "70"] in rows
    assert ["2023-11", "1,000", "100"] in rows
    assert ["2023-12", "0", "0"] in rows
    assert ["without a date", "34"] in rows
    assert ["tells of the writer's own", "800"] in rows
    assert ["negative", "1,200"] in rows
    assert ["a language the model does not know", "34"] in rows


def test_every_drawing_has_a_name_and_a_table_beside_it() -> None:
    tags = Page(write_page()).tags
    drawings = [attributes for tag, attributes in tags if tag == "svg"]
    assert len(drawings) == 5 == sum(tag == "table" for tag, _ in tags)
    assert all(each["role"] == "img" and each["aria-label"] for each in drawings)


def test_the_longest_bar_is_as_long_as_there_is_room() -> None:
    bars = {chart.id: chart.bars for chart in draw_charts(COUNTS)}
    assert [(bar.posts, bar.length) for bar in bars["category"][:3]] == [
        (70, 1.0),
        (30, 0.4286),
        (0, 0.0),
    ]
    assert (bars["month"][0].length, bars["month"][0].noted_length) == (1.0, 0.1)


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = write_page()
    tags = Page(page).tags
    assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in tags}
    assert not [name for _, each in tags for name in each if name in ("src", "href", "style")]
    assert not [name for _, each in tags for name in each if name.startswith("on")]
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|url\(|@import", page)


def test_the_page_is_for_light_and_dark_and_paper() -> None:
    page = write_page()
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert "forced-colors" in page


def test_an_empty_archive_has_a_page_too() -> None:
    page = write_page(Counts())
    assert "There were no posts in the file." in page
    assert "<svg" not in page


def test_a_long_time_is_told_by_the_year() -> None:
    assert name_times(["2024-03", "2023-12"]) == ["2023-12", "2024-01", "2024-02", "2024-03"]
    assert name_times(["0001-01", "2024-03", "9999-12"]) == ["0001", "2024", "9999"]
    assert name_times([]) == []


def test_every_id_has_a_name() -> None:
    assert set(WORDS["stance"]) == set(STANCES)
    assert set(WORDS["sentiment"]) == set(SENTIMENTS)
    reasons = Annotation.model_json_schema()["properties"]["reason"]["anyOf"][0]["enum"]
    assert set(WORDS["reason"]) == set(reasons)
    names = {bar.name for bar in draw_charts(COUNTS)[0].bars}
    assert names == {category.name for category in CATEGORIES}


@pytest.mark.parametrize("words", [[], ["--output", "out.jsonl"]])
def test_the_command_writes_the_page_and_no_words_of_a_post(
    tmp_path: Path, words: list[str]
) -> None:
    archive, report = write_archive(tmp_path / "posts.jsonl", 100), tmp_path / "report.html"
    words = [str(tmp_path / word) if word.endswith(".jsonl") else word for word in words]
    done = annotate(tmp_path, str(archive), "--report", str(report), *words)
    assert done.returncode == 1
    page = report.read_text(encoding="utf-8")
    assert "101 posts" in page
    assert not re.search(r"so low tonight|\bp\d+\b", page)
