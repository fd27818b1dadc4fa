"""Streets: house fronts along both sides, a row of them across the end, skylines."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from random import Random

import skia

from rushes.engines.animatic.drawing.buildings import paint_facade, paint_tower_block
from rushes.engines.animatic.drawing.paint import box, fill, line, mix, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.ground import (
    Patch,
    base_floor,
    floor_layers,
    paint_asphalt,
    side_wall_layers,
)
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb

WALLS = ("#d8b48c", "#c98f74", "#e2d2b4", "#b8a894", "#cf9f6a", "#a8b0a4", "#d8c4c0")


@place_painter("street fronts")
def street_fronts(
    site: Site,
    z: float,
    half_width: float = 7.0,
    storeys: tuple[int, int] = (2, 4),
    house_m: float = 8.0,
    near_z: float = -30.0,
    walls: tuple[Rgb, ...] = WALLS,
    shops: float = 0.6,
) -> Iterator[Layer]:
    """Rows of house fronts along both sides of a street, up to z."""
    tallest = 3.8 + 3.1 * storeys[1] + 0.6
    for side in (-1, 1):
        wall = functools.partial(
            _paint_row,
            site=site,
            side=side,
            storeys=storeys,
            house_m=house_m,
            walls=walls,
            shops=shops,
            end=z,
        )
        yield from side_wall_layers(site, wall, side * half_width, z, tallest)


def _paint_row(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    site: Site,
    side: int,
    storeys: tuple[int, int],
    house_m: float,
    walls: tuple[Rgb, ...],
    shops: float,
    end: float,
) -> None:
    """The fronts that stand between two z's; the canvas is z across, y up."""
    canvas.save()
    canvas.clipRect(box(patch.left, patch.near, patch.right, patch.far))
    first = int(patch.left // house_m) - 1
    last = int(min(patch.right, end) // house_m) + 1
    for number in range(first, last):
        random = site.random("front", side, number)
        canvas.save()
        canvas.translate(number * house_m, 0)
        _paint_house_front(canvas, brush, random, house_m, storeys, walls, shops)
        canvas.restore()
    shade = mix(brush.light.fill, "#000000", 0.6)
    if side == brush.light.key_side:
        # This side turns its back on the light.
        canvas.drawRect(box(patch.left, patch.near, patch.right, 0), fill(shade, 0.28))
    canvas.restore()


def _paint_house_front(
    canvas: skia.Canvas,
    brush: Brush,
    random: Random,
    width: float,
    storeys: tuple[int, int],
    walls: tuple[Rgb, ...],
    shops: float,
) -> None:
    paint_facade(
        canvas,
        brush.light,
        random,
        width,
        random.randint(*storeys),
        random.choice(walls),
        random.random() < shops,
        brush.pixels_per_metre,
    )


@place_painter("house row")
def house_row(
    site: Site,
    z: float,
    storeys: tuple[int, int] = (2, 4),
    house_m: float = 9.0,
    walls: tuple[Rgb, ...] = WALLS,
    shops: float = 0.5,
    from_x: float | None = None,
    to_x: float | None = None,
) -> Iterator[Layer]:
    """House fronts across the picture at z."""
    seen = site.view.seen(z)
    left = seen.left if from_x is None else max(seen.left, from_x)
    right = seen.right if to_x is None else min(seen.right, to_x)
    if right <= left:
        return
    tallest = 3.8 + 3.1 * storeys[1] + 0.6

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        for number in range(int(left // house_m), int(right // house_m) + 1):
            random = site.random("row", z, number)
            canvas.save()
            canvas.translate(number * house_m, 0)
            _paint_house_front(canvas, brush, random, house_m, storeys, walls, shops)
            canvas.restore()

    yield Layer(z, (Part(Bounds(left, -tallest, right, 0.0), paint),))


@place_painter("skyline")
def skyline(
    site: Site,
    z: float,
    tallest: float = 0.22,
    shortest: float = 0.06,
    width: float = 0.05,
    colour: Rgb = "#7f8fa6",
    gap: float = 0.0,
) -> Iterator[Layer]:
    """High-rises far off; heights and widths in tangents above the horizon.

    `gap` leaves the middle lower, to see the sky between them.
    """
    view = site.view
    depth = view.depth(z)
    seen = view.seen(z)
    foot = view.camera.y + 0.05 * depth

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        x = seen.left
        random = site.random("skyline", z)
        while x < seen.right:
            wide = width * depth * random.uniform(0.6, 1.4)
            share = random.random() ** 1.6
            tangent = shortest + (tallest - shortest) * share
            middle = abs((x - view.camera.x) / depth)
            if gap and middle < gap:
                tangent = shortest + (tangent - shortest) * (0.25 + 0.75 * middle / gap)
            canvas.save()
            canvas.translate(x, foot)
            shade = mix(colour, random.choice(("#8a7a70", "#6a7a94", "#a8a49c")), 0.4)
            paint_tower_block(
                canvas,
                brush.light,
                random,
                wide,
                (tangent + 0.05) * depth,
                shade,
                brush.pixels_per_metre,
            )
            canvas.restore()
            x += wide * random.uniform(0.85, 1.25)

    top = view.camera.y - tallest * 1.2 * depth
    yield Layer(z, (Part(Bounds(seen.left, top, seen.right, foot), paint),))


@place_painter("road")
def road(
    site: Site,
    z: float,
    half_width: float = 4.2,
    colour: Rgb = "#6f6c70",
    pavement: Rgb = "#b5aca0",
    lines: bool = True,
    crossing: bool = False,
) -> Iterator[Layer]:
    """A road running away from the viewer between pavements."""
    paint = functools.partial(
        _paint_road,
        half_width=half_width,
        colour=colour,
        pavement=pavement,
        lines=lines,
        crossing=crossing,
    )
    yield from floor_layers(site, paint, z)


def _paint_road(
    canvas: skia.Canvas,
    brush: Brush,
    patch: Patch,
    half_width: float,
    colour: Rgb,
    pavement: Rgb,
    lines: bool,
    crossing: bool,
) -> None:
    base_floor(canvas, brush.light, patch, pavement, 0.2)
    slab = line(tones(brush.light, pavement).deep, 0.02, 0.35)
    step = int(patch.near // 0.9)
    while step * 0.9 < patch.far:
        canvas.drawLine(patch.left, step * 0.9, patch.right, step * 0.9, slab)
        step += 1
    for column in range(-16, 17):
        canvas.drawLine(column * 0.9, patch.near, column * 0.9, patch.far, slab)
    canvas.save()
    canvas.clipRect(box(-half_width, patch.near, half_width, patch.far))
    paint_asphalt(canvas, brush, patch, colour)
    canvas.restore()
    kerb = tones(brush.light, "#c8c2b8")
    for side in (-1, 1):
        edge = side * half_width
        canvas.drawRect(
            box(min(edge, edge + side * 0.2), patch.near, max(edge, edge + side * 0.2), patch.far),
            fill(kerb.lit),
        )
        canvas.drawRect(box(edge - 0.06, patch.near, edge + 0.06, patch.far), fill(kerb.deep, 0.6))
    white = tones(brush.light, "#eeeae0")
    if lines:
        dash = int(patch.near // 6)
        while dash * 6 < patch.far:
            canvas.drawRect(box(-0.08, dash * 6.0, 0.08, dash * 6.0 + 2.6), fill(white.mid, 0.85))
            dash += 1
    if crossing:
        for stripe in range(-4, 5):
            x = stripe * half_width / 4.6
            canvas.drawRect(box(x - 0.24, -3.4, x + 0.24, -0.9), fill(white.mid, 0.85))
