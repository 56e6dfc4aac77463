"""The pictures of docs/screenshots: each is shown by a document, and the animation is short."""

from pathlib import Path

import pytest
from PIL import Image

DOCS = Path(__file__).parents[2] / "docs"
ANIMATIONS = ("first-note.gif", "first-note-dark.gif")
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("name", ANIMATIONS)
def test_the_animation_is_short_small_and_ends(name: str) -> None:
    place = DOCS / "screenshots" / name
    assert place.stat().st_size < MOST_BYTES
    with Image.open(place) as animation:
        assert animation.width == 800
        shown = 0
        for frame in range(animation.n_frames):
            animation.seek(frame)
            shown += animation.info["duration"]
        assert 6000 <= shown <= 8000
        assert animation.info["loop"] > 0  # what moves for ever is hard to read beside


def test_every_picture_is_shown_by_a_document() -> None:
    pages = [*DOCS.parent.glob("*.md"), *DOCS.glob("*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    pictures = [place.name for place in (DOCS / "screenshots").iterdir()]
    assert pictures
    assert [name for name in pictures if f"screenshots/{name}" not in text] == []
