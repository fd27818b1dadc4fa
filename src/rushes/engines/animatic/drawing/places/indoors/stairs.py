"""Stairs seen from their foot, and rooms under a roof."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    line,
    linear,
    mix,
    polygon,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.ground import floor_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.scene import Rgb


@place_painter("stairs")
def stairs(
    site: Site,
    z: float,
    x: float = 0.0,
    steps: int = 12,
    rise: float = 0.18,
    tread: float = 0.3,
    width: float = 2.4,
    colour: Rgb = "#b8ab98",
    carpet: Rgb | None = None,
    rail: Rgb = "#6a4426",
    snow: bool = False,
) -> Iterator[Layer]:
    """A flight of steps going up and away from z, with a rail at both sides."""
    view = site.view
    if view.depth(z) < 1.3:
        return
    middle = site.across(x)
    half = width / 2
    groups = max(1, min(5, steps // 4))
    for group in range(groups - 1, -1, -1):
        first, last = steps * group // groups, steps * (group + 1) // groups
        layer_z = z + first * tread
        paint = functools.partial(
            _paint_steps, site, (first, last), (middle, half), z, rise, tread, colour, carpet, rail
        )
        top = -(last * rise) - 1.2
        yield Layer(
            layer_z,
            (Part(Bounds(middle - half - 0.3, top - 0.2, middle + half + 0.3, 0.05), paint),),
        )


def _paint_steps(
    site: Site,
    numbers: tuple[int, int],
    across: tuple[float, float],
    z: float,
    rise: float,
    tread: float,
    colour: Rgb,
    carpet: Rgb | None,
    rail: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    light, view = brush.light, site.view
    tone = tones(light, colour)
    (first, last), (middle, half) = numbers, across
    layer_z = z + first * tread
    runner = tones(light, carpet) if carpet else None
    for number in range(last - 1, first - 1, -1):
        front, foot, upper = z + number * tread, -number * rise, -(number + 1) * rise
        back = front + tread
        for left, right, paint in ((-half, half, tone), (-half * 0.55, half * 0.55, runner)):
            if paint is None:
                continue
            corners = [
                view.onto(layer_z, middle + dx, y, front)
                for dx, y in ((left, foot), (right, foot), (right, upper), (left, upper))
            ]
            flat = [
                view.onto(layer_z, middle + dx, upper, at)
                for dx, at in ((left, front), (right, front), (right, back), (left, back))
            ]
            canvas.drawPath(
                polygon(corners),
                linear((0, corners[2][1]), (0, corners[0][1]), [paint.mid, paint.dark]),
            )
            if view.camera.y < upper:
                canvas.drawPath(polygon(flat), fill(mix(paint.lit, paint.rim, 0.35)))
            canvas.drawLine(*corners[2], *corners[3], line(paint.rim, 0.02, 0.8))
    _paint_rails(canvas, brush, site, (first, last), across, z, rise, tread, rail)


def _paint_rails(
    canvas: skia.Canvas,
    brush: Brush,
    site: Site,
    numbers: tuple[int, int],
    across: tuple[float, float],
    z: float,
    rise: float,
    tread: float,
    rail: Rgb,
) -> None:
    view, tone = site.view, tones(brush.light, rail)
    (first, last), (middle, half) = numbers, across
    layer_z = z + first * tread
    for side in (-half, half):
        ends = []
        for number in range(first, last + 1):
            at, y = z + number * tread, -(number + 0.5) * rise
            low = view.onto(layer_z, middle + side, y, at)
            high = view.onto(layer_z, middle + side, y - 0.9, at)
            ends.append(high)
            canvas.drawLine(*low, *high, line(tone.mid, 0.035))
        for one, other in itertools.pairwise(ends):
            canvas.drawLine(*one, *other, line(tone.deep, 0.1))
            canvas.drawLine(*one, *other, line(tone.lit, 0.06))


@place_painter("gable room")
def gable_room(
    site: Site,
    z: float,
    half_width: float = 3.5,
    height: float = 3.4,
    knee: float = 0.9,
    colour: Rgb = "#a8794c",
    finish: str = "boards",
) -> Iterator[Layer]:
    """A room under a pitched roof: the gable at z, slopes of boards coming down to `knee`."""
    view = site.view
    top = max(height, 0.7 - view.camera.y)
    paint = functools.partial(_paint_gable, half_width, top, knee, colour, finish)
    bounds = Bounds(-half_width, -top, half_width, 0.0)
    yield Layer(z + 0.002, (Part(bounds, paint),))
    near = view.camera.z + 0.8
    if near >= z:
        return
    for side in (-1, 1):
        ridge_far, ridge_near = (view.onto(z, 0.0, -top, at) for at in (z, near))
        eaves_far, eaves_near = (view.onto(z, side * half_width, -knee, at) for at in (z, near))
        foot_far, foot_near = (view.onto(z, side * half_width, 0.0, at) for at in (z, near))
        slope = [ridge_far, eaves_far, eaves_near, ridge_near]
        low = [eaves_far, foot_far, foot_near, eaves_near]
        xs = [x for x, _ in (*slope, *low)]
        ys = [y for _, y in (*slope, *low)]
        draw = functools.partial(_paint_slopes, slope, low, colour, side)
        yield Layer(z, (Part(Bounds(min(xs), min(ys), max(xs), max(ys)), draw),))


def _paint_gable(
    half: float,
    top: float,
    knee: float,
    colour: Rgb,
    finish: str,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    canvas.save()
    shape = polygon([(-half, 0), (-half, -knee), (0, -top), (half, -knee), (half, 0)])
    canvas.clipPath(shape, doAntiAlias=True)
    span = (-half, half) if brush.light.key_side < 0 else (half, -half)
    piece = Wall(-half, half, top, colour, colour, 1.0, span, brush.pixels_per_metre)
    paint_finish(canvas, brush, finish, piece)
    canvas.restore()


def _paint_slopes(
    slope: list[tuple[float, float]],
    low: list[tuple[float, float]],
    colour: Rgb,
    side: int,
    canvas: skia.Canvas,
    brush: Brush,
) -> None:
    tone = tones(brush.light, colour)
    dim = mix(tone.mid, tone.dark, 0.35 if side == brush.light.key_side else 0.8)
    canvas.drawPath(polygon(slope), fill(dim))
    canvas.drawPath(polygon(low), fill(mix(dim, tone.deep, 0.25)))
    (rx, ry), (ex, ey), (nx, ny), (tx, ty) = slope
    seams = line(tone.deep, 0.02, 0.55)
    for step in range(1, 14):
        share = step / 14
        canvas.drawLine(
            rx + (ex - rx) * share,
            ry + (ey - ry) * share,
            tx + (nx - tx) * share,
            ty + (ny - ty) * share,
            seams,
        )
    texture(canvas, polygon(slope), (4.0, 1.2), 0.16, seed=12, slope=1.2)


@place_painter("light shaft")
def light_shaft(
    site: Site,
    z: float,
    x: float = 0.0,
    top: float = 3.0,
    width: float = 1.0,
    slant: float = 1.0,
    strength: float = 0.3,
) -> Iterator[Layer]:
    """A shaft of light falling through one window, while the sun is up."""
    light = site.light
    if light.time_of_day == "night" or site.view.depth(z) < 1.4:
        return
    start = site.across(x)
    way = -light.key_side * slant
    dim = {"rain": 0.3, "fog": 0.5, "snow": 0.5, "cloudy": 0.5}.get(light.weather, 1.0)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        half = width / 2
        beam = polygon(
            [
                (start - half, -top),
                (start + half, -top),
                (start + way + half * 1.3, 0.1),
                (start + way - half * 1.3, 0.1),
            ]
        )
        glow = brush.light.key
        stops = [(glow, strength * dim), (glow, 0.0)]
        canvas.drawPath(beam, linear((0, -top), (0, 0.1), stops, blur=width * 0.08))

    reach = width * 1.3 + abs(way)
    bounds = Bounds(start - reach, -top - 0.2, start + reach, 0.2)
    yield Layer(z, (Part(bounds, paint, takes_haze=False),))


@place_painter("pool")
def pool(
    site: Site,
    z: float,
    near_z: float = 2.0,
    half_width: float = 5.0,
    x: float = 0.0,
    lanes: int = 0,
    colour: Rgb = "#3fb4d8",
    edge: Rgb = "#e8eeee",
) -> Iterator[Layer]:
    """A swimming pool let into the floor, from z to `near_z`, with ropes between its lanes."""
    paint = functools.partial(
        _paint_pool, box(x - half_width, near_z, x + half_width, z), lanes, colour, edge
    )
    for layer in floor_layers(site, paint, z + 1.0, near_z - 0.6):
        parts = tuple(Part(part.bounds, part.paint, lies_at=0.0) for part in layer.parts)
        yield Layer(layer.z, parts)


def _paint_pool(
    area: skia.Rect,
    lanes: int,
    colour: Rgb,
    edge: Rgb,
    canvas: skia.Canvas,
    brush: Brush,
    patch: object,
) -> None:
    light = brush.light
    water, stone = tones(light, colour), tones(light, edge)
    canvas.drawRect(area.makeOutset(0.5, 0.5), fill(stone.lit))
    canvas.drawRect(
        area,
        linear(
            (0, area.top()),
            (0, area.bottom()),
            [water.mid, water.lit, mix(water.lit, "#ffffff", 0.25)],
        ),
    )
    canvas.save()
    canvas.clipRect(area)
    texture(canvas, area, (1.4, 3.4), 0.42, seed=82, slope=1.0)
    texture(canvas, area, (0.5, 1.2), 0.28, seed=81, slope=1.0)
    for lane in range(1, lanes):
        x = area.left() + area.width() * lane / lanes
        floats = skia.Path()
        at = area.top()
        while at < area.bottom():
            floats.addRect(box(x - 0.08, at, x + 0.08, at + 0.5))
            at += 1.0
        canvas.drawRect(box(x - 0.06, area.top(), x + 0.06, area.bottom()), fill("#f4f4f0"))
        canvas.drawPath(floats, fill("#e0402f" if lane % 2 else "#2f5fc0"))
    canvas.restore()
    canvas.drawRect(area, line(mix(water.dark, "#ffffff", 0.2), 0.1))


@place_painter("glass house")
def glass_house(
    site: Site,
    z: float,
    half_width: float = 4.5,
    height: float = 4.5,
    colour: Rgb = "#e8f0ec",
    every_m: float = 2.4,
) -> Iterator[Layer]:
    """The ribs and panes of a greenhouse, arching over from side to side, one behind the other."""
    view = site.view
    depth = z
    while depth > view.camera.z + 1.2:
        paint = functools.partial(_paint_ribs, half_width, height, colour, depth > z - 0.1)
        top = -height - 0.1
        yield Layer(depth, (Part(Bounds(-half_width - 0.1, top, half_width + 0.1, 0.05), paint),))
        depth -= every_m


def _paint_ribs(
    half: float, height: float, colour: Rgb, is_end: bool, canvas: skia.Canvas, brush: Brush
) -> None:
    tone = tones(brush.light, colour)
    eaves = height * 0.55
    rib = skia.Path()
    rib.moveTo(-half, 0)
    rib.lineTo(-half, -eaves)
    rib.quadTo(-half * 0.6, -height * 0.98, 0, -height)
    rib.quadTo(half * 0.6, -height * 0.98, half, -eaves)
    rib.lineTo(half, 0)
    if is_end:
        canvas.drawPath(rib, fill("#e8f4f4", 0.16))
        bar = line(tone.mid, 0.05)
        canvas.save()
        canvas.clipPath(rib)
        for step in range(1, 8):
            x = -half + 2 * half * step / 8
            canvas.drawLine(x, -height, x, 0, bar)
        canvas.drawLine(-half, -eaves, half, -eaves, line(tone.mid, 0.09))
        canvas.drawLine(-half, -0.7, half, -0.7, line(tone.mid, 0.07))
        canvas.restore()
    else:
        canvas.drawPath(rib, fill("#f0faff", 0.035))
    canvas.drawPath(rib, line(tone.dark, 0.13))
    canvas.drawPath(rib, line(tone.lit, 0.07))
