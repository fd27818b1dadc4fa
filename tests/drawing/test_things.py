"""Things: each is drawn alone, inside its bounds, in the colour asked for."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random

import numpy as np
import pytest
import skia

from rushes.engines.animatic.drawing.light import light_for
from rushes.engines.animatic.drawing.part import Brush, Part
from rushes.engines.animatic.drawing.things import (
    known_things,
    stands_on,
    surface_height,
    thing_parts,
    thing_size,
)
from rushes.engines.animatic.drawing.things.registry import painters, records
from rushes.film.reading.words.world import usual_drawable
from rushes.film.shot_list import TIMES_OF_DAY

_SPEC = importlib.util.spec_from_file_location(
    "drawing_pictures", Path(__file__).with_name("pictures.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

DAY = light_for("day", "clear", False, (), 1)
THINGS = sorted(known_things())


def parts_of(name: str, colour: str | None = None, facing: int = 1) -> tuple[Part, ...]:
    parts = thing_parts(name, colour, 1.0, facing)
    assert parts is not None
    return parts


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_fills_a_fair_part_of_its_size(name: str) -> None:
    size = thing_size(name)
    assert size is not None
    solid = parts_of(name)
    painted = pictures.paint_together(solid, DAY)
    rows, columns = np.nonzero(painted[..., 3] > 100)
    assert len(rows), "something is painted"
    box = [part.bounds for part in solid]
    width = max(b.right for b in box) - min(b.left for b in box)
    height = max(b.bottom for b in box) - min(b.top for b in box)
    scale = max(painted.shape) / max(width, height)
    assert (columns.max() - columns.min()) / scale > 0.5 * size[0]
    assert (rows.max() - rows.min()) / scale > 0.5 * size[1]


@pytest.mark.parametrize("name", THINGS)
def test_no_part_of_a_thing_is_cut_off_at_its_bounds(name: str) -> None:
    for part in parts_of(name):
        box = part.bounds
        scale = 200 / max(box.right - box.left, box.bottom - box.top)
        alpha = pictures.paint_part(part, DAY, scale, margin_px=12)[..., 3].copy()
        alpha[14:-14, 14:-14] = 0
        assert alpha.max() < 40, "painted beyond its bounds"


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_is_painted_the_same_again_and_differently_by_night(name: str) -> None:
    parts = parts_of(name)
    first = pictures.paint_together(parts, DAY, 60)
    assert np.array_equal(first, pictures.paint_together(parts, DAY, 60))
    pictures_by_hour = {
        pictures.paint_together(parts, light_for(hour, "clear", False, (), 1), 60).tobytes()
        for hour in TIMES_OF_DAY
    }
    glows = {"sun", "moon", "star", "stars", "rainbow", "string lights"}
    assert name in glows or len(pictures_by_hour) > 3


@pytest.mark.parametrize(
    "name", [n for n in THINGS if n in records() and records()[n].colour is not None]
)
def test_words_can_colour_a_thing_that_has_a_colour(name: str) -> None:
    red = pictures.paint_together(parts_of(name, "#d02020"), DAY, 80).astype(int)
    blue = pictures.paint_together(parts_of(name, "#2040d0"), DAY, 80).astype(int)
    changed = np.abs(red - blue).sum(axis=2) > 40
    assert changed.sum() > 12
    assert red[changed][:, 2].mean() > blue[changed][:, 2].mean()
    assert red[changed][:, 0].mean() < blue[changed][:, 0].mean()


def test_a_thing_turned_round_is_mirrored_but_its_light_stays() -> None:
    for name in ("car", "dog", "airplane"):
        right = pictures.paint_together(parts_of(name), DAY, 120)
        left = pictures.paint_together(parts_of(name, facing=-1), DAY, 120)
        assert not np.array_equal(right, left)
        shape = right[..., 3] > 128
        assert (shape[:, ::-1] != (left[..., 3] > 128)).mean() < 0.05
        assert not np.array_equal(right[:, ::-1], left), "the light does not turn with it"


def test_a_thing_twice_as_large_has_bounds_twice_as_large() -> None:
    for name in ("cypress", "candle", "dog"):
        plain, large = thing_parts(name), thing_parts(name, None, 2.0)
        assert plain is not None
        assert large is not None
        for one, two in zip(plain, large, strict=True):
            assert two.bounds == pytest.approx(tuple(2 * edge for edge in one.bounds))
            assert two.dz == 2 * one.dz
            if one.motion and two.motion:
                assert two.motion(0.7).dx == pytest.approx(2 * one.motion(0.7).dx)


def test_live_parts_are_small_and_move() -> None:
    flame = next(part for part in parts_of("candle") if part.is_live)
    size = thing_size("candle")
    assert size is not None
    assert flame.bounds.right - flame.bounds.left < 4 * size[1]

    frames = set()
    for seconds in (0.0, 0.2, 0.4):
        pixels = np.zeros((80, 80, 4), np.uint8)
        canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
        canvas.scale(240, 240)
        canvas.translate(-flame.bounds.left, -flame.bounds.top)
        flame.paint(canvas, Brush(DAY, 240, Random(1), seconds=seconds))
        frames.add(pixels.tobytes())
    assert len(frames) == 3


def test_birds_flap_through_their_phases() -> None:
    part = parts_of("bird")[0]
    assert part.phases > 2
    assert part.phase_at is not None
    shown = {part.phase_at(step / 24) for step in range(96)}
    assert shown == set(range(part.phases))


def test_records_and_painters_belong_together() -> None:
    assert {record.painter or name for name, record in records().items()} == painters()
    assert set(records()) <= known_things()


def test_reading_knows_exactly_the_things_that_have_a_drawing() -> None:
    assert usual_drawable().things - {"crowd"} == known_things()  # crowds are drawn as people


def test_an_unknown_thing_has_no_drawing_and_stands_on_the_ground() -> None:
    assert thing_parts("flux capacitor") is None
    assert thing_size("flux capacitor") is None
    assert surface_height("flux capacitor") is None
    assert stands_on("flux capacitor") == "ground"


def test_tables_say_where_their_top_is() -> None:
    for name in ("table", "dinner table", "desk"):
        height, size = surface_height(name), thing_size(name)
        assert height is not None
        assert size is not None
        assert 0.85 * size[1] < height < size[1]
    assert stands_on("candle") == "table"
    assert stands_on("cloud") == "sky"
