"""Painters of terraces and courtyards: balustrades, pillars, platforms, strings of lights."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.buildings import VILLA_HEIGHT_M, VILLA_WIDTH_M, paint_villa
from rushes.engines.animatic.drawing.nature import paint_bush, paint_cast_shadow, paint_foliage
from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    fill,
    line,
    linear,
    mix,
    polygon,
    texture,
    tones,
    turned,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.floors import paint_tiles
from rushes.engines.animatic.drawing.places.ground import floor_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter, shadow_tip
from rushes.engines.animatic.scene import Light, Rgb

STONE = "#d6b48c"
BALUSTRADE_M = 1.0


def paint_balustrade(
    canvas: skia.Canvas,
    light: Light,
    left: float,
    right: float,
    y: float,
    height: float,
    pixels_per_metre: float,
    colour: Rgb = STONE,
) -> None:
    """A stone balustrade standing at y, with a pier every 2.4 m."""
    tone = tones(light, colour)
    rail, foot = height * 0.15, height * 0.14
    canvas.drawRect(
        box(left, y - foot, right, y), linear((0, y - foot), (0, y), [tone.lit, tone.dark])
    )
    _balusters(canvas, light, left, right, y, height, colour)
    canvas.drawRect(
        box(left, y - height + rail, right, y - height + rail * 1.9),
        linear(
            (0, y - height + rail),
            (0, y - height + rail * 1.9),
            [(tone.deep, 0.6), (tone.deep, 0.0)],
        ),
    )
    top = box(left, y - height, right, y - height + rail)
    canvas.drawRect(
        top,
        linear(
            (0, y - height),
            (0, y - height + rail),
            [tone.rim, tone.lit, tone.mid, tone.dark],
            [0, 0.2, 0.5, 1],
        ),
    )
    if pixels_per_metre > 20:
        texture(canvas, top, (1.4, 0.9), 0.22, seed=17)
    span = 2.4
    for number in range(math.floor(left / span), math.ceil(right / span) + 1):
        x = (number + 0.5) * span
        half = height * 0.17
        if left < x - half and x + half < right:
            pier = box(x - half, y - height * 0.98, x + half, y)
            canvas.drawRect(pier, across(light, x - half * 1.3, x + half * 1.3, colour))
            texture(canvas, pier, (1.1, 1.1), 0.2, seed=18, slope=1.3)
            cap = box(x - half * 1.2, y - height * 1.08, x + half * 1.2, y - height * 0.95)
            canvas.drawRect(cap, linear((0, cap.top()), (0, cap.bottom()), [tone.rim, tone.mid]))


def _balusters(
    canvas: skia.Canvas,
    light: Light,
    left: float,
    right: float,
    y: float,
    height: float,
    colour: Rgb,
) -> None:
    """The turned posts between a balustrade's foot and its rail."""
    pitch = height * 0.30
    first = math.floor(left / pitch)
    profile = [
        (0.036, -0.14),
        (0.075, -0.17),
        (0.040, -0.24),
        (0.055, -0.31),
        (0.105, -0.44),
        (0.095, -0.54),
        (0.050, -0.66),
        (0.040, -0.74),
        (0.075, -0.80),
        (0.045, -0.86),
    ]
    body = turned([(half * height, level * height) for half, level in profile])
    paint = across(light, -0.1 * height, 0.1 * height, mix(colour, "#8a6a50", 0.15))
    for number in range(first, math.ceil(right / pitch) + 1):
        x = number * pitch
        if not left < x < right:
            continue
        canvas.save()
        canvas.translate(x, y)
        canvas.drawPath(body, paint)
        canvas.restore()


@place_painter("balustrade")
def balustrade(
    site: Site,
    z: float,
    half_width: float | None = None,
    y: float = 0.0,
    height: float = BALUSTRADE_M,
    colour: Rgb = STONE,
) -> Iterator[Layer]:
    """A balustrade across the picture at z, or `half_width` to both sides."""
    if site.view.depth(z) < 1:
        return
    seen = site.view.seen(z)
    left, right = (-half_width, half_width) if half_width else (seen.left, seen.right)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        paint_balustrade(
            canvas, brush.light, left, right, y, height, brush.pixels_per_metre, colour
        )
        # Its shadow on the floor towards the viewer, when the light is behind it.
        dark = mix(brush.light.fill, "#000000", 0.7)
        canvas.drawRect(
            box(left, y, right, y + height * 0.22),
            linear((0, y), (0, y + height * 0.22), [(dark, 0.5), (dark, 0.0)]),
        )

    yield Layer(z, (Part(Bounds(left, y - height * 1.1, right, y + height * 0.22), paint),))


