"""What benchmarks keep of what they measured, and the page and charts that are made of it."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from chart import Bar, draw_bars
from feed import MEAN, count_tokens, draw_posts
from report import ORDER, write_report
from results import Row, describe_machine, find_share, finish

SVG = "{http://www.w3.org/2000/svg}"
RACE = [
    Row("ours (int8 ONNX): posts/s, batches of 32", [300.0, 320.0, 310.0], "posts/s"),
    Row("BERT-base: posts/s, batches of 32", [12.0, 13.0, 14.0], "posts/s"),
    Row("VADER: posts/s, batches of 32", [7_000.0], "posts/s"),
    Row("posts/s, times BERT-base", [25.0, 24.0, 23.0], "times", ">=", 20.0, True),
    Row("one post's p50", [0.08], "share", "<=", 0.05, True),
]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    finish("engines", RACE, ["Random weights."], tmp_path / "results.json")
    return tmp_path


def test_ratios_stand_first_and_misses_are_said(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finish("engines", RACE, path=kept / "results.json")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith(">= 20 yes")
    assert lines[2].endswith("<= 0.05 MISSED")
    assert "ours" in lines[3]


def test_a_figure_is_the_median_with_the_least_and_the_most(kept: Path) -> None:
    rows = json.loads((kept / "results.json").read_text())["engines"]["rows"]
    row = next(row for row in rows if row["name"].startswith("ours"))
    assert (row["median"], row["least"], row["most"], row["of"]) == (310, 300, 320, 3)


def test_a_part_measured_again_takes_the_place_of_the_last_and_leaves_the_others(
    kept: Path,
) -> None:
    finish("service", [Row("memory", [180.0], "MB")], path=kept / "results.json")
    finish("service", [Row("memory", [170.0], "MB")], path=kept / "results.json")
    held = json.loads((kept / "results.json").read_text())
    assert [row["median"] for row in held["service"]["rows"]] == [170]
    assert len(held["engines"]["rows"]) == len(RACE)


def test_the_page_holds_every_figure_and_shows_the_chart(kept: Path) -> None:
    write_report(kept)
    page = (kept / "README.md").read_text()
    assert "| posts/s, times BERT-base | 24 times ✓ | 23 to 25 | 3 | >= 20 |" in page
    assert "| one post's p50 | 0.08 share ✗ |  | 1 | <= 0.05 |" in page
    assert "(rate.svg)" in page
    assert page.index("times BERT-base") < page.index("ours (int8 ONNX)")


def test_a_chart_is_drawn_for_light_and_dark_and_can_be_read_aloud() -> None:
    drawn = draw_bars("Posts <a> second", "more & better", [Bar("ours", 3, 2, 4, True)])
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert "prefers-color-scheme: dark" in drawn
    assert root.find(f"{SVG}title").text == "Posts <a> second"
    assert root.find(f"{SVG}desc").text == "ours: 3"


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = [Bar("one", 10, 10, 10), Bar("two", 5, 5, 5)]
    root = ElementTree.fromstring(draw_bars("", "", bars))  # noqa: S314
    first, second = (float(each.get("width")) for each in root.findall(f"{SVG}rect"))
    assert first == pytest.approx(2 * second, rel=0.01)


def test_every_part_that_is_kept_is_a_folder_and_has_its_place_on_the_page() -> None:
    folder = Path(__file__).parents[2] / "benchmarks"
    finishing = {
        path.parent.name
        for path in folder.glob("*/__main__.py")
        if "finish(" in path.read_text(encoding="utf-8")
    }
    assert finishing <= set(ORDER)
    assert {path.parent.name for path in folder.glob("*/__main__.py")} >= set(ORDER)


def test_measured_posts_have_the_length_that_is_said_and_are_the_same_each_time() -> None:
    posts = draw_posts(200)
    sizes = count_tokens(posts)
    assert sum(sizes) / len(sizes) == pytest.approx(MEAN, abs=1)
    assert max(sizes) <= 128
    assert len(set(posts)) == 200
    assert posts == draw_posts(200)


def test_a_share_of_the_values_lies_under_it() -> None:
    values = [float(value) for value in range(100)]
    assert find_share(values, 0.95) == 95
    assert find_share([3.0], 0.95) == 3


def test_the_machine_is_told_without_a_product() -> None:
    assert describe_machine().split(", ")[0].endswith(("core", "cores"))
