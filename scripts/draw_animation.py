"""Draws the README's animation of a first note, from the pictures of a recorded reader's path.

`python scripts/draw_animation.py RECORDING FOLDER` writes first-note.gif and first-note-dark.gif.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont


class Scene(NamedTuple):
    """A step of the recording, how long it is seen in milliseconds, and what is said of it."""

    step: str
    shown: int
    words: str


SCENES = (
    Scene("feed", 1300, "A feed, and a post in it that is hard to read"),
    Scene("first-note", 1900, "A kind note stands above it; a recovery story is left in peace"),
    Scene("opened", 1500, "A kind note stands above it; a recovery story is left in peace"),
    Scene("help", 2500, "Help, when it is wanted, is a click away"),
)
NAMES = {"light": "first-note.gif", "dark": "first-note-dark.gif"}
# Ground and ink of what is said.
COLOURS = {"light": ("#1b655e", "#ffffff"), "dark": ("#213d38", "#e8f2ef")}
BAND = 44  # pixels
LETTERS = 21
FADE = (0.25, 0.5, 0.75)
FADING = 60  # milliseconds a picture
PLAYS = 3  # then it rests on the last picture
MOST_COLOURS = 200


def find_step(recording: Path, step: str, look: str) -> Path:
    """The picture of a step, whatever its number."""
    (found,) = recording.glob(f"[0-9][0-9]-{step}-{look}.png")
    return found


def draw_scene(recording: Path, scene: Scene, look: str) -> Image.Image:
    """The picture of a step over what is said of it."""
    with Image.open(find_step(recording, scene.step, look)) as picture:
        width, height = picture.size
        ground, ink = COLOURS[look]
        drawn = Image.new("RGB", (width, height + BAND), ground)
        drawn.paste(picture.convert("RGB"))
    ImageDraw.Draw(drawn).text(
        (width / 2, height + BAND / 2),
        scene.words,
        ink,
        ImageFont.load_default(LETTERS),
        "mm",
    )
    return drawn


def list_frames(scenes: list[Image.Image]) -> Iterator[tuple[Image.Image, int]]:
    """Each picture and how long it is seen; each scene but the first is faded into."""
    for place, (drawn, scene) in enumerate(zip(scenes, SCENES, strict=True)):
        if place:
            words = (0, drawn.height - BAND, drawn.width, drawn.height)
            for share in FADE:
                faded = Image.blend(scenes[place - 1], drawn, share)
                faded.paste(drawn.crop(words), words)  # two sentences at once cannot be read
                yield faded, FADING
        yield drawn, scene.shown


def list_codes(drawn: Image.Image) -> npt.NDArray[np.int64]:
    """Each pixel's colour as one number."""
    return np.asarray(drawn, np.int64) @ (1 << 16, 1 << 8, 1)


def split_codes(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Red, green and blue of such numbers."""
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1)


def choose_colours(scenes: list[Image.Image]) -> npt.NDArray[np.int64]:
    """The commonest colours of all scenes, which then stay exactly what they are: one palette, so
    that only what changes is stored again."""
    codes, counts = np.unique(
        np.concatenate([list_codes(each) for each in scenes]), return_counts=True
    )
    return split_codes(codes[np.argsort(-counts)[:MOST_COLOURS]])


def paint(drawn: Image.Image, palette: npt.NDArray[np.int64]) -> Image.Image:
    """The picture in the palette's colours, each pixel in the nearest."""
    codes, places = np.unique(list_codes(drawn), return_inverse=True)
    apart = split_codes(codes)[:, None] - palette
    nearest = (apart**2).sum(axis=-1).argmin(axis=-1).astype(np.uint8)
    painted = Image.fromarray(nearest[places].reshape(drawn.height, drawn.width))
    painted.putpalette(palette.astype(np.uint8).tobytes())
    return painted


def draw_animation(recording: Path, look: str, place: Path) -> None:
    """Write the animation in light or dark colours."""
    scenes = [draw_scene(recording, scene, look) for scene in SCENES]
    palette = choose_colours(scenes)
    first, *rest = [paint(drawn, palette) for drawn, _ in list_frames(scenes)]
    shown = [each for _, each in list_frames(scenes)]
    first.save(place, save_all=True, append_images=rest, duration=shown, loop=PLAYS - 1)


if __name__ == "__main__":
    recording, folder = map(Path, sys.argv[1:])
    for look, name in NAMES.items():
        draw_animation(recording, look, folder / name)
        size = (folder / name).stat().st_size
        print(f"{folder / name}: {size / 1e6:.2f} MB")
