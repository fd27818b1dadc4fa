"""Floors, ceilings and side walls in true perspective, cut into strips by depth.

A strip is a layer of its own at the depth of its far edge: what stands on it is drawn after it,
and a moving camera sees the ground slide as it should.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    dots,
    fill,
    in_weather,
    line,
    mix,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import NEAREST_M, Site, View, place_painter
from rushes.engines.animatic.scene import Light, Rgb

_BEYOND = 0.04
"""How much further than its far edge a strip is painted, as a share of its distance."""
CAST_LINE_M = 0.9
"""One strip ends just behind the cast, so that their feet are drawn on it."""


class Patch(NamedTuple):
    """A piece of a plane, in its own metres: across by away (floors), away by up (walls)."""

    left: float
    near: float
    right: float
    far: float


FloorPainter = Callable[[skia.Canvas, Brush, Patch], None]
"""Paints a floor seen from above: x across, z away, metres."""


def depth_edges(view: View, near_z: float, far_z: float, ratio: float = 1.22) -> list[float]:
    """Cuts a stretch of ground into strips that look about equally deep, far to near."""
    near_z = max(near_z, view.camera.z + NEAREST_M)
    edges = [far_z]
    while edges[-1] > near_z:
        following = view.camera.z + view.depth(edges[-1]) / ratio
        if following < CAST_LINE_M < edges[-1] - 0.05:
            following = CAST_LINE_M
        edges.append(max(near_z, following))
    return edges


def nearest_ground_z(view: View, ground_y: float = 0.0) -> float:
    """How near the ground is seen at the picture's foot, tilts allowed for."""
    drop = ground_y - view.camera.y
    steepest = view.camera.shift_y + 0.5 / view.camera.focal + 0.3
    if drop <= 0 or steepest <= 0:
        return view.camera.z + NEAREST_M
    return view.camera.z + max(NEAREST_M, drop / steepest)


def floor_layers(
    site: Site,
    paint: FloorPainter,
    far_z: float,
    near_z: float | None = None,
    ground_y: float = 0.0,
    half_width: float | None = None,
) -> Iterator[Layer]:
    """A level floor (or, above the camera, a ceiling) as strips, far to near."""
    view = site.view
    if near_z is None:
        near_z = nearest_ground_z(view, ground_y)
    edges = depth_edges(view, near_z, far_z)
    for far, near in itertools.pairwise(edges):
        # A little of the next strip is painted too, so that no gap opens when the camera moves.
        reach = max(view.camera.z + NEAREST_M, near - 0.35 * (far - near))
        if half_width is not None:
            reach = max(reach, edges[-1])
        top = view.onto(far, 0.0, ground_y, far)[1]
        bottom = view.onto(far, 0.0, ground_y, reach)[1]
        seen = view.seen(far)
        left, right = seen.left, seen.right
        if half_width is not None:
            left, right = max(left, -half_width), min(right, half_width)
            grown = view.depth(far) / view.depth(reach)
            left = min(left, view.camera.x + (-half_width - view.camera.x) * grown)
            right = max(right, view.camera.x + (half_width - view.camera.x) * grown)
            left, right = max(left, seen.left), min(right, seen.right)
        # And a little beyond the far edge: half a clear pixel there would grow with the blur.
        beyond = far + _BEYOND * view.depth(far)
        patch = (
            Patch(-half_width, reach, half_width, beyond)
            if half_width
            else Patch(min(left, right) - 1.0, reach, right + 1.0, beyond)
        )
        yield Layer(
            far,
            (
                Part(
                    Bounds(left, min(top, bottom), right, max(top, bottom)),
                    functools.partial(
                        _paint_floor, view.ground_matrix(far, ground_y), paint, patch
                    ),
                    is_opaque=half_width is None,
                    lies_at=ground_y,
                ),
            ),
        )


def _paint_floor(
    matrix: skia.Matrix, paint: FloorPainter, patch: Patch, canvas: skia.Canvas, brush: Brush
) -> None:
    canvas.save()
    canvas.concat(matrix)
    paint(canvas, brush, patch)
    canvas.restore()


