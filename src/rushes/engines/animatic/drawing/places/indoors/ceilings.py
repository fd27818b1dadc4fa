"""What hangs from ceilings: rows of lights, chandeliers, spotlights and their beams."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("ceiling lights")
def ceiling_lights(
    site: Site,
    height: float = 2.8,
    at: tuple[float, ...] = (-1.6, 1.6),
    depths: tuple[float, ...] = (2.0, 0.5, -1.0),
    size: tuple[float, float] = (0.3, 1.1),
    colour: Rgb = "#fbfdff",
    glow: float = 0.35,
    z: float = 0.0,
) -> Iterator[Layer]:
    """Flat lamps in the ceiling, in perspective: x of the rows, z of each lamp's far end."""
    view = site.view
    half, long = size[0] / 2, size[1]
    for depth in depths:
        far = z + depth
        near = max(far - long, view.camera.z + 0.6)
        if near >= far:
            continue
        parts = []
        for x in at:
            points = [view.onto(far, x + dx, -height, end) for dx, end in (
                (-half, far), (half, far), (half, near), (-half, near)
            )]  # fmt: skip
            xs, ys = [px for px, _ in points], [py for _, py in points]
            spare = 0.5 + half
            bounds = Bounds(min(xs) - spare, min(ys) - spare, max(xs) + spare, max(ys) + spare)
            paint = functools.partial(_paint_lamp, points, colour, glow, spare)
            parts.append(Part(bounds, paint, takes_haze=False))
        yield Layer(far, tuple(parts))


def _paint_lamp(
    points: list[tuple[float, float]],
    colour: Rgb,
    glow: float,
    spare: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    x = sum(px for px, _ in points) / 4
    y = sum(py for _, py in points) / 4
    draw_glow(canvas, x, y, spare * 1.6, colour, glow)
    canvas.drawPath(polygon(points), fill(colour))
    canvas.drawPath(polygon(points), line("#8a8e94", 0.015))


@place_painter("chandelier")
def chandelier(
    site: Site, z: float, x: float = 0.0, low: float = 2.7, width: float = 1.6, top: float = 5.0
) -> Iterator[Layer]:
    """A chandelier of two rings of candles, its crystals hanging down."""
    if site.view.depth(z) < 1.5:
        return
    half = width / 2
    paint = functools.partial(_paint_chandelier, x, low, half, top)
    spare = half * 1.5
    yield Layer(
        z, (Part(Bounds(x - spare, -top, x + spare, -low + half * 0.7), paint, takes_haze=False),)
    )


def _paint_chandelier(
    x: float, low: float, half: float, top: float, canvas: skia.Canvas, brush: Brush
) -> None:
    gold = tones(brush.light, "#d8a84a")
    draw_glow(canvas, x, -low - half * 0.4, half * 1.5, "#ffe2a0", 0.55)
    canvas.drawLine(x, -top, x, -low, line(gold.dark, half * 0.05))
    for level, share in ((0.0, 1.0), (0.75, 0.6)):
        reach, y = half * share, -low - half * level
        ring = box(x - reach, y - reach * 0.16, x + reach, y + reach * 0.16)
        canvas.drawOval(ring, line(gold.lit, half * 0.07))
        for step in range(9):
            angle = math.tau * step / 9
            cx, cy = x + reach * math.cos(angle), y + reach * 0.16 * math.sin(angle)
            canvas.drawRect(
                box(cx - half * 0.025, cy - half * 0.2, cx + half * 0.025, cy), fill("#fff4d8")
            )
            draw_glow(canvas, cx, cy - half * 0.26, half * 0.17, "#fff0b8", 1.0)
            drop = half * (0.16 + 0.1 * (step % 3))
            canvas.drawLine(cx, cy, cx, cy + drop, line("#e8f4ff", half * 0.03, 0.75))
        arm = curve([(x - reach, y), (x, y + reach * 0.42), (x + reach, y)], closed=False)
        canvas.drawPath(arm, line(gold.mid, half * 0.05))
    canvas.drawCircle(x, -low + half * 0.42, half * 0.1, fill("#e8f4ff", 0.9))


@place_painter("beams of light")
def beams_of_light(
    site: Site,
    z: float,
    at: tuple[tuple[float, float, Rgb], ...] = ((-2.0, 0.0, "#ffe2a0"), (2.0, 0.0, "#ffe2a0")),
    top: float = 4.5,
    width: float = 1.6,
    strength: float = 0.3,
    sweeps: float = 0.0,
) -> Iterator[Layer]:
    """Spotlights above and their beams: x of each lamp, where it points to, its colour.

    With `sweeps` they swing by so many degrees, as over a dance floor.
    """
    if site.view.depth(z) < 1.5:
        return
    parts = []
    for number, (told_x, told_target, colour) in enumerate(at):
        x, target = site.across(told_x), site.across(told_target)
        paint = functools.partial(_paint_beam, x, target, top, width, strength, colour)
        reach = max(abs(target - x), 0.5) + width
        motion = functools.partial(_swing, sweeps, number) if sweeps else None
        parts.append(
            Part(
                Bounds(x - reach, -top - 0.3, x + reach, 0.3),
                paint,
                motion=motion,
                pivot=(x, -top),
                takes_haze=False,
            )
        )
    yield Layer(z, tuple(parts))


def _swing(degrees: float, number: int, seconds: float) -> Motion:
    return Motion(degrees=degrees * math.sin(seconds * 1.3 + number * 2.1))


def _paint_beam(
    x: float,
    target: float,
    top: float,
    width: float,
    strength: float,
    colour: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    cone = polygon(
        [(x - 0.08, -top), (x + 0.08, -top), (target + width / 2, 0.1), (target - width / 2, 0.1)]
    )
    canvas.drawPath(
        cone, linear((0, -top), (0, 0), [(colour, strength), (colour, strength * 0.25)], blur=0.05)
    )
    pool = box(target - width / 2, -0.12, target + width / 2, 0.22)
    canvas.drawOval(pool, fill(colour, strength * 0.9, 0.06))
    draw_glow(canvas, x, -top + 0.05, 0.4, colour, 0.9)
    lamp = box(x - 0.12, -top - 0.26, x + 0.12, -top + 0.02)
    canvas.drawRoundRect(lamp, 0.05, 0.05, across(brush.light, x - 0.12, x + 0.12, "#2a2a2e"))
