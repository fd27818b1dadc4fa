"""Streets: house fronts along both sides, a row of them across the end, skylines."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.buildings import paint_facade, paint_tower_block
from rushes.engines.animatic.drawing.paint import box, fill, mix, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.floors import (
    FLOORS,
    Floor,
    base_floor,
    paint_asphalt,
    paint_wetness,
)
from rushes.engines.animatic.drawing.places.ground import (
    Patch,
    floor_layers,
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
    verge: str = "slabs",
    lanes: int = 2,
    ink: Rgb = "#eeeae0",
    barrier: Rgb | None = None,
    deck: float | None = None,
) -> Iterator[Layer]:
    """A road of several lanes running away from the viewer, between pavements of slabs or a verge
    of any floor; `crossing` stripes lie where the cast stands, `barrier` paints kerbs in turns.

    A bridge's `deck` is so wide to both sides and has no ground about it.
    """
    look = Road(half_width, colour, pavement, lines, crossing, verge, lanes, ink, barrier)
    paint = functools.partial(_paint_road, look=look)
    yield from floor_layers(site, paint, z, half_width=deck)


class Road(NamedTuple):
    """What a road looks like."""

    half_width: float
    colour: Rgb
    pavement: Rgb
    lines: bool
    crossing: bool
    verge: str
    lanes: int
    ink: Rgb
    barrier: Rgb | None


def _paint_road(canvas: skia.Canvas, brush: Brush, patch: Patch, look: Road) -> None:
    half = look.half_width
    if look.verge == "slabs":
        _paint_slabs(canvas, brush, patch, look.pavement)
    else:
        FLOORS[look.verge](canvas, brush, patch, Floor(look.pavement, "#7a6a54", 0.6))
    canvas.save()
    canvas.clipRect(box(-half, patch.near, half, patch.far))
    paint_asphalt(canvas, brush, patch, look.colour)
    canvas.restore()
    _paint_kerbs(canvas, brush, patch, look)
    white = tones(brush.light, look.ink)
    marks = skia.Path()
    if look.lines:
        dash = math.floor(patch.near / 6)
        while dash * 6 < patch.far:
            for lane in range(1, look.lanes):
                x = -half + 2 * half * lane / look.lanes
                marks.addRect(box(x - 0.08, dash * 6.0, x + 0.08, dash * 6.0 + 2.6))
            dash += 1
        if look.verge != "slabs":
            for x in (-half + 0.3, half - 0.3):
                marks.addRect(box(x - 0.07, patch.near, x + 0.07, patch.far))
    if look.crossing:
        count = max(4, round(half / 0.52))
        for stripe in range(-count, count + 1):
            x = stripe * half / (count + 0.5)
            wide = half / count * 0.27
            marks.addRect(box(x - wide, -1.6, x + wide, 1.6))
    canvas.drawPath(marks, fill(white.mid, 0.88))


def _paint_slabs(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    base_floor(canvas, brush.light, patch, colour, 0.2)
    joints = skia.Path()
    for row in range(math.floor(patch.near / 0.9), math.ceil(patch.far / 0.9)):
        joints.addRect(box(patch.left, row * 0.9 - 0.01, patch.right, row * 0.9 + 0.01))
    for column in range(-16, 17):
        joints.addRect(box(column * 0.9 - 0.01, patch.near, column * 0.9 + 0.01, patch.far))
    canvas.drawPath(joints, fill(tones(brush.light, colour).deep, 0.35))
    paint_wetness(canvas, brush, patch, 0.8)


def _paint_kerbs(canvas: skia.Canvas, brush: Brush, patch: Patch, look: Road) -> None:
    kerb = tones(brush.light, "#c8c2b8")
    for side in (-1, 1):
        edge = side * look.half_width
        outer = edge + side * 0.2
        left, right = min(edge, outer), max(edge, outer)
        if look.barrier is not None:
            red, white = tones(brush.light, look.barrier), tones(brush.light, "#f4f0e8")
            left, right = min(edge, edge + side * 0.7), max(edge, edge + side * 0.7)
            canvas.drawRect(box(left, patch.near, right, patch.far), fill(white.lit))
            blocks = skia.Path()
            for block in range(math.floor(patch.near / 4), math.ceil(patch.far / 4)):
                blocks.addRect(box(left, block * 4.0, right, block * 4.0 + 2.0))
            canvas.drawPath(blocks, fill(red.lit))
        elif look.verge == "slabs":
            canvas.drawRect(box(left, patch.near, right, patch.far), fill(kerb.lit))
            canvas.drawRect(
                box(edge - 0.06, patch.near, edge + 0.06, patch.far), fill(kerb.deep, 0.6)
            )
