"""Compositing: where parts land, in which order, and that short cuts change no pixel."""

from __future__ import annotations

import gc
import math
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.compositing.compositor import Compositor
from rushes.engines.animatic.drawing.compositing.hiding import Cover
from rushes.engines.animatic.drawing.compositing.layers import LiveLayer, MovingLayer, StillLayer
from rushes.engines.animatic.drawing.compositing.lens import blur_px, haze_share
from rushes.engines.animatic.drawing.compositing.projection import Picture, Placed
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.scene import CameraPose, Light

PICTURE = Picture(320, 180)
FPS = 24
STILL = CameraPose(x=0.0, y=-1.0, z=-4.0, focal=1.5)
LIGHT = Light(
    time_of_day="day",
    weather="clear",
    indoors=False,
    sun=(0.1, -0.5),
    key="#ffffff",
    fill="#808080",
    rim="#ffffff",
    haze="#0000ff",
    haze_per_km=0.5,
    shadow_length=0.0,
    key_side=1,
)
Rgb = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def _filled(colour: Rgb) -> Callable[[skia.Canvas, Brush], None]:
    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawPaint(skia.Paint(Color=skia.ColorSetRGB(*colour)))

    return paint


def _box(
    colour: Rgb, left: float, top: float, right: float, bottom: float, **given: object
) -> Part:
    return Part(Bounds(left, top, right, bottom), _filled(colour), **given)  # type: ignore[arg-type]


def _frames(
    placed: Sequence[Placed], poses: Sequence[CameraPose], frames: Sequence[int]
) -> list[NDArray[np.uint8]]:
    return _drawn(_compositor(placed, poses), frames)


def _compositor(placed: Sequence[Placed], poses: Sequence[CameraPose]) -> Compositor:
    return Compositor(placed, poses, LIGHT, PICTURE, FPS, None)


