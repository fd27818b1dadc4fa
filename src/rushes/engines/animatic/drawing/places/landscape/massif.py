"""Masses of rock, ice or earth with an outline of their own: cliffs, mesas, volcanoes, icebergs."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    Tones,
    box,
    curve,
    fill,
    in_weather,
    line,
    linear,
    mix,
    oval,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb

Points = list[tuple[float, float]]


@place_painter("massif")
def massif(
    site: Site,
    z: float,
    outline: tuple[float, ...],
    material: str = "rock",
    colour: Rgb = "#8a7a6a",
    metres: bool = False,
    foot: float = 0.1,
    rough: float = 0.02,
    snow: float = 0.0,
) -> Iterator[Layer]:
    """A mass with this outline: x and height of its corners one after the other, left to right.

    They are tangents from the horizon, or `metres` from the ground; its foot is `foot` below.
    `material`: rock, sandstone, ice, snow, lava, grass or jungle; `rough` breaks its outline;
    `snow` is the share of its height that is white.
    """
    view = site.view
    depth = view.depth(z)
    if depth < 2:
        return
    corners = list(zip(outline[0::2], outline[1::2], strict=True))
    points: Points = (
        [(x, -up) for x, up in corners] if metres else [view.at(x, -up, z) for x, up in corners]
    )
    low = foot if metres else view.at(0, foot, z)[1]
    broken = _broken(site.random("massif", z, outline[0]), points, rough)
    xs, ys = [x for x, _ in broken], [y for _, y in broken]
    bounds = Bounds(min(xs) - 0.01 * depth, min(ys) - 0.02 * depth, max(xs) + 0.01 * depth, low)
    paint = functools.partial(_paint, site, z, broken, low, material, colour, snow)
    yield Layer(z, (Part(bounds, paint),))


def _broken(random: Random, points: Points, rough: float) -> Points:
    """The outline with its straight pieces broken three times over."""
    for _ in range(3):
        finer: Points = []
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            long = math.hypot(x1 - x0, y1 - y0)
            finer += [
                (x0, y0),
                (
                    (x0 + x1) / 2 + random.uniform(-1, 1) * rough * long,
                    (y0 + y1) / 2 + random.uniform(-1, 1) * rough * long * 2,
                ),
            ]
        points = [*finer, points[-1]]
    return points


def _paint(
    site: Site,
    z: float,
    points: Points,
    low: float,
    material: str,
    colour: Rgb,
    snow: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light = brush.light
    tone = tones(light, in_weather(light, colour, 0.55))
    shape = polygon([*points, (points[-1][0], low), (points[0][0], low)])
    top = min(y for _, y in points)
    side = light.key_side
    left, right = points[0][0], points[-1][0]
    start, end = (right, left) if side > 0 else (left, right)
    canvas.drawPath(
        shape, linear((start, top), (end, low), [tone.lit, tone.mid, mix(tone.mid, tone.dark, 0.7)])
    )
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    random = site.random("facets", z, points[0][0])
    _MATERIALS[material](canvas, brush, random, points, (top, low), tone)
    if snow > 0:
        _paint_snowcap(canvas, brush, random, points, (top, low), snow)
    tall = low - top
    fade = [(light.haze, 0.0), (light.haze, 0.35)]
    canvas.drawRect(
        box(left, low - tall * 0.4, right, low), linear((0, low - tall * 0.4), (0, low), fade)
    )
    canvas.restore()


def _facets(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
    strength: float,
) -> None:
    """Planes that run down from the outline, lit or shaded by the way they lean."""
    _top, low = span
    lit, dark = skia.Path(), skia.Path()
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        drop = (low - min(y0, y1)) * random.uniform(0.25, 0.9)
        lean = random.uniform(-0.25, 0.25) * (x1 - x0)
        piece = polygon(
            [(x0, y0), (x1, y1), (x1 + lean * 2, y1 + drop), (x0 + lean, y0 + drop * 0.6)]
        )
        climbs = (y1 < y0) == (brush.light.key_side < 0)
        (lit if climbs else dark).addPath(piece)
    canvas.drawPath(lit, fill(tone.rim, 0.30 * strength))
    canvas.drawPath(dark, fill(tone.deep, 0.5 * strength))


def _rock(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    _facets(canvas, brush, random, points, span, tone, 1.0)
    tall = span[1] - span[0]
    texture(
        canvas,
        box(points[0][0], span[0], points[-1][0], span[1]),
        (tall * 0.8, tall * 1.1),
        0.34,
        seed=41,
        slope=1.2,
    )


def _sandstone(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    top, low = span
    tall = low - top
    _facets(canvas, brush, random, points, span, tone, 0.7)
    y = top
    while y < low:
        thick = tall * random.uniform(0.015, 0.06)
        ink, opacity = random.choice(
            ((tone.rim, 0.22), (tone.deep, 0.3), (tone.dark, 0.3), (tone.lit, 0.25))
        )
        points_across: Points = [
            (
                points[0][0] + (points[-1][0] - points[0][0]) * step / 8,
                y + random.uniform(-0.3, 0.3) * thick,
            )
            for step in range(9)
        ]
        band = curve(points_across, closed=False)
        canvas.drawPath(band, line(ink, thick, opacity))
        y += thick * random.uniform(1.1, 2.2)
    texture(
        canvas,
        box(points[0][0], top, points[-1][0], low),
        (tall * 0.3, tall * 1.6),
        0.22,
        seed=22,
        slope=1.1,
    )


def _ice(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    _facets(canvas, brush, random, points, span, tone, 0.75)
    top, low = span
    tall = low - top
    blue, white = tones(brush.light, "#5ab4d8"), tones(brush.light, "#ffffff")
    wide = points[-1][0] - points[0][0]
    for _ in range(26):
        x, y = points[0][0] + random.random() * wide, top + random.random() * tall
        crack = polygon(
            [
                (x, y),
                (x + tall * random.uniform(-0.06, 0.06), y + tall * 0.12),
                (x + tall * random.uniform(-0.1, 0.1), y + tall * 0.3),
            ],
            closed=False,
        )
        canvas.drawPath(crack, line(blue.mid, tall * random.uniform(0.006, 0.02), 0.55))
    ridge = polygon(points, closed=False)
    canvas.drawPath(ridge, line(white.rim, tall * 0.07, 0.85))
    canvas.drawRect(
        box(points[0][0], low - tall * 0.3, points[-1][0], low),
        linear((0, low - tall * 0.3), (0, low), [(blue.mid, 0.0), (blue.mid, 0.55)]),
    )


def _snow(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    _facets(canvas, brush, random, points, span, tone, 0.4)
    tall = span[1] - span[0]
    texture(
        canvas,
        box(points[0][0], span[0], points[-1][0], span[1]),
        (tall, tall * 0.6),
        0.16,
        seed=13,
        slope=1.5,
    )


def _lava(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    _rock(canvas, brush, random, points, span, tone)
    top, low = span
    tall = low - top
    summit = [point for point in points if point[1] < top + tall * 0.1]
    middle = sum(x for x, _ in summit) / len(summit)
    half = max(tall * 0.05, (summit[-1][0] - summit[0][0]) / 2)
    for _ in range(8):
        x = middle + random.uniform(-0.9, 0.9) * half
        lean = (x - middle) / half
        y, path = top + tall * 0.04, [(x, top - tall * 0.02)]
        end = random.uniform(0.35, 0.95)
        while y < top + tall * end:
            x += tall * (0.05 * lean + random.uniform(-0.03, 0.03))
            path.append((x, y))
            y += tall * 0.09
        if len(path) < 3:
            continue
        run = curve(path, closed=False)
        canvas.drawPath(run, line("#ff5a1e", tall * 0.05, 0.45, tall * 0.015))
        canvas.drawPath(run, line("#ff8a2a", tall * 0.024))
        canvas.drawPath(run, line("#ffe08a", tall * 0.009))


def _grass(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    _facets(canvas, brush, random, points, span, tone, 0.35)
    tall = span[1] - span[0]
    texture(
        canvas,
        box(points[0][0], span[0], points[-1][0], span[1]),
        (tall * 0.6, tall * 0.35),
        0.28,
        seed=9,
        slope=1.0,
    )


def _jungle(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    tone: Tones,
) -> None:
    tall, wide = span[1] - span[0], points[-1][0] - points[0][0]
    for ink in (tone.deep, tone.dark, tone.mid, tone.lit):
        clumps = skia.Path()
        for _ in range(70):
            x, y = points[0][0] + random.random() * wide, span[0] + random.random() * tall
            reach = tall * random.uniform(0.03, 0.08)
            clumps.addOval(oval(x, y, reach, reach * 0.75))
        canvas.drawPath(clumps, fill(ink, 0.55))


def _paint_snowcap(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    points: Points,
    span: tuple[float, float],
    share: float,
) -> None:
    top, low = span
    tall = (low - top) * share
    white = tones(brush.light, "#f6f9ff")
    cap: Points = list(points)
    line_points: Points = []
    for number, (x, y) in enumerate(reversed(points)):
        jag = random.uniform(0.3, 1.0) if number % 2 else random.uniform(0.7, 1.3)
        line_points.append((x, max(y, top) + tall * jag * max(0.0, 1 - (y - top) / (tall * 2.4))))
    canvas.drawPath(polygon([*cap, *line_points]), fill(white.lit, 0.95))
    canvas.save()
    canvas.clipPath(polygon([*cap, *line_points]), doAntiAlias=True)
    _facets(
        canvas, brush, random, points, (top, top + tall * 2), tones(brush.light, "#a8bcd8"), 0.6
    )
    canvas.restore()


_MATERIALS: dict[
    str, Callable[[skia.Canvas, Brush, Random, Points, tuple[float, float], Tones], None]
] = {
    "rock": _rock,
    "sandstone": _sandstone,
    "ice": _ice,
    "snow": _snow,
    "lava": _lava,
    "grass": _grass,
    "jungle": _jungle,
}
