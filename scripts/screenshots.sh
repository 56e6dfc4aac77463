#!/bin/sh
# Draws the pictures of docs/screenshots anew, and the animation of a first note, with a real browser.
# build/screenshots holds them all afterwards, those that no document shows too (dark, right to left),
# and build/recording the steps of a first-time reader, one picture each.
set -eu
cd "$(dirname "$0")/.."
bin=$(sh scripts/bin.sh)
export MINDFUL_FEED_RECORDING=build/recording
"$bin/pytest" -n0 --timeout=900 "$@" \
    tests/browser/test_first_time_path.py \
    tests/browser/test_boundary_pages.py \
    tests/browser/test_demo.py::test_the_demo_shows_its_first_note \
    tests/browser/test_notes.py::test_the_pictures_for_the_reader_are_drawn \
    tests/browser/test_options_look.py::test_axe_finds_nothing_wrong_with_every_part_open \
    tests/browser/test_popup.py::test_a_reader_pairs_with_the_printed_code \
    tests/browser/test_popup.py::test_the_popup_is_whole_in_every_theme_with_every_part_open \
    tests/browser/test_popup.py::test_the_popup_says_when_the_companion_is_off_and_notices_its_return \
    tests/browser/test_welcome.py::test_axe_finds_nothing_wrong_at_any_step
for shown in docs/screenshots/*.png; do
    cp "build/screenshots/$(basename "$shown")" "$shown"
done
"$bin/python" scripts/draw_animation.py "$MINDFUL_FEED_RECORDING" docs/screenshots