def side_wall_layers(
    site: Site,
    paint: FloorPainter,
    wall_x: float,
    far_z: float,
    height_m: float,
) -> Iterator[Layer]:
    """A wall running away from the camera at `wall_x`; the patch is z across, y up."""
    view = site.view
    near_z = view.camera.z + NEAREST_M
    edges = depth_edges(view, near_z, far_z, ratio=1.7)
    for far, near in itertools.pairwise(edges):
        reach = max(near_z, near - 0.3 * (far - near))
        corners = [view.onto(far, wall_x, y, z) for y in (-height_m, 0.0) for z in (far, reach)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield Layer(
            far,
            (
                Part(
                    Bounds(min(xs), min(ys), max(xs), max(ys)),
                    functools.partial(
                        _paint_floor,
                        view.side_matrix(far, wall_x),
                        paint,
                        Patch(reach, -height_m, far, 0.0),
                    ),
                ),
            ),
        )


def base_floor(
    canvas: skia.Canvas, light: Light, patch: Patch, colour: Rgb, strength: float = 0.35
) -> None:
    """The floor's colour, brighter towards the light behind it, and its roughness."""
    tone = tones(light, in_weather(light, colour))
    area = box(patch.left, patch.near, patch.right, patch.far)
    shade = mix(tone.mid, tone.lit, 0.45 if not light.indoors else 0.3)
    canvas.drawRect(area, fill(shade))
    texture(canvas, area, (5.0, 5.0), strength, seed=5, slope=1.4)


def paint_tiles(
    canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb, side_m: float, joint: float
) -> None:
    """Square tiles, each of its own shade, with joints."""
    base_floor(canvas, brush.light, patch, colour, 0.2)
    tone = tones(brush.light, colour)
    column = int(patch.left // side_m)
    while column * side_m < patch.right:
        row = int(patch.near // side_m)
        while row * side_m < patch.far:
            shade = Random(column * 7919 + row * 104729).uniform(-1, 1)
            canvas.drawRect(
                box(column * side_m, row * side_m, (column + 1) * side_m, (row + 1) * side_m),
                fill(tone.lit if shade > 0 else tone.deep, abs(shade) * 0.16),
            )
            row += 1
        column += 1
    _joints(canvas, brush, patch, side_m, joint, across=True)


def _joints(
    canvas: skia.Canvas, brush: Brush, patch: Patch, side_m: float, joint: float, across: bool
) -> None:
    dark = tones(brush.light, "#5a4638").deep
    paint = line(dark, joint, 0.5)
    column = int(patch.left // side_m)
    while column * side_m < patch.right:
        canvas.drawLine(column * side_m, patch.near, column * side_m, patch.far, paint)
        column += 1
    row = int(patch.near // side_m)
    while across and row * side_m < patch.far:
        canvas.drawLine(patch.left, row * side_m, patch.right, row * side_m, paint)
        row += 1


def paint_planks(
    canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb, width_m: float = 0.16
) -> None:
    """Floorboards running away from the viewer."""
    base_floor(canvas, brush.light, patch, colour, 0.2)
    tone = tones(brush.light, colour)
    board = int(patch.left // width_m)
    while board * width_m < patch.right:
        random = Random(board)
        left = board * width_m
        shade = random.uniform(-1, 1)
        canvas.drawRect(
            box(left, patch.near, left + width_m, patch.far),
            fill(tone.lit if shade > 0 else tone.deep, abs(shade) * 0.22),
        )
        canvas.drawLine(left, patch.near, left, patch.far, line(tone.deep, 0.012, 0.7))
        end = patch.near // 2.4 * 2.4 + random.uniform(0, 2.4)
        while end < patch.far:
            canvas.drawLine(left, end, left + width_m, end, line(tone.deep, 0.012, 0.7))
            end += 2.4
        board += 1


def paint_grass(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    """Grass or stubble: mottled, with tufts where it is near."""
    base_floor(canvas, brush.light, patch, colour, 0.18)
    tone = tones(brush.light, in_weather(brush.light, colour))
    area = box(patch.left, patch.near, patch.right, patch.far)
    texture(canvas, area, (1.6, 2.4), 0.16, seed=9, slope=0.9)
    if brush.pixels_per_metre < 25:
        return
    random = Random(int(patch.far * 100))
    span = min(patch.right - patch.left, 26.0)
    middle = (patch.left + patch.right) / 2
    for colour_of_tuft, count in ((tone.deep, 260), (tone.lit, 220), (tone.rim, 90)):
        points = [
            (middle + random.uniform(-0.5, 0.5) * span, random.uniform(patch.near, patch.far))
            for _ in range(count)
        ]
        dots(canvas, points, line(colour_of_tuft, 0.05, 0.35))


def paint_sand(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    """Sand with wind ripples."""
    base_floor(canvas, brush.light, patch, colour, 0.22)
    area = box(patch.left, patch.near, patch.right, patch.far)
    texture(canvas, area, (7.0, 1.5), 0.16, seed=13, slope=1.5)
    texture(canvas, area, (0.9, 0.9), 0.16, seed=14, slope=0.7)


def paint_asphalt(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    """A road surface; wet it holds long streaks of light."""
    base_floor(canvas, brush.light, patch, colour, 0.16)
    area = box(patch.left, patch.near, patch.right, patch.far)
    texture(canvas, area, (1.2, 1.2), 0.12, seed=21, slope=0.6)
    if brush.light.weather == "rain":
        texture(canvas, area, (0.8, 22.0), 0.2, seed=22, slope=1.0)


def paint_plain(canvas: skia.Canvas, brush: Brush, patch: Patch, colour: Rgb) -> None:
    """A smooth floor: carpet, concrete, a studio's floor."""
    base_floor(canvas, brush.light, patch, colour, 0.15)


@place_painter("floor")
def floor(
    site: Site,
    z: float,
    kind: str = "plain",
    colour: Rgb = "#b9ab98",
    tile_m: float = 0.6,
    half_width: float | None = None,
    ground_y: float = 0.0,
    near_z: float | None = None,
    until: float | None = None,
) -> Iterator[Layer]:
    """The ground the cast stands on, out to `z`; or a floor laid on it that ends at `until`.

    Floors on one another need the same `z`, so that their strips lie at the same depths.
    """
    painters: dict[str, FloorPainter] = {
        "tiles": functools.partial(paint_tiles, colour=colour, side_m=tile_m, joint=0.022),
        "planks": functools.partial(paint_planks, colour=colour),
        "grass": functools.partial(paint_grass, colour=colour),
        "sand": functools.partial(paint_sand, colour=colour),
        "asphalt": functools.partial(paint_asphalt, colour=colour),
        "plain": functools.partial(paint_plain, colour=colour),
    }
    for layer in floor_layers(site, painters[kind], z, near_z, ground_y, half_width):
        if until is None or layer.z <= until * 1.2:
            yield layer
