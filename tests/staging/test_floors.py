"""Level ground keeps true perspective, judged by casting rays."""

from __future__ import annotations

import math

import numpy as np
import pytest
import skia

from rushes.engines.animatic.drawing.compositing.compositor import Compositor
from rushes.engines.animatic.drawing.compositing.projection import Picture, Placed
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.scene import CameraPose, Light

PICTURE = Picture(320, 180)
Rgb = tuple[int, int, int]
RED, WHITE = (255, 0, 0), (255, 255, 255)
LIGHT = Light(
    time_of_day="day",
    weather="clear",
    indoors=False,
    sun=(0.1, -0.5),
    key="#ffffff",
    fill="#808080",
    rim="#ffffff",
    haze="#0000ff",
    haze_per_km=0.0,
    shadow_length=0.0,
    key_side=1,
)


def _checks(reference: CameraPose, far_z: float) -> Part:
    """A chequered floor at y = 0, one metre a square, painted as a camera sees it."""
    depth = far_z - reference.z

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        matrix = skia.Matrix.MakeAll(
            depth,
            reference.x,
            -reference.x * (reference.z + depth),
            0.0,
            reference.y,
            -reference.y * reference.z - reference.y * depth,
            0.0,
            1.0,
            -reference.z,
        )
        canvas.concat(matrix)
        for x in range(-30, 30):
            for z in range(-3, round(far_z)):
                colour = skia.ColorWHITE if (x + z) % 2 else skia.ColorRED
                canvas.drawRect(skia.Rect.MakeXYWH(x, z, 1, 1), skia.Paint(Color=colour))

    return Part(Bounds(-200, reference.y, 200, 60), paint, lies_at=0.0)


def _expected(pose: CameraPose, far_z: float, row: int, column: int) -> Rgb | None:
    """The chequered floor's colour at a pixel, by casting a ray; None on an edge."""
    down = (row + 0.5 - 90) / (180 * pose.focal) + pose.shift_y
    across = (column + 0.5 - 160) / (180 * pose.focal) + pose.shift_x
    if down <= 0.02:
        return None
    depth = -pose.y / down
    x, z = pose.x + across * depth, pose.z + depth
    step = 1.6 * depth / (180 * pose.focal)
    deep = step * depth / -pose.y
    near_edge = abs(x - round(x)) < step or abs(z - round(z)) < deep
    if near_edge or z > far_z - deep or z < -2.9:
        return None
    return WHITE if (math.floor(x) + math.floor(z)) % 2 else RED


@pytest.mark.parametrize("frame", [0, 7, 15, 23])
def test_a_floor_keeps_true_perspective_under_a_moving_camera(frame: int) -> None:
    poses = [
        CameraPose(
            x=-2 + 4 * u,
            y=-1.2 - u,
            z=-4.5 + u,
            focal=1.2 + 0.2 * u,
            shift_x=0.1 * u,
            shift_y=0.12 + 0.05 * u,
        )
        for u in (n / 23 for n in range(24))
    ]
    placed = Placed(_checks(poses[0], 12.0), 0, 0, 12.0, seed="floor")
    compositor = Compositor([placed], poses, LIGHT, PICTURE, 24, None, None, poses[0])
    pixels = np.zeros((180, 320, 4), np.uint8)
    info = skia.ImageInfo.Make(*PICTURE, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    surface = skia.Surface.MakeRasterDirect(info, pixels)
    surface.getCanvas().clear(skia.ColorBLACK)
    compositor.draw(surface.getCanvas(), frame)
    surface.flushAndSubmit()
    picture = pixels[:, :, 2::-1].astype(int)
    wrong = seen = 0
    for row in range(60, 178, 3):
        for column in range(2, 318, 5):
            colour = _expected(poses[frame], 12.0, row, column)
            if colour is not None:
                seen += 1
                wrong += bool(np.abs(picture[row, column] - np.array(colour)).max() > 90)
    assert seen > 500
    assert wrong < 0.025 * seen
