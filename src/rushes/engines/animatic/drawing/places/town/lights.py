"""Strings of lights hung over a set."""

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
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Motion, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter


@place_painter("string lights")
def string_lights(
    site: Site,
    z: float,
    half_width: float = 3.3,
    height: float = 3.0,
    sag: float = 0.45,
    bulbs: int = 13,
    poles: bool = False,
    bulb_m: float = 0.045,
) -> Iterator[Layer]:
    """A string of bulbs hung between two points; they glow and twinkle gently."""
    view = site.view
    if view.depth(z) < 1.5:
        return
    if not poles:
        half_width = max(1.9, min(half_width, view.half_width * view.depth(z) * 1.02))
    points = [
        (
            -half_width + 2 * half_width * step / (bulbs - 1),
            -height + sag * (1 - (2 * step / (bulbs - 1) - 1) ** 2),
        )
        for step in range(bulbs)
    ]

    def wire(canvas: skia.Canvas, brush: Brush) -> None:
        ink = tones(brush.light, "#3a2a24").deep
        width = max(0.012, 1.1 / brush.pixels_per_metre)
        canvas.drawPath(curve(points, closed=False), line(ink, width))
        if poles:
            for x in (-half_width, half_width):
                post = across(brush.light, x - 0.07, x + 0.07, "#4a3428")
                canvas.drawRect(box(x - 0.06, -height - 0.1, x + 0.06, 0), post)

    low = 0.0 if poles else -height + sag + 0.05
    edge = half_width + 0.1
    parts = [Part(Bounds(-edge, -height - 0.12, edge, low), wire)]
    for index, (x, y) in enumerate(points):
        halo = bulb_m * 5.0
        parts.append(
            Part(
                Bounds(x - halo, y + bulb_m - halo, x + halo, y + bulb_m + halo),
                functools.partial(_paint_bulb, x, y + bulb_m, bulb_m),
                motion=functools.partial(_twinkle, index * 1.7),
                takes_haze=False,
            )
        )
    yield Layer(z, tuple(parts))


def _twinkle(offset: float, seconds: float) -> Motion:
    return Motion(opacity=0.84 + 0.16 * math.sin(seconds * 2.3 + offset))


def _paint_bulb(x: float, y: float, size: float, canvas: skia.Canvas, brush: Brush) -> None:
    dark_hours = brush.light.time_of_day in ("dusk", "night") or brush.light.indoors
    draw_glow(canvas, x, y, size * 5.0, "#ffd27a", 0.75 if dark_hours else 0.5)
    canvas.drawRect(
        box(x - size * 0.3, y - size * 1.25, x + size * 0.3, y - size * 0.6), fill("#2e211c")
    )
    canvas.drawCircle(x, y, size * 0.82, fill("#fff3c8"))
