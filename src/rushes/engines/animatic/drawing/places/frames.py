"""Frames that one looks through: caves' mouths, the shells of cars and cockpits."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    curve,
    fill,
    line,
    linear,
    mix,
    polygon,
    radial,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb


def frame(
    site: Site,
    z: float,
    holes: tuple[tuple[float, ...], ...],
    colour: Rgb = "#4a4e54",
    edge: Rgb = "#1c1e22",
    rim_m: float = 0.08,
    smooth: bool = False,
    outline: tuple[float, ...] | None = None,
) -> Iterator[Layer]:
    """A wall with holes of any shape: x and y (down) of their corners one after the other.

    It fills the picture, or has an `outline` of its own; `smooth` rounds the holes' corners.
    """
    if site.view.depth(z) < 0.9:
        return
    seen = site.view.seen(z)
    shape = skia.Path()
    if outline is None:
        shape.addRect(box(*seen))
        bounds = seen
    else:
        shape = polygon(_points(outline)) if not smooth else curve(_points(outline))
        area = shape.getBounds()
        bounds = Bounds(
            area.left() - 0.1, area.top() - 0.1, area.right() + 0.1, area.bottom() + 0.1
        )
    cut = [curve(_points(hole)) if smooth else polygon(_points(hole)) for hole in holes]
    paint = functools.partial(_paint_frame, shape, cut, colour, edge, rim_m)
    yield Layer(z, (Part(bounds, paint),))


def _points(numbers: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(numbers[0::2], numbers[1::2], strict=True))


def _paint_frame(
    shape: skia.Path,
    cut: list[skia.Path],
    colour: Rgb,
    edge: Rgb,
    rim_m: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    tone, dark = tones(brush.light, colour), tones(brush.light, edge)
    area = shape.getBounds()
    canvas.save()
    for hole in cut:
        canvas.clipPath(hole, skia.ClipOp.kDifference, doAntiAlias=True)
    canvas.drawPath(
        shape,
        linear(
            (0, max(area.top(), -4)), (0, min(area.bottom(), 1)), [tone.lit, tone.mid, tone.dark]
        ),
    )
    texture(canvas, shape, (1.4, 1.4), 0.08, seed=7, slope=1.2)
    for hole in cut:
        canvas.drawPath(hole, line(dark.mid, rim_m * 2))
    canvas.restore()
    for hole in cut:
        canvas.drawPath(hole, line(tone.rim, rim_m * 0.3, 0.8))


@place_painter("cave")
def cave(
    site: Site,
    z: float,
    half_width: float = 4.0,
    height: float = 3.6,
    colour: Rgb = "#5a4c44",
    roughness: float = 0.12,
    teeth: int = 9,
    x: float = 0.0,
    open_below: bool = True,
) -> Iterator[Layer]:
    """Rock all round a ragged hole, stone teeth hanging into it; several make a cave."""
    if site.view.depth(z) < 1.0:
        return
    seen = site.view.seen(z)
    random = site.random("cave", z)
    hole = _ragged(random, x, half_width, height, roughness, open_below, seen.bottom)
    paint = functools.partial(_paint_cave, seen, hole, (x, half_width, height), teeth, colour, z)
    yield Layer(z, (Part(seen, paint),))


def _ragged(
    random: Random,
    x: float,
    half: float,
    height: float,
    roughness: float,
    open_below: bool,
    bottom: float,
) -> skia.Path:
    points = []
    count = 26
    for index in range(count + 1):
        angle = math.pi * index / count
        reach = 1 + random.uniform(-roughness, roughness)
        points.append(
            (
                x - half * math.cos(angle) * reach,
                0.25 - (height + 0.25) * abs(math.sin(angle)) ** 0.7 * reach,
            )
        )
    path = polygon(points, closed=False)
    low = bottom + 1 if open_below else 0.5
    path.lineTo(x + half, low)
    path.lineTo(x - half, low)
    path.close()
    return path


def _paint_cave(
    seen: Bounds,
    hole: skia.Path,
    size: tuple[float, float, float],
    teeth: int,
    colour: Rgb,
    z: float,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    x, half, height = size
    tone = tones(brush.light, colour)
    random = Random(f"cave {z}")
    area = box(*seen)
    canvas.save()
    canvas.clipPath(hole, skia.ClipOp.kDifference, doAntiAlias=True)
    canvas.drawRect(area, fill(tone.deep))
    reach = max(half, height) * 2.4
    canvas.drawRect(
        area,
        radial(
            (x, -height * 0.45),
            reach,
            [(tone.lit, 0.9), (tone.dark, 0.75), (tone.deep, 0.0)],
            [0.25, 0.55, 1],
        ),
    )
    texture(canvas, area, (3.0, 3.0), 0.4, seed=41, slope=1.2)
    for _ in range(46):
        angle, away = random.uniform(0, math.pi), random.uniform(1.02, 1.9)
        cx, cy = x - half * math.cos(angle) * away, -height * math.sin(angle) * away
        wide = random.uniform(0.2, 0.6) * height * 0.4
        facet = polygon(
            [
                (cx, cy),
                (cx + wide, cy - wide * random.uniform(0.1, 0.6)),
                (cx + wide * 1.3, cy + wide * 0.4),
                (cx + wide * 0.3, cy + wide * 0.6),
            ]
        )
        canvas.drawPath(facet, fill(tone.rim if random.random() < 0.35 else "#000000", 0.13))
    canvas.restore()
    canvas.drawPath(hole, line(tone.rim, height * 0.008, 0.45))
    for _ in range(teeth):
        across = random.uniform(-0.85, 0.85)
        top = -height * (1 - abs(across) ** 2.2) ** 0.5 * 1.02 - 0.1
        long, wide = height * random.uniform(0.1, 0.3), height * random.uniform(0.025, 0.06)
        cx = x + across * half
        tooth = polygon(
            [
                (cx - wide, top - 0.2),
                (cx + wide, top - 0.2),
                (cx + wide * 0.2, top + long),
                (cx - wide * 0.1, top + long),
            ]
        )
        canvas.drawPath(
            tooth, linear((cx - wide, 0), (cx + wide, 0), [tone.lit, tone.dark, tone.deep])
        )


@place_painter("car cabin")
def car_cabin(
    site: Site, colour: Rgb = "#33373e", leather: Rgb = "#6a4c3a", edge: Rgb = "#14161a"
) -> Iterator[Layer]:
    """A car from before its windscreen: rear window, side windows, seats; as large as the camera
    needs to look into it."""
    view = site.view
    grown = max(1.0, min(2.6, view.half_width * view.depth(1.5) / 1.75))
    rear = ((-0.62, -1.5, 0.62, -1.5, 0.78, -0.95, -0.78, -0.95),)
    sides = tuple(
        (side * 1.4, -1.46, side * 0.8, -1.5, side * 1.0, -0.95, side * 1.9, -0.92)
        for side in (-1, 1)
    )
    paint = functools.partial(_paint_cabin, grown, (*rear, *sides), colour, edge, leather)
    seen = view.seen(1.5)
    yield Layer(1.5, (Part(seen, paint),))
    if view.depth(-1.1) < 0.8:
        return
    near = max(1.0, view.half_width * view.depth(-1.1) / 1.62)
    wide = 1.72 * near
    top, low = -1.1 - 0.66 * near, -1.1 + 0.6 * near
    hole = (-wide * 0.86, top, wide * 0.86, top, wide, low, -wide, low)
    yield from frame(site, -1.1, (hole,), colour, edge, 0.06)


def _paint_cabin(
    grown: float,
    holes: tuple[tuple[float, ...], ...],
    colour: Rgb,
    edge: Rgb,
    leather: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    canvas.save()
    canvas.translate(0, -1.1)
    canvas.scale(grown, grown)
    canvas.translate(0, 1.1)
    shape = skia.Path()
    shape.addRect(box(-9, -9, 9, 5))
    _paint_frame(
        shape, [polygon(_points(hole)) for hole in holes], colour, edge, 0.05, canvas, brush
    )
    hide = tones(brush.light, leather)
    bench = box(-1.25, -0.92, 1.25, 0.4)
    canvas.drawRoundRect(bench, 0.14, 0.14, linear((0, -0.92), (0, 0.4), [hide.mid, hide.deep]))
    for x in (-0.62, 0.62):
        for area, round_m in (
            (box(x - 0.36, -1.02, x + 0.36, 0.4), 0.16),
            (box(x - 0.17, -1.3, x + 0.17, -1.06), 0.08),
        ):
            shades = [hide.lit, hide.mid, hide.dark]
            canvas.drawRoundRect(
                area, round_m, round_m, linear((0, area.top()), (0, area.bottom()), shades)
            )
            canvas.drawRoundRect(
                area.makeInset(0.05, 0.05), round_m, round_m, line(hide.deep, 0.015, 0.7)
            )
    canvas.restore()


@place_painter("paper")
def paper(site: Site, z: float, colour: Rgb = "#2a2c30", strength: float = 1.0) -> Iterator[Layer]:
    """A plain backdrop of one colour at z, brighter in its middle: a studio's paper, a night."""
    seen = site.view.seen(z)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        tone = tones(brush.light, colour)
        area = box(*seen)
        canvas.drawRect(area, fill(tone.mid))
        reach = site.view.depth(z) * 0.75
        canvas.drawRect(
            area,
            radial(
                (0, -1.4), reach, [(mix(tone.lit, tone.rim, 0.4), 0.9 * strength), (tone.mid, 0.0)]
            ),
        )

    yield Layer(z, (Part(seen, paint, is_opaque=True, takes_haze=False),))