def _drawn(compositor: Compositor, frames: Sequence[int]) -> list[NDArray[np.uint8]]:
    """RGB pictures on black."""
    pixels = np.zeros((PICTURE.height_px, PICTURE.width_px, 4), np.uint8)
    info = skia.ImageInfo.Make(*PICTURE, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    pictures = []
    for frame in frames:
        surface.getCanvas().clear(skia.ColorBLACK)
        compositor.draw(surface.getCanvas(), frame)
        surface.flushAndSubmit()
        pictures.append(pixels[:, :, 2::-1].copy())
    return pictures


def _where(picture: NDArray[np.uint8], colour: Rgb) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is nearly this colour."""
    is_it = (np.abs(picture.astype(int) - np.array(colour)) < 60).all(axis=2)
    rows, columns = np.flatnonzero(is_it.any(axis=1)), np.flatnonzero(is_it.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _moving(count: int = 24, **change: Callable[[float], float]) -> list[CameraPose]:
    poses = []
    for frame in range(count):
        share = frame / (count - 1)
        poses.append(replace(STILL, **{name: at(share) for name, at in change.items()}))
    return poses


def test_a_point_lands_where_the_formula_says() -> None:
    pose = CameraPose(x=0.3, y=-1.2, z=-5.0, focal=1.8, shift_x=0.05, shift_y=-0.02)
    part = _box(RED, -0.5, -1.0, 0.5, 0.0)
    (picture,) = _frames([Placed(part, 0.8, 0.0, 1.0)], [pose] * 2, [0])

    def across(x: float) -> float:
        return 160 + 180 * 1.8 * ((x - 0.3) / 6.0 - 0.05)

    def down(y: float) -> float:
        return 90 + 180 * 1.8 * ((y + 1.2) / 6.0 + 0.02)

    box = _where(picture, RED)
    assert box == pytest.approx((across(0.3), down(-1.0), across(1.3), down(0.0)), abs=1.01)


def test_infinity_is_measured_in_tangents_and_ignores_where_the_camera_is() -> None:
    part = _box(WHITE, -0.1, -0.1, 0.1, 0.0)
    poses = _moving(x=lambda u: u * 5, z=lambda u: -4 - u * 3)
    first, last = _frames([Placed(part, 0, 0, math.inf)], poses, [0, 23])
    assert _where(first, WHITE) == pytest.approx((160 - 27, 90 - 27, 160 + 27, 90), abs=1.01)
    assert (first == last).all()


@pytest.mark.parametrize("near_first", [True, False])
def test_the_nearer_covers_the_farther_whatever_their_order(near_first: bool) -> None:
    near = Placed(_box(RED, -0.5, -1.5, 0.5, -0.5), 0, 0, 0.0)
    far = Placed(_box(GREEN, -5, -5, 5, 5), 0, 0, 2.0)
    placed = [near, far] if near_first else [far, near]
    (picture,) = _frames(placed, [STILL] * 2, [1])
    assert tuple(picture[90, 160]) == RED
    assert tuple(picture[90, 10]) == GREEN


def test_dz_orders_parts_of_one_item() -> None:
    placed = [
        Placed(_box(RED, -1, -2, 1, 0, dz=-0.1), 0, 0, 0),
        Placed(_box(GREEN, -1, -2, 1, 0, dz=0.1), 0, 0, 0),
    ]
    (picture,) = _frames(placed, [STILL] * 2, [0])
    assert tuple(picture[90, 160]) == RED


def test_a_still_camera_makes_one_bitmap_of_all_that_stands() -> None:
    placed = [
        Placed(_box((60 * n, 30, 90), -2 + n, -2, -1 + n, 0), 0, 0, 5.0 - n) for n in range(5)
    ]
    compositor = _compositor(placed, [STILL] * 24)
    assert len(compositor.layers) == 1
    layer = compositor.layers[0]
    assert isinstance(layer, StillLayer)
    assert all(layer.snaps)


def test_layers_that_part_from_one_another_stay_apart_and_far_ones_are_joined() -> None:
    placed = [
        Placed(_box(RED, -1, -2, 1, 0), 0, 0, 0.0),
        Placed(_box(GREEN, -900, -200, 900, 0), 0, 0, 3000.0),
        Placed(_box(BLUE, -900, -300, 900, 0), 0, 0, 3010.0),
    ]
    compositor = _compositor(placed, _moving(x=lambda u: u))
    assert len(compositor.layers) == 2


def _scattered(seed: int) -> list[Placed]:
    random = np.random.default_rng(seed)
    placed = [Placed(_box((40, 80, 120), -9, -9, 9, 9, is_opaque=True), 0, 0, 20.0)]
    for place in range(14):
        x, y, z = random.uniform(-2, 2), random.uniform(-2, 0), random.uniform(0, 9)
        wide, tall = random.uniform(0.2, 2.5), random.uniform(0.2, 1.5)
        colour = tuple(int(value) for value in random.integers(0, 255, 3))
        part = _box((colour[0], colour[1], colour[2]), -wide, -tall, wide, tall)
        placed.append(Placed(part, x, y, z, seed=str(place)))
    return placed


@pytest.mark.parametrize("seed", range(4))
def test_leaving_out_what_is_covered_changes_no_picture(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed, poses = _scattered(seed), _moving(x=lambda u: u, z=lambda u: -4 + u)
    culled = _frames(placed, poses, [0, 5, 11, 23])
    monkeypatch.setattr(Cover, "open_part", lambda cover, box, track, frames: box)
    monkeypatch.setattr(Cover, "hide", lambda *arguments: None)
    whole = _frames(placed, poses, [0, 5, 11, 23])
    for first, second in zip(culled, whole, strict=True):
        assert (first == second).all()


@pytest.mark.parametrize("seed", range(3))
def test_joining_layers_moves_no_edge_by_a_pixel(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rushes.engines.animatic.drawing.compositing.grouping as module

    placed, poses = _scattered(seed), _moving(x=lambda u: 0.02 * u)
    joined = _compositor(placed, poses)
    monkeypatch.setattr(module, "_join", lambda *arguments: False)
    apart = _compositor(placed, poses)
    assert len(joined.layers) < len(apart.layers)
    for first, second in zip(_drawn(joined, [0, 12, 23]), _drawn(apart, [0, 12, 23]), strict=True):
        differs = (np.abs(first.astype(int) - second.astype(int)) > 90).any(axis=2)
        thick = differs[1:-1, 1:-1] & differs[2:, 1:-1] & differs[:-2, 1:-1]
        thick &= differs[1:-1, 2:] & differs[1:-1, :-2]
        assert not thick.any()


def test_a_frame_is_the_same_whichever_were_drawn_before() -> None:
    waving = _box(
        RED, -0.4, -1.5, 0.4, -0.5, motion=lambda t: Motion(math.sin(t), 0.0, 8 * math.sin(t * 3))
    )
    walking = Part(
        Bounds(-0.5, -1, 0.5, 0),
        lambda canvas, brush: canvas.drawCircle(
            0.1 * brush.phase, -0.5, 0.2, skia.Paint(Color=skia.ColorWHITE)
        ),
        phases=4,
        phase_at=lambda t: int(t * 8) % 4,
    )
    placed = [
        *_scattered(2),
        Placed(waving, 0, 0, -0.5, seed="waving"),
        Placed(walking, 1, 0, -1, seed="walking"),
    ]
    poses = _moving(z=lambda u: -4 + u)
    in_order = _frames(placed, poses, range(24))
    backwards = _frames(placed, poses, list(reversed(range(24))))
    alone = _frames(placed, poses, [17])[0]
    assert (alone == in_order[17]).all()
    for first, second in zip(in_order, reversed(backwards), strict=True):
        assert (first == second).all()


def test_parts_move_by_their_motion_and_change_by_their_phase() -> None:
    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawColor(skia.ColorSetRGB(*((RED, GREEN)[brush.phase])))

    part = Part(
        Bounds(-0.2, -1.2, 0.2, -0.8),
        paint,
        motion=lambda t: Motion(dx=t),
        phases=2,
        phase_at=lambda t: int(t >= 0.5),
    )
    first, last = _frames([Placed(part, 0, 0, 0)], [STILL] * 24, [0, 18])
    per_metre = 180 * 1.5 / 4
    assert _where(last, GREEN)[0] - _where(first, RED)[0] == pytest.approx(
        0.75 * per_metre, abs=1.5
    )


def test_what_sways_leaves_no_gap_at_the_pictures_edge() -> None:
    wide = _box(BLUE, -40, -40, 40, 40, motion=lambda t: Motion(dx=0.5 - t, dy=0.3 * t))
    for picture in _frames([Placed(wide, 0, 0, 0)], [STILL] * 24, [0, 12, 23]):
        assert (np.abs(picture.astype(int) - np.array(BLUE)) < 60).all()


def test_parts_of_one_body_that_move_alike_are_one_layer() -> None:
    def breath(seconds: float) -> Motion:
        return Motion(dy=0.01 * math.sin(seconds))

    body = [
        Placed(_box(RED, -0.3, -1.4, 0.3, 0, motion=breath), 0, 0, 0),
        Placed(_box(WHITE, -0.1, -1.7, 0.1, -1.4, motion=breath), 0, 0, 0),
    ]
    compositor = _compositor(body, [STILL] * 24)
    assert len(compositor.layers) == 1
    assert isinstance(compositor.layers[0], MovingLayer)


def test_live_parts_know_the_time() -> None:
    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.drawCircle(brush.seconds, -1.0, 0.2, skia.Paint(Color=skia.ColorWHITE))

    part = Part(Bounds(-1, -2, 2, 0), paint, is_live=True)
    compositor = _compositor([Placed(part, 0, 0, 0)], [STILL] * 24)
    assert isinstance(compositor.layers[0], LiveLayer)
    first, last = _drawn(compositor, [0, 12])
    assert _where(last, WHITE)[0] - _where(first, WHITE)[0] == pytest.approx(33.75, abs=1.5)


def test_a_walker_is_carried_across_the_picture() -> None:
    walker = Placed(_box(WHITE, -0.2, -1.2, 0.2, -0.8), -0.5, 0, 0, travel_mps=1.0)
    first, last = _frames([walker], [STILL] * 24, [0, 23])
    assert _where(last, WHITE)[0] - _where(first, WHITE)[0] == pytest.approx(
        23 / 24 * 67.5, abs=1.5
    )


def test_distance_hazes() -> None:
    near = Placed(_box(RED, -9, -9, 0, 9), 0, 0, 1.0)
    far = Placed(_box(RED, 0, -999, 999, 999), 0, 0, 1000.0)
    clear = Placed(_box(WHITE, -1, 0, 1, 999, takes_haze=False), 0, 0, 900.0)
    (picture,) = _frames([near, far, clear], [STILL] * 2, [0])
    assert tuple(picture[20, 40]) == RED
    assert picture[20, 300].tolist() == pytest.approx([128, 0, 128], abs=4)
    assert haze_share(1000, LIGHT) == pytest.approx(0.5)
    assert haze_share(math.inf, LIGHT) == 0


def test_blur_grows_away_from_the_focus() -> None:
    pose = replace(STILL, blur=1.0, focus_m=2.0, focal=3.0)
    blurs = [blur_px(depth, pose, 720) for depth in (2.0, 2.5, 4.0, 20.0, math.inf)]
    assert blurs[0] == 0
    assert blurs == sorted(blurs)
    assert blurs[-1] > 8
    assert blur_px(20.0, replace(pose, blur=0.0), 720) == 0


def test_what_is_out_of_focus_is_soft_and_what_is_in_focus_sharp() -> None:
    pose = replace(STILL, blur=1.0, focus_m=4.0, focal=3.0)
    placed = [
        Placed(_box(WHITE, -0.8, -1.2, -0.2, -0.8), 0, 0, 0.0),
        Placed(_box(WHITE, 1, -1.6, 4, 0.2), 0, 0, 12.0),
    ]
    (picture,) = _frames(placed, [pose] * 2, [0])
    row = picture[90, :, 0].astype(int)
    steps = np.abs(np.diff(row))
    assert steps[:160].max() > 120
    assert 0 < steps[160:].max() < 118


def test_a_rack_moves_the_sharpness_from_far_to_near() -> None:
    poses = [
        replace(STILL, blur=1.3, focal=3.0, focus_m=4.0 + 30.0 * (1 - frame / 23))
        for frame in range(24)
    ]
    placed = [
        Placed(_box(WHITE, -0.6, -1.2, -0.1, -0.8), 0, 0, 0.0),
        Placed(_box(WHITE, 0.5, -2, 3, 0.5), 0, 0, 30.0),
    ]
    first, last = _frames(placed, poses, [0, 23])

    def sharpness(picture: NDArray[np.uint8], half: slice) -> int:
        return int(np.abs(np.diff(picture[90, half, 0].astype(int))).max())

    near, far = slice(0, 160), slice(160, 320)
    assert sharpness(last, near) > sharpness(first, near) + 40
    assert sharpness(first, far) > sharpness(last, far) + 40


def test_only_what_is_seen_is_baked() -> None:
    endless = Placed(_box(GREEN, -5000, -20, 5000, 20), 0, 0, 5.0)
    compositor = _compositor([endless], _moving(x=lambda u: u))
    assert compositor.size_bytes < 4 * 320 * 180 * 4


def test_what_the_camera_passes_is_gone_behind_it() -> None:
    post = Placed(_box(RED, -0.2, -2, 0.2, 0), 0, 0, -2.0)
    poses = _moving(z=lambda u: -4 + 3 * u)
    first, last = _frames([post], poses, [0, 23])
    assert first.any()
    assert not last.any()


def test_a_grade_acts_on_every_layer() -> None:
    grey = skia.ColorFilters.Matrix([0.33, 0.33, 0.33, 0, 0] * 3 + [0, 0, 0, 1, 0])
    parts = [
        Placed(_box(RED, -9, -9, 0, 9), 0, 0, 2.0),
        Placed(_box(GREEN, 0, -9, 9, 9, motion=lambda t: Motion(dx=0.1 * t)), 0, 0, 2.0),
        Placed(_box(BLUE, -0.3, -1.3, 0.3, -0.7, is_live=True), 0, 0, 0.0),
    ]
    compositor = Compositor(parts, [STILL] * 4, LIGHT, PICTURE, FPS, grey, grey)
    (picture,) = _drawn(compositor, [2])
    assert np.ptp(picture.astype(int), axis=2).max() <= 1


def test_a_shot_let_go_frees_its_bitmaps_at_once() -> None:
    moving = _box(RED, -0.5, -1, 0.5, 0, motion=lambda seconds: Motion(dx=seconds))
    compositor = _compositor([Placed(moving, 0, 0, 0)], [STILL] * 4)
    _drawn(compositor, [0])
    kept = weakref.ref(compositor)
    gc.disable()
    try:
        del compositor
        assert kept() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("dolly_m", [0.0, 0.6, 1.2])
def test_what_the_camera_moves_trembles_by_less_than_half_a_pixel(dolly_m: float) -> None:
    frames = 48
    poses = [
        replace(STILL, x=0.017 * frame, z=STILL.z + dolly_m * frame / frames)
        for frame in range(frames)
    ]
    placed = [Placed(_box(WHITE, -0.4, -1.6, 0.6, -0.4), 0, 0, 0.0)]
    strays = []
    for frame, picture in enumerate(_frames(placed, poses, range(frames))):
        scale = PICTURE.height_px * poses[frame].focal / -poses[frame].z
        middle = PICTURE.width_px / 2 + (0.1 - poses[frame].x) * scale
        row = picture[90, :, 0].astype(float)
        seen = float((row * (np.arange(PICTURE.width_px) + 0.5)).sum() / row.sum())
        strays.append(seen - middle)
    assert np.ptp(strays) < 0.5