def paint_pillar(
    canvas: skia.Canvas, light: Light, x: float, half: float, height: float, colour: Rgb
) -> None:
    """A square pillar of stone blocks with a base and a capital."""
    tone = tones(light, colour)
    body = box(x - half, -height, x + half, 0)
    canvas.drawRect(body, across(light, x - half, x + half, colour))
    texture(canvas, body, (1.8, 1.8), 0.26, seed=19, slope=1.3)
    random = Random(int(x * 100))
    y = -0.3
    while y > -height:
        canvas.drawLine(x - half, y, x + half, y, line(tone.deep, 0.018, 0.4))
        canvas.drawLine(x - half, y + 0.018, x + half, y + 0.018, line(tone.rim, 0.010, 0.3))
        joint = x + random.uniform(-0.5, 0.5) * half
        canvas.drawLine(joint, y, joint, y - 0.36, line(tone.deep, 0.014, 0.3))
        y -= 0.36
    for top, grown in ((-0.26, 1.22), (-0.12, 1.34), (-height, 1.3), (-height - 0.14, 1.45)):
        slab = box(x - half * grown, top, x + half * grown, top + 0.14)
        canvas.drawRect(slab, across(light, x - half * grown, x + half * grown, colour))
        canvas.drawRect(
            box(slab.left(), slab.bottom() - 0.03, slab.right(), slab.bottom()),
            fill(tone.deep, 0.4),
        )


@place_painter("pergola")
def pergola(
    site: Site,
    z: float,
    half_width: float = 3.1,
    height: float = 3.3,
    colour: Rgb = STONE,
    leaves: Rgb | None = "#7d8a3c",
) -> Iterator[Layer]:
    """Two pillars with a beam across, and a vine climbing over it."""
    view = site.view
    if view.depth(z) < 2:
        return
    half_width = max(1.7, min(half_width, view.half_width * view.depth(z) * 0.93))
    half = 0.24
    parts = []
    for x in (-half_width, half_width):
        edge = half * 1.5

        def paint(canvas: skia.Canvas, brush: Brush, x: float = x) -> None:
            paint_pillar(canvas, brush.light, x, half, height, colour)

        parts.append(Part(Bounds(x - edge, -height - 0.16, x + edge, 0.02), paint))
    seen = view.seen(z)

    def beam(canvas: skia.Canvas, brush: Brush) -> None:
        wood = tones(brush.light, "#7a5638")
        top = -height - 0.36
        canvas.drawRect(
            box(seen.left, top, seen.right, -height - 0.14),
            linear((0, top), (0, -height - 0.14), [wood.lit, wood.mid, wood.deep]),
        )
        if leaves is None:
            return
        random = Random(brush.random.random())
        for row, (low, high, share) in enumerate(((0.09, 0.17, 0.35), (0.06, 0.13, 0.0))):
            x = seen.left
            while x < seen.right:
                reach = random.uniform(low, high)
                y = top + random.uniform(-0.16, 0.24)
                if random.random() < 0.12:
                    y += random.uniform(0.1, 0.3)
                ink = mix(leaves, "#2f4020", share)
                paint_foliage(
                    canvas,
                    brush.light,
                    random,
                    x,
                    y,
                    reach,
                    reach * 0.8,
                    brush.pixels_per_metre,
                    ink,
                )
                x += reach * random.uniform(0.4, 1.0 + row)

    parts.append(Part(Bounds(seen.left, -height - 0.75, seen.right, -height + 0.6), beam))
    yield Layer(z, tuple(parts))


_TALL_PICTURES_SEE_M = 1.2
"""How much nearer ground lies at the foot of a tall picture: so far a terrace reaches."""


