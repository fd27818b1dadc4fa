"""Smoke and steam: from chimneys, volcanoes, hot springs."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import radial, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("smoke")
def smoke(
    site: Site,
    z: float,
    x: float,
    up: float,
    size: float = 0.05,
    rise: float = 0.25,
    colour: Rgb = "#5a5258",
    metres: bool = False,
    glow: bool = False,
    lean: float = 0.35,
) -> Iterator[Layer]:
    """A column of smoke or steam from a point (tangents, or metres), puffs rising and spreading."""
    view = site.view
    depth = view.depth(z)
    if depth < 2:
        return
    unit = 1.0 if metres else depth
    foot = (x, -up) if metres else view.at(x, -up, z)
    strength = 1.8 if site.light.weather == "wind" else 1.0
    parts = []
    random = site.random("smoke", z, x)
    if glow:
        reach = size * unit * 3.2
        parts.append(
            Part(
                Bounds(foot[0] - reach, foot[1] - reach, foot[0] + reach, foot[1] + reach),
                functools.partial(_paint_fire_glow, foot, reach),
                takes_haze=False,
            )
        )
    count = 11
    for number in range(count):
        share = number / count
        reach = size * unit * (0.7 + 2.2 * share) * random.uniform(0.85, 1.15)
        cx = (
            foot[0]
            + unit * rise * (share**1.4) * lean * strength
            + random.uniform(-0.3, 0.3) * reach
        )
        cy = foot[1] - unit * rise * share
        paint = functools.partial(
            _paint_puff, cx, cy, reach, colour, random.randrange(1 << 30), 1 - share * 0.55
        )
        motion = functools.partial(_billow, unit * rise / count, number, reach)
        spare = reach * 1.4
        parts.append(
            Part(Bounds(cx - spare, cy - spare, cx + spare, cy + spare), paint, motion=motion)
        )
    yield Layer(z, tuple(reversed(parts)))


def _billow(step: float, number: int, reach: float, seconds: float) -> Motion:
    share = (seconds * 0.22) % 1.0
    return Motion(
        dx=reach * 0.1 * math.sin(seconds * 0.9 + number),
        dy=-step * share,
        opacity=0.9 if 0 < number < 10 else math.sin(math.pi * share),
    )


def _paint_puff(
    x: float,
    y: float,
    reach: float,
    colour: Rgb,
    seed: int,
    opacity: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    random = Random(seed)
    tone = tones(brush.light, colour)
    for _ in range(6):
        px, py = x + random.uniform(-0.5, 0.5) * reach, y + random.uniform(-0.5, 0.5) * reach
        size = reach * random.uniform(0.4, 0.75)
        lit = (px + brush.light.key_side * size * 0.4, py - size * 0.4)
        canvas.drawCircle(
            px,
            py,
            size,
            radial(
                lit,
                size * 1.3,
                [(tone.lit, 0.6 * opacity), (tone.mid, 0.45 * opacity), (tone.dark, 0.0)],
                [0, 0.55, 1],
            ),
        )


def _paint_fire_glow(
    foot: tuple[float, float], reach: float, canvas: skia.Canvas, brush: Brush
) -> None:
    canvas.drawCircle(
        *foot,
        reach,
        radial(foot, reach, [("#ffd07a", 0.9), ("#ff6a2a", 0.5), ("#ff4a1a", 0.0)], [0, 0.3, 1]),
    )
