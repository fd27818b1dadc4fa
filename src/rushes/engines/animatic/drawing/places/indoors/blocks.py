"""Boxes in perspective: counters, desks, pews, plinths, platforms, machines."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.paint import box, fill, line, linear, mix, polygon, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, View, place_painter
from rushes.engines.animatic.drawing.places.walls.finish import Wall, paint_finish
from rushes.engines.animatic.scene import Rgb


@dataclass(frozen=True, slots=True)
class Block:
    """A box standing at height y, its front at z."""

    x: float
    y: float
    z: float
    width: float
    depth: float
    height: float
    colour: Rgb
    top: Rgb
    front: str | None
    second: Rgb
    pitch: float
    lip: float


@place_painter("block")
def block(
    site: Site,
    z: float = 0.0,
    x: float = 0.0,
    y: float = 0.0,
    width: float = 1.2,
    depth: float = 0.6,
    height: float = 0.8,
    colour: Rgb = "#8a6242",
    top: Rgb | None = None,
    front: str | None = None,
    second: Rgb = "#efe8da",
    pitch: float = 0.5,
    lip: float = 0.03,
    at: tuple[tuple[float, float], ...] = (),
) -> Iterator[Layer]:
    """A box with its front at z, or several: `at` gives x and z of each.

    `front` is a wall's finish on its front (bread, doors, metal…); `lip` how far its top stands
    out. Its top and the side that faces the camera are seen in perspective.
    """
    for told_x, front_z in at or ((x, z),):
        if site.view.depth(front_z) < 1.2:
            continue
        one = Block(
            site.across(told_x), y, front_z, width, depth, height, colour, top or colour, front,
            second, pitch, lip,
        )  # fmt: skip
        yield Layer(front_z, (Part(_bounds(site.view, one), functools.partial(_paint, site, one)),))


def _corners(view: View, one: Block, up: float) -> list[tuple[float, float]]:
    """A level rectangle of the box at this height, on its front's layer: near, then far."""
    left, right = one.x - one.width / 2 - one.lip, one.x + one.width / 2 + one.lip
    level = one.y - up
    near, far = one.z - one.lip, one.z + one.depth
    return [
        view.onto(one.z, x, level, z)
        for x, z in ((left, near), (right, near), (right, far), (left, far))
    ]


def _bounds(view: View, one: Block) -> Bounds:
    points = [*_corners(view, one, one.height), *_corners(view, one, 0.0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(xs) - 0.25, min(ys) - 0.06, max(xs) + 0.25, max(ys) + 0.14)


def _paint(site: Site, one: Block, canvas: skia.Canvas, brush: Brush) -> None:
    light, view = brush.light, site.view
    left, right, foot, upper = (
        one.x - one.width / 2,
        one.x + one.width / 2,
        one.y,
        one.y - one.height,
    )
    if one.y >= -0.01:
        dark = mix(light.fill, "#000000", 0.75)
        canvas.drawRect(
            box(left - 0.05, foot - 0.06, right + 0.05, foot + 0.07), fill(dark, 0.45, 0.04)
        )
    side_x = left if view.camera.x < left else right if view.camera.x > right else None
    tone = tones(light, one.colour)
    if side_x is not None:
        side = [view.onto(one.z, side_x, y, z) for y, z in (
            (upper, one.z), (upper, one.z + one.depth), (foot, one.z + one.depth), (foot, one.z)
        )]  # fmt: skip
        is_lit = (side_x > one.x) == (light.key_side > 0)
        canvas.drawPath(polygon(side), fill(tone.mid if is_lit else tone.deep))
    canvas.save()
    canvas.translate(one.x, foot)
    half = one.width / 2
    span = (-half, half) if light.key_side < 0 else (half, -half)
    piece = Wall(
        -half, half, one.height, one.colour, one.second, one.pitch, span, brush.pixels_per_metre,
        f"{site.place} {round(one.x, 2)} {round(one.z, 2)}",
    )  # fmt: skip
    if one.front is not None:
        paint_finish(canvas, brush, one.front, piece)
    else:
        canvas.drawRect(
            piece.area, linear((span[0], 0), (span[1], 0), [tone.lit, tone.mid, tone.dark])
        )
        canvas.drawRect(
            piece.area, linear((0, -one.height), (0, 0), [(tone.deep, 0.0), (tone.deep, 0.5)])
        )
    canvas.restore()
    _paint_top(canvas, view, one, brush)


def _paint_top(canvas: skia.Canvas, view: View, one: Block, brush: Brush) -> None:
    tone = tones(brush.light, one.top)
    edge = max(0.02, min(0.06, one.height * 0.08))
    upper = one.y - one.height
    if view.camera.y < upper:
        canvas.drawPath(
            polygon(_corners(view, one, one.height)), fill(mix(tone.lit, tone.rim, 0.25))
        )
    near = _corners(view, one, one.height)
    canvas.drawRect(
        box(near[0][0], near[0][1], near[1][0], near[0][1] + edge),
        linear((0, near[0][1]), (0, near[0][1] + edge), [tone.lit, tone.dark]),
    )
    canvas.drawLine(*near[0], *near[1], line(tone.rim, 0.012, 0.8))
