"""Roller coasters, ski lifts, heaps of scrap: iron in the open."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    curve,
    fill,
    in_weather,
    line,
    linear,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


@place_painter("coaster")
def coaster(site: Site, z: float, colour: Rgb = "#d8402f", height: float = 26.0) -> Iterator[Layer]:
    """A roller coaster's track on its trestles, with a loop, across the picture."""
    if site.view.depth(z) < 5:
        return
    seen = site.view.seen(z)
    bounds = Bounds(seen.left, -height * 1.25, seen.right, 0.2)
    yield Layer(z, (Part(bounds, functools.partial(_paint_coaster, seen, height, colour)),))


def _paint_coaster(
    seen: Bounds, height: float, colour: Rgb, canvas: skia.Canvas, brush: Brush
) -> None:
    tone, white = tones(brush.light, colour), tones(brush.light, "#e8e8ec")
    points = []
    steps = 90
    for step in range(steps + 1):
        x = seen.left + (seen.right - seen.left) * step / steps
        y = -height * (0.55 + 0.36 * math.sin(x * 0.075 + 1.0) + 0.12 * math.sin(x * 0.19))
        points.append((x, min(-1.5, y)))
    for x, y in points[::2]:
        canvas.drawLine(x, y, x, 0, line(white.mid, 0.22, 0.9))
    for (x0, y0), (x1, y1) in itertools.pairwise(points[::4]):
        canvas.drawLine(x0, y0 * 0.5, x1, y1 * 0.9, line(white.dark, 0.13, 0.8))
    loop_x, reach = 22.0, height * 0.36
    canvas.drawCircle(loop_x, -reach - 2, reach, line(tone.deep, 0.9))
    canvas.drawCircle(loop_x, -reach - 2, reach, line(tone.lit, 0.4))
    canvas.drawPath(curve(points, closed=False), line(tone.deep, 0.95))
    canvas.drawPath(curve(points, closed=False), line(tone.lit, 0.45))
    for number in range(5):
        x, y = points[30 + number]
        car = tones(brush.light, "#f0c03a" if number % 2 else "#3a7ac8")
        canvas.drawRoundRect(box(x - 0.9, y - 1.7, x + 0.9, y - 0.3), 0.4, 0.4, fill(car.lit))


@place_painter("lift")
def lift(
    site: Site, z: float, x: float = 8.0, colour: Rgb = "#c8402f", near_z: float = 6.0
) -> Iterator[Layer]:
    """A ski lift going up and away: pylons, a cable, chairs on it."""
    view = site.view
    count = 7
    for number in range(count, -1, -1):
        at = near_z + (z - near_z) * (number / count) ** 1.5
        if view.depth(at) < 2:
            continue
        paint = functools.partial(
            _paint_pylon,
            site,
            x,
            at,
            near_z + (z - near_z) * ((number + 1) / count) ** 1.5,
            colour,
            number,
        )
        far = view.onto(at, x, -6.4, near_z + (z - near_z) * ((number + 1) / count) ** 1.5)
        yield Layer(
            at,
            (
                Part(
                    Bounds(
                        min(x - 2.6, far[0] - 2),
                        min(-7.2, far[1] - 1),
                        max(x + 2.6, far[0] + 2),
                        0.2,
                    ),
                    paint,
                ),
            ),
        )


def _paint_pylon(
    site: Site,
    x: float,
    z: float,
    following: float,
    colour: Rgb,
    number: int,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    steel, chair = tones(brush.light, "#8a949c"), tones(brush.light, colour)
    for side in (-1.6, 1.6):
        end = site.view.onto(z, x + side, -6.4, following)
        canvas.drawLine(x + side, -6.4, *end, line("#2a2e34", 0.05))
        seat_x, seat_y = (x + side + end[0]) / 2, (-6.4 + end[1]) / 2
        size = 0.7 + 0.3 * (number % 2)
        canvas.drawLine(seat_x, seat_y, seat_x, seat_y + 1.5 * size, line(steel.mid, 0.06))
        seat = box(
            seat_x - 0.8 * size, seat_y + 1.1 * size, seat_x + 0.8 * size, seat_y + 1.9 * size
        )
        canvas.drawRoundRect(seat, 0.15, 0.15, fill(chair.mid))
    canvas.drawRect(
        box(x - 0.16, -6.6, x + 0.16, 0.1), across(brush.light, x - 0.16, x + 0.16, "#9aa4ac")
    )
    canvas.drawRect(box(x - 1.9, -6.7, x + 1.9, -6.5), fill(steel.lit))


@place_painter("scrap")
def scrap(
    site: Site, z: float, x: float = 0.0, width: float = 10.0, height: float = 4.0
) -> Iterator[Layer]:
    """A heap of crushed cars and scrap, layer upon layer."""
    if site.view.depth(z) < 2:
        return
    bounds = Bounds(x - width / 2 - 0.6, -height - 0.8, x + width / 2 + 0.6, 0.2)
    yield Layer(z, (Part(bounds, functools.partial(_paint_scrap, x, z, width, height)),))


_WRECKS = ("#9a5a3a", "#5a7a84", "#8a8a84", "#a8843a", "#7a4a3a", "#6a7060", "#b0a898", "#4a5a6a")


def _paint_scrap(
    x: float, z: float, width: float, height: float, canvas: skia.Canvas, brush: Brush
) -> None:
    random = Random(f"scrap {x} {z}")
    rows = max(2, round(height / 0.75))
    for row in range(rows):
        y = -row * height / rows
        half = width / 2 * (1 - 0.55 * (row / rows) ** 1.5)
        at = x - half
        while at < x + half:
            long, tall = random.uniform(1.2, 2.8), height / rows * random.uniform(0.9, 1.3)
            tone = tones(brush.light, in_weather(brush.light, random.choice(_WRECKS), 0.3))
            canvas.save()
            canvas.rotate(random.uniform(-7, 7), at + long / 2, y)
            body = polygon(
                [
                    (at, y),
                    (at + long * 0.06, y - tall * 0.6),
                    (at + long * 0.3, y - tall),
                    (at + long * 0.72, y - tall * 0.95),
                    (at + long * 0.95, y - tall * 0.5),
                    (at + long, y),
                ]
            )
            canvas.drawPath(body, linear((0, y - tall), (0, y), [tone.lit, tone.mid, tone.deep]))
            canvas.drawRect(
                box(at + long * 0.34, y - tall * 0.86, at + long * 0.62, y - tall * 0.56),
                fill("#1c2024", 0.8),
            )
            canvas.drawCircle(at + long * 0.2, y - tall * 0.1, tall * 0.22, fill("#201c1c"))
            canvas.restore()
            at += long * 0.8
