"""Clouds from above, other worlds' skies, rocks that float in space."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.light import palettes
from rushes.engines.animatic.drawing.paint import (
    blob,
    box,
    dots,
    fill,
    line,
    linear,
    mix,
    oval,
    radial,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("cloud bank")
def cloud_bank(
    site: Site, z: float, y: float = 0.1, size: float = 0.15, every: float = 0.18
) -> Iterator[Layer]:
    """A bank of clouds across the picture, its tops `y` below the horizon; sizes in tangents."""
    view = site.view
    depth = view.depth(z)
    if depth < 2:
        return
    seen = view.seen(z)
    level = view.at(0, y, z)[1]
    low = max(seen.bottom, level + size * depth)
    paint = functools.partial(
        _paint_bank, site, z, (seen.left, seen.right), (level, low), size * depth, every * depth
    )
    motion = functools.partial(_drift, 0.004 * depth)
    bounds = Bounds(seen.left, level - size * depth * 0.75, seen.right, low)
    yield Layer(z, (Part(bounds, paint, motion=motion),))


def _drift(speed: float, seconds: float) -> Motion:
    return Motion(dx=speed * math.sin(seconds * 0.4))


def _paint_bank(
    site: Site,
    z: float,
    sides: tuple[float, float],
    levels: tuple[float, float],
    size: float,
    every: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light = brush.light
    time, weather = palettes(light)
    dark, bright = (mix(colour, weather.sky_tint, weather.sky_share) for colour in time.clouds)
    (left, right), (level, low) = sides, levels
    canvas.drawRect(
        box(left, level, right, low),
        linear(
            (0, level),
            (0, level + size * 1.2),
            [mix(dark, bright, 0.55), mix(dark, bright, 0.25), dark],
        ),
    )
    for number in range(math.floor(left / every) - 1, math.ceil(right / every) + 2):
        random = site.random("bank", z, number)
        x = (number + random.uniform(-0.3, 0.3)) * every
        for _ in range(5):
            reach = size * random.uniform(0.22, 0.46)
            px = x + random.uniform(-0.5, 0.5) * every
            py = level + random.uniform(-0.22, 0.16) * size
            shine = (px + light.key_side * reach * 0.35, py - reach * 0.4)
            canvas.drawOval(
                oval(px, py, reach, reach * 0.72),
                radial(
                    shine,
                    reach * 1.2,
                    [(bright, 0.95), (mix(dark, bright, 0.55), 0.75), (dark, 0.0)],
                    [0, 0.55, 1],
                ),
            )


@place_painter("alien sky")
def alien_sky(
    site: Site,
    z: float = math.inf,
    top: Rgb = "#3a1e2c",
    middle: Rgb = "#a04a38",
    low: Rgb = "#f0a868",
) -> Iterator[Layer]:
    """The sky of another world: dusty near the ground, stars showing overhead."""
    seen = site.view.seen(math.inf)
    bounds = Bounds(seen.left - 0.3, seen.top - 0.2, seen.right + 0.3, max(seen.bottom, 0.3))
    paint = functools.partial(_paint_alien_sky, site, bounds, (top, middle, low))
    yield Layer(math.inf, (Part(bounds, paint, is_opaque=True, takes_haze=False),))


_DIM = {"night": 0.7, "dusk": 0.35, "dawn": 0.15}


def _paint_alien_sky(
    site: Site, bounds: Bounds, colours: tuple[Rgb, Rgb, Rgb], canvas: skia.Canvas, brush: Brush
) -> None:
    dim = _DIM.get(brush.light.time_of_day, 0.0)
    top, middle, low = (mix(colour, "#0a0818", dim) for colour in colours)
    canvas.drawRect(box(*bounds), linear((0, -0.62), (0, 0.02), [top, middle, low], [0, 0.6, 1]))
    random = site.random("alien stars")
    for size, count in ((0.0018, 160), (0.0032, 40)):
        points = [
            (random.uniform(bounds.left, bounds.right), random.uniform(bounds.top, -0.16))
            for _ in range(count)
        ]
        dots(canvas, points, line("#ffe8dc", size, 0.75))
    x, y = brush.light.sun[0], -0.16
    glow = [("#fff4dc", 0.95), (low, 0.6), (low, 0.0)]
    canvas.drawCircle(x, y, 0.16, radial((x, y), 0.16, glow, [0.16, 0.3, 1]))


@place_painter("asteroids")
def asteroids(
    site: Site, z: float, count: int = 8, size: float = 2.0, colour: Rgb = "#7a706a"
) -> Iterator[Layer]:
    """Rocks that float and turn slowly."""
    view = site.view
    depth = view.depth(z)
    if depth < 2:
        return
    random = site.random("asteroids", z)
    parts = []
    for number in range(count):
        tangent = (number + random.uniform(0.1, 0.9)) / count * 2 - 1
        x, y = view.at(tangent * view.half_width * 1.15, random.uniform(-0.42, 0.3), z)
        reach = size * random.uniform(0.35, 1.0)
        paint = functools.partial(_paint_asteroid, site, (z, number), x, y, reach, colour)
        motion = functools.partial(
            _float, random.uniform(-0.02, 0.02) * depth, random.uniform(-5, 5)
        )
        spare = reach * 1.3
        parts.append(
            Part(
                Bounds(x - spare, y - spare, x + spare, y + spare),
                paint,
                motion=motion,
                pivot=(x, y),
            )
        )
    yield Layer(z, tuple(parts))


def _float(speed: float, turn: float, seconds: float) -> Motion:
    return Motion(dx=speed * seconds, degrees=turn * seconds)


def _paint_asteroid(
    site: Site,
    which: tuple[float, int],
    x: float,
    y: float,
    reach: float,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    random = site.random("asteroid", which)
    tone = tones(brush.light, colour)
    body = blob(random, x, y, reach, reach * random.uniform(0.6, 0.9), 0.16)
    shine = (x + brush.light.key_side * reach * 0.5, y - reach * 0.5)
    canvas.drawPath(
        body,
        radial(shine, reach * 1.7, [tone.lit, tone.mid, tone.deep, "#0a0a12"], [0, 0.35, 0.7, 1]),
    )
    texture(canvas, body, (reach * 1.2, reach * 1.2), 0.35, seed=41, slope=1.1)
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    for _ in range(6):
        px, py = x + random.uniform(-0.7, 0.7) * reach, y + random.uniform(-0.5, 0.5) * reach
        size = reach * random.uniform(0.08, 0.2)
        canvas.drawOval(oval(px, py, size, size * 0.75), fill("#0c0a10", 0.4))
        canvas.drawOval(
            oval(px, py + size * 0.25, size, size * 0.6), line(tone.lit, size * 0.15, 0.4)
        )
    canvas.restore()
