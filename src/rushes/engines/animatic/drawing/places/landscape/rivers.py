"""Water that lies in the land: rivers, canals, ponds; and boats' wakes of light on it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    in_weather,
    line,
    linear,
    mix,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.floors import FLOORS, Floor
from rushes.engines.animatic.drawing.places.ground import Patch, floor_layers
from rushes.engines.animatic.drawing.places.landscape.water import water_colours
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.sky import sun_share
from rushes.engines.animatic.scene import Rgb


@place_painter("river")
def river(
    site: Site,
    z: float,
    near_z: float | None = None,
    half_width: float = 3.5,
    x: float = 0.0,
    bend: float = 3.0,
    wave: float = 40.0,
    colour: Rgb = "#3f7f94",
    bank: str = "grass",
    bank_colour: Rgb = "#86935a",
    surface: str = "water",
    widens: float = 0.0,
) -> Iterator[Layer]:
    """The ground out to z with a river winding away through it: of water, lava or any floor.

    Without a `bend` it is a canal; with `near_z` it begins there: a pond's or a lake's near shore.
    """
    far, near = water_colours(site.light, colour)
    view = site.view
    start = near_z if near_z is not None else view.camera.z
    banks = functools.partial(_banks, x, half_width, bend, wave, widens)
    paint = functools.partial(
        _paint,
        banks=banks,
        start=start,
        end=z,
        inks=(far, near),
        bank=(bank, bank_colour),
        surface=surface,
    )
    yield from floor_layers(site, paint, z)
    if surface == "water":
        yield from _glints(site, banks, max(start, view.camera.z + 2.5), z)


def _banks(
    x: float, half: float, bend: float, wave: float, widens: float, z: float
) -> tuple[float, float]:
    middle = x + bend * math.sin(z / wave * math.tau) - bend * math.sin(0.0)
    wide = half + widens * max(0.0, z) + 0.15 * half * math.sin(z * 0.9) * (1 if bend else 0)
    return middle - wide, middle + wide


def _paint(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    banks: functools.partial[tuple[float, float]],
    start: float,
    end: float,
    inks: tuple[Rgb, Rgb],
    bank: tuple[str, Rgb],
    surface: str,
) -> None:
    kind, ground = bank
    FLOORS[kind](canvas, brush, patch, Floor(ground, "#7a6a54", 0.6))
    near, far = max(patch.near, start), min(patch.far, end)
    if near >= far:
        return
    count = 14
    left, right = [], []
    for step in range(count + 1):
        at = near + (far - near) * step / count
        a, b = banks(at)
        left.append((a, at))
        right.append((b, at))
    shape = polygon([*left, *reversed(right)])
    earth = tones(brush.light, mix(in_weather(brush.light, ground), "#4a3c2c", 0.5))
    canvas.drawPath(shape, line(earth.dark, 0.5))
    if surface == "lava":
        canvas.drawPath(shape, fill("#ff5a1e"))
        texture(canvas, shape, (1.2, 1.8), 0.6, seed=41, slope=1.2)
        for side in (left, right):
            canvas.drawPath(polygon(side, closed=False), line("#ffd86a", 0.3, 0.8, 0.08))
        return
    if surface != "water":
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        FLOORS[surface](canvas, brush, patch, Floor(inks[1], "#ffffff", 0.6))
        canvas.restore()
        return
    share = min(1.0, max(0.0, patch.far / 70.0))
    ink = [
        mix(inks[1], inks[0], min(1.0, max(0.0, patch.near / 70.0))),
        mix(inks[1], inks[0], share),
    ]
    canvas.drawPath(shape, linear((0, patch.near), (0, patch.far), ink))
    size = max(0.9, (patch.far - patch.near) * 0.7)
    texture(canvas, shape, (size * 3, size), 0.26, seed=81, slope=1.3)
    texture(canvas, shape, (size * 1.2, size * 0.3), 0.16, seed=82, slope=1.0)
    foam = line(tones(brush.light, "#f0f8f8").mid, 0.09, 0.5)
    canvas.drawPath(polygon(left, closed=False), foam)
    canvas.drawPath(polygon(right, closed=False), foam)


def _glints(
    site: Site, banks: functools.partial[tuple[float, float]], near: float, far: float
) -> Iterator[Layer]:
    """Strokes of light that slide over the water and fade."""
    random = site.random("glints")
    share = 0.35 + 0.5 * sun_share(site.light)
    far = min(far, near + 60)
    if far <= near:
        return
    for row in range(3):
        z = near + (far - near) * ((row + 0.4) / 3) ** 1.7
        left, right = banks(z)
        parts = []
        for _ in range(7):
            x = left + (right - left) * random.uniform(0.12, 0.88)
            long = random.uniform(0.04, 0.11) * (right - left)
            y = random.uniform(-0.02, 0.03)
            paint = functools.partial(_paint_glint, x, y, long, share)
            motion = functools.partial(_slide, long * 1.5, random.random() * 6)
            parts.append(Part(Bounds(x - long, y - 0.04, x + long, y + 0.04), paint, motion=motion))
        yield Layer(z, tuple(parts))


def _slide(reach: float, offset: float, seconds: float) -> Motion:
    return Motion(
        dx=reach * math.sin(seconds * 0.5 + offset),
        opacity=0.5 + 0.5 * math.sin(seconds * 1.7 + offset),
    )


def _paint_glint(
    x: float, y: float, long: float, share: float, canvas: skia.Canvas, brush: Brush
) -> None:
    bright = mix(brush.light.key, "#ffffff", 0.6)
    canvas.drawOval(box(x - long, y - 0.016, x + long, y + 0.016), fill(bright, share))
