"""Every thing drawn from files: alone, in other colours, at every step of every clip."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.light import light_for
from rushes.engines.animatic.drawing.part import Brush, Part
from rushes.engines.animatic.drawing.things.files.document import pivot, read_drawing
from rushes.engines.animatic.drawing.things.files.parts import drawn_parts
from rushes.film.thing_records import (
    BadThingRecord,
    ThingRecord,
    thing_files,
    thing_names,
    thing_record,
)

DAY = light_for("day", "clear", False, (), 1)
NAMES = sorted(thing_files())
LARGE_PX = 120


class Box(NamedTuple):
    """Edges in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def record_of(name: str) -> ThingRecord:
    record = thing_record(name)
    assert record is not None
    return record


def painted(
    parts: tuple[Part, ...], record: ThingRecord, step: int = 0
) -> tuple[NDArray[np.uint8], float]:
    """The thing with a margin of its own size around its `viewBox`: pixels, pixels per metre."""
    width, height = record.size
    scale = LARGE_PX / max(width, height)
    pixels = np.zeros((round(2 * height * scale), round(2 * width * scale), 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    canvas.scale(scale, scale)
    canvas.translate(width * (0.5 + record.foot[0]), height * (0.5 + record.foot[1]))
    for part in parts:
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(*part.bounds))
        part.paint(canvas, Brush(DAY, scale, Random(3), phase=step % part.phases))
        canvas.restore()
    return pixels, scale


def covered_box(name: str, clip: str, steps: int) -> tuple[Box, Box]:
    """The box of what is painted in the first steps of a clip, and that of the `viewBox`."""
    record = record_of(name)
    parts = drawn_parts(name, None, (clip,))
    assert parts
    covered: NDArray[np.bool_] | None = None
    for step in range(min(steps, max(part.phases for part in parts))):
        pixels, scale = painted(parts, record, step)
        solid = pixels[..., 3] > 140  # stronger than the shadow on the ground
        covered = solid if covered is None else covered | solid
    assert covered is not None
    rows, columns = np.nonzero(covered)
    assert len(rows), f"{clip}: nothing is painted"
    wide, high = record.size[0] * scale, record.size[1] * scale
    seen = Box(columns.min(), rows.min(), columns.max(), rows.max())
    return seen, Box(wide * 0.5, high * 0.5, wide * 1.5, high * 1.5)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_at_rest_fills_its_box_and_stays_within_it(name: str) -> None:
    seen, box = covered_box(name, "idle", 1)
    assert seen.top >= box.top - 2, "cut off above"
    assert seen.bottom <= box.bottom + 2, "cut off below"
    assert seen.left >= box.left - 2, "cut off on the left"
    assert seen.right <= box.right + 2, "cut off on the right"
    assert seen.right - seen.left > 0.6 * (box.right - box.left) - 2, "too narrow for its size"
    assert seen.bottom - seen.top > 0.6 * (box.bottom - box.top) - 2, "too low for its size"


@pytest.mark.parametrize("name", [name for name in NAMES if record_of(name).clips])
def test_a_drawing_in_motion_stays_within_half_its_size_around_its_box(name: str) -> None:
    for clip in record_of(name).clips:
        seen, box = covered_box(name, clip, 99)
        assert seen.left > 1, f"{clip}: cut off on the left"
        assert seen.top > 1, f"{clip}: cut off above"
        assert seen.right < box.left + box.right - 2, f"{clip}: cut off on the right"
        assert seen.bottom < box.top + box.bottom - 2, f"{clip}: cut off below"


@pytest.mark.parametrize("name", [name for name in NAMES if record_of(name).slots])
def test_a_drawing_takes_on_the_colour_asked_for(name: str) -> None:
    record = record_of(name)
    usual, _ = painted(drawn_parts(name, None) or (), record)
    red = painted(drawn_parts(name, "#d02020") or (), record)[0].astype(int)
    blue = painted(drawn_parts(name, "#2040d0") or (), record)[0].astype(int)
    changed = np.abs(red - blue).sum(axis=2) > 40
    assert changed.sum() > 0.05 * (usual[..., 3] > 140).sum(), "hardly any of it is coloured"
    assert red[changed][:, 2].mean() > blue[changed][:, 2].mean()
    assert red[changed][:, 0].mean() < blue[changed][:, 0].mean()
    assert np.array_equal(red[..., 3], blue[..., 3])


@pytest.mark.parametrize("name", [name for name in NAMES if record_of(name).clips])
def test_every_group_a_clip_moves_is_in_the_drawing_and_moves(name: str) -> None:
    path = thing_files()[name]
    for verb, clip in record_of(name).clips.items():
        drawing = read_drawing(path.with_name(f"{clip.drawing}.svg") if clip.drawing else path)
        groups = drawing.groups()
        is_own = record_of(name).moves_like is None
        assert not is_own or clip.moving <= set(groups), f"{verb}: {set(clip.moving) - set(groups)}"
        for group in clip.moving & set(groups):
            pivot(groups[group])
        if not clip.moving or clip.steps == 1:
            continue
        parts = drawn_parts(name, None, (verb,)) or ()
        shown = {painted(parts, record_of(name), step)[0].tobytes() for step in range(clip.steps)}
        assert len(shown) > 1, f"{verb}: nothing moves"


@pytest.mark.parametrize("name", NAMES)
def test_a_record_has_english_words_and_its_drawing_only_plain_svg(name: str) -> None:
    assert record_of(name).words.get("en"), "no English word means it"
    text = thing_files()[name].read_text(encoding="utf-8")
    for refused in ("<style", "<text", "<image", "<filter", "<script", "http://www.w3.org/1999"):
        assert refused not in text
    slots = set(record_of(name).slots)
    used = {word for words in re.findall(r'class="([^"]*)"', text) for word in words.split()}
    assert slots <= used, f"no shape has the class {slots - used}"
    assert used <= slots | {"glow", "lamp"}, f"unknown classes {used - slots}"


def test_no_two_records_draw_one_name() -> None:
    also = [other for name in NAMES for other in record_of(name).also]
    assert len(also) == len(set(also))
    assert not set(also) & set(NAMES)
    assert set(thing_names()) == set(NAMES) | set(also)


def test_feet_keep_step_with_the_ground() -> None:
    parts = drawn_parts("dog", None, ("walk",), speed_mps=1.5) or ()
    part = next(part for part in parts if part.phases > 1)
    stride = record_of("dog").clips["walk"].stride_m
    assert stride
    assert part.phase_at is not None
    cycle = stride / 1.5
    assert [part.phase_at(cycle * share + 0.001) for share in (0, 0.25, 0.5, 1.0)] == [0, 3, 6, 0]


def test_lamps_shine_when_it_is_dark() -> None:
    parts = drawn_parts("taxi", None) or ()
    night = light_for("night", "clear", False, (), 1)
    brightest = []
    for light in (DAY, night):
        pixels = np.zeros((200, 400, 4), np.uint8)
        canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas()
        canvas.scale(80, 80)
        canvas.translate(2.5, 2.0)
        for part in parts:
            part.paint(canvas, Brush(light, 80, Random(3)))
        brightest.append(np.sort(pixels[..., 2][pixels[..., 3] > 200])[-40:].mean())
    assert brightest[1] > 240


def test_a_faulty_record_is_named_with_its_fault(tmp_path: Path) -> None:
    from rushes.film import thing_records

    path = tmp_path / "chair.toml"
    path.write_text('size = [1.0]\nstands_on = "ceiling"\n')
    with pytest.raises(BadThingRecord, match=re.escape(str(path))):
        thing_records._decode(path, ThingRecord)