@place_painter("platform")
def platform(
    site: Site,
    z: float,
    near_z: float = -4.2,
    half_width: float = 6.0,
    drop: float = 2.6,
    colour: Rgb = "#cf9a6c",
    wall: Rgb = "#b08a66",
) -> Iterator[Layer]:
    """A raised terrace seen from outside: its floor, its retaining wall, balustrades around."""
    if site.view.aspect < 1:
        near_z -= _TALL_PICTURES_SEE_M
    tiles = functools.partial(paint_tiles, colour=colour, side_m=0.9, joint=0.03)
    yield from floor_layers(site, tiles, z, near_z, half_width=half_width)
    yield from balustrade(site, z, half_width)
    view = site.view
    if view.depth(near_z) < 2:
        return

    def front(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        area = box(-half_width, 0, half_width, drop)
        tone = tones(light, wall)
        canvas.drawRect(area, linear((0, 0), (0, drop), [tone.mid, tone.dark, tone.deep]))
        texture(canvas, area, (2.2, 1.5), 0.24, seed=23, slope=1.1)
        random = Random(5)
        y = 0.0
        while y < drop:
            x = -half_width + random.uniform(0, 0.6)
            while x < half_width:
                canvas.drawLine(x, y, x, y + 0.36, line(tone.deep, 0.03, 0.4))
                x += random.uniform(0.5, 1.1)
            canvas.drawLine(-half_width, y, half_width, y, line(tone.deep, 0.03, 0.4))
            y += 0.36
        canvas.drawRect(
            box(-half_width - 0.08, -0.06, half_width + 0.08, 0.14), fill(tones(light, STONE).lit)
        )
        # Open in the middle, where steps lead up and cameras draw back.
        gap = half_width * 0.55
        for left, right in ((-half_width, -gap), (gap, half_width)):
            paint_balustrade(canvas, light, left, right, 0, 0.72, brush.pixels_per_metre)
        _paint_steps(canvas, light, gap * 0.8, drop)
        x = -half_width - 0.6
        while x < half_width + 0.6:
            size = random.uniform(0.3, 0.75)
            paint_bush(
                canvas, light, random, x, drop + 0.12, size, brush.pixels_per_metre, "#66743a"
            )
            x += size * random.uniform(1.1, 2.6)

    side = half_width + 1.6
    yield Layer(near_z, (Part(Bounds(-side, -0.85, side, drop + 0.25), front),))


def _paint_steps(canvas: skia.Canvas, light: Light, half: float, drop: float) -> None:
    """A flight of steps down a retaining wall, seen from its foot."""
    tone = tones(light, STONE)
    count = 7
    for step in range(count):
        y, wide = drop * step / count, half * (0.82 + 0.18 * step / count)
        tall = drop / count
        canvas.drawRect(box(-wide, y, wide, y + tall * 0.45), fill(tone.lit))
        canvas.drawRect(box(-wide, y + tall * 0.45, wide, y + tall), fill(tone.dark))


def _within(site: Site, x: float, z: float, half: float) -> float:
    view = site.view
    middle = view.camera.x + view.camera.shift_x * view.depth(z)
    reach = max(0.0, view.half_width * view.depth(z) - 0.98 * half)
    return min(middle + reach, max(middle - reach, x))


@place_painter("villa")
def villa(
    site: Site,
    z: float,
    x: float = 0.0,
    y: float = 0.0,
    scale: float = 1.0,
    tangent: float | None = None,
) -> Iterator[Layer]:
    """A Tuscan villa standing at (x, y); with `tangent`, to that side of the picture's middle.

    Where that is beyond a narrow picture's edge, it stands as far in as shows it whole.
    """
    depth = site.view.depth(z)
    if depth < 4:
        return
    if tangent is not None:
        x, _ = site.view.at(tangent, 0, z)
    half, height = VILLA_WIDTH_M * 0.52 * scale, VILLA_HEIGHT_M * scale
    x = _within(site, x, z, half)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        eye = site.view.camera
        seen_x, seen_y = (x - eye.x) / depth, (y - eye.y) / depth
        end = shadow_tip(brush.light, seen_x, seen_y, height * 0.35 / depth)
        tip = site.view.at(*end, z) if end else None
        paint_cast_shadow(canvas, brush.light, (x, y), tip, half * 0.6, 0.4)
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        paint_villa(canvas, brush.light, brush.pixels_per_metre * scale, Random(4))
        canvas.restore()

    spread = half * 1.1
    yield Layer(z, (Part(Bounds(x - spread, y - height, x + spread, y + height * 0.1), paint),))


@place_painter("parapet corner")
def parapet_corner(site: Site, z: float, colour: Rgb = STONE) -> Iterator[Layer]:
    """A low wall's end with a potted shrub, framing the picture on the side away from the light."""
    view = site.view
    depth = view.depth(z)
    if depth < 2:
        return
    x = view.camera.x - site.light.key_side * view.half_width * depth * 0.80

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        pot = polygon([(x - 0.26, -0.5), (x + 0.26, -0.5), (x + 0.19, 0), (x - 0.19, 0)])
        paint_bush(
            canvas,
            light,
            Random(brush.random.random()),
            x,
            -0.44,
            0.5,
            brush.pixels_per_metre,
            "#5f7440",
        )
        canvas.drawPath(pot, across(light, x - 0.26, x + 0.26, "#b0694a"))
        canvas.drawRect(
            box(x - 0.29, -0.56, x + 0.29, -0.46), across(light, x - 0.3, x + 0.3, "#b9714f")
        )

    yield Layer(z, (Part(Bounds(x - 0.75, -1.35, x + 0.75, 0.05), paint),))
