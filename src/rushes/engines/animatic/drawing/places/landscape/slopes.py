"""The slope painter: rolling land with rows, trees and a villa on it, as one layer or in strips."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import skia

from rushes.engines.animatic.drawing.buildings import paint_villa
from rushes.engines.animatic.drawing.nature import (
    paint_cast_shadow,
    paint_cypress,
    paint_pine,
    paint_tree,
)
from rushes.engines.animatic.drawing.paint import in_weather, linear, mix, texture, tones
from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.ground import nearest_ground_z
from rushes.engines.animatic.drawing.places.landscape.land import paint_sun_wash
from rushes.engines.animatic.drawing.places.landscape.rows import Crop, paint_rows
from rushes.engines.animatic.drawing.places.landscape.terrain import Edge, Terrain
from rushes.engines.animatic.drawing.places.site import (
    NEAREST_M,
    Site,
    place_painter,
    shadow_tip,
)
from rushes.engines.animatic.scene import Rgb

VILLA_TALL_M = 11.0
TRACK_M = 2.4
"""Width of the track between two blocks of rows."""
_PAINT_TREE = {"cypress": paint_cypress, "tree": paint_tree, "pine": paint_pine}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something standing on a slope; no `height_m`: the villa."""

    x: float
    z: float
    height_m: float | None = None
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope and what stands on it."""

    site: Site
    terrain: Terrain
    colour: Rgb
    crop: Crop | None
    trees: str
    marks: tuple[Mark, ...]
    top: float
    bottom: float
    """Tangents between which its earth is shaded."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a slope that is a layer of its own."""

    slope: Slope
    depth: float
    """Of its layer, from the camera."""
    far_edge: float
    grown: tuple[float, float]
    """Between which z's the rows stand."""
    columns: tuple[float, float]
    """Its sides, in tangents."""
    bottom: float
    marks: tuple[Mark, ...]


@place_painter("slope")
def slope(
    site: Site,
    z: float,
    far_z: float,
    far: float,
    near: float | None = None,
    relief: float = 0.012,
    wave: float = 0.9,
    colour: Rgb = "#a8894e",
    rows: str = "vines",
    row_colour: Rgb = "#86913c",
    spacing_m: float = 2.6,
    angle: float = 0.0,
    row_height_m: float = 1.3,
    villa_at: tuple[float, float] | None = None,
    villa_scale: float = 1.0,
    trees: str = "cypress",
    tree_marks: tuple[tuple[float, float, float], ...] = (),
    strips: int = 1,
    tracks: tuple[float, ...] = (),
    level: float = 0.0,
) -> Iterator[Layer]:
    """Rolling land from `z` to its brow at `far_z`.

    A backdrop is placed by how it is seen: its edges at the tangents `near` and `far` below the
    horizon, `relief` and `wave` in tangents. Without `near` it is the ground the cast stands on:
    even up to `z`, `level` metres below the cast, then going down to its brow at `far` metres,
    `relief` and `wave` in metres; it is cut into `strips`, which slide over one another as the
    camera moves, or along cross `tracks` between rows. `rows` are vines, lavender, furrows or
    none. `tree_marks`: x (a tangent, or metres), share of the way to the brow, height in metres.
    """
    view = site.view
    eye = view.camera
    terrain = _terrain(site, z, far_z, near, far, level, (relief, wave))
    crop = (
        Crop(rows, row_colour, colour, spacing_m, angle, row_height_m) if rows != "none" else None
    )
    marks = [_mark(terrain, near is None, *mark) for mark in tree_marks]
    if villa_at is not None:
        marks.append(replace(_mark(terrain, near is None, *villa_at), scale=villa_scale))
    lowest = eye.shift_y + 0.5 / eye.focal + 0.4
    top = (terrain.brow.y - eye.y) / view.depth(far_z) - terrain.relief_m / view.depth(far_z)
    seen = Slope(site, terrain, colour, crop, trees, tuple(marks), top, lowest)
    if near is not None:
        # Nearer layers hide the foot of a backdrop.
        seen = replace(seen, bottom=min(lowest, near + 0.12))
    yield from _strips(seen, strips, tracks)


def _terrain(
    site: Site,
    z: float,
    far_z: float,
    near: float | None,
    far: float,
    level: float,
    rolls: tuple[float, float],
) -> Terrain:
    """The land of a slope: the cast's own ground, or a backdrop where `near` says."""
    view, random = site.view, site.random("slope", far_z)
    relief, wave = rolls
    if near is not None:
        z = max(z, view.camera.z + 3)
        start = Edge(z, view.at(0, near, z)[1])
        brow = Edge(far_z, view.at(0, far, far_z)[1])
        depth = view.depth(far_z)
        return Terrain.rolling(view, random, start, brow, z, relief * depth, wave * depth)
    near_z = min(z, nearest_ground_z(view, level))
    start, brow = Edge(z, level), Edge(far_z, far)
    terrain = Terrain.rolling(view, random, start, brow, near_z, relief, wave)
    if level == 0.0:
        site.grounds.append(terrain.height)
    return terrain


def _mark(
    terrain: Terrain, is_ground: bool, x: float, share: float, height: float | None = None
) -> Mark:
    camera = terrain.view.camera
    if is_ground:
        return Mark(x, terrain.start.z + share * (terrain.brow.z - terrain.start.z), height)
    near, far = terrain.near_z - camera.z, terrain.brow.z - camera.z
    depth = near * (far / near) ** share
    return Mark(camera.x + x * depth, camera.z + depth, height)


def _strips(slope: Slope, count: int, tracks: tuple[float, ...]) -> Iterator[Layer]:
    """The slope as layers, far to near; one strip lies at its middle, several at far edges."""
    view = slope.site.view
    eye = view.camera
    near_z, far_z = slope.terrain.near_z, slope.terrain.brow.z
    near, far = view.depth(near_z), view.depth(far_z)
    edges = [eye.z + far * (near / far) ** (number / count) for number in range(count + 1)]
    if tracks:
        edges = [far_z, *(z for z in tracks if z > near_z + 2), near_z]
    last = len(edges) - 2
    for number, (far_edge, near_edge) in enumerate(itertools.pairwise(edges)):
        layer_z = far_edge if last else near_z + 0.45 * (far_z - near_z)
        depth = view.depth(layer_z)
        side = view.half_width * 1.25 + 0.25 + min(0.8, 8.0 / depth)
        columns = (eye.shift_x - side, eye.shift_x + side)
        highest = slope.terrain.horizons(*columns, far_edge)[1][-1]
        crown, bottom = float(highest.min()) - 2.0 / depth, slope.bottom
        marks = tuple(m for m in slope.marks if near_edge <= m.z < far_edge)
        crown = min([crown, *(_crown(slope, mark) for mark in marks)])
        if number < last:
            reach = max(near_z + 0.01, near_edge - 0.5 * (far_edge - near_edge))
            bottom = float(slope.terrain.horizons(*columns, reach)[1][-1].max()) + 0.02
        bounds = Bounds(
            eye.x + columns[0] * depth,
            eye.y + crown * depth,
            eye.x + columns[1] * depth,
            eye.y + bottom * depth,
        )
        grown = (near_edge, far_edge - TRACK_M if number and tracks else far_edge)
        strip = Strip(slope, depth, far_edge, grown, columns, bottom, marks)
        yield Layer(layer_z, (Part(bounds, functools.partial(_paint_strip, strip)),))


def _crown(slope: Slope, mark: Mark) -> float:
    """How high the top of what stands at a mark is seen."""
    _, y, depth = _seen_at(slope, mark)
    return y - 1.04 * (mark.height_m or VILLA_TALL_M * mark.scale) / depth


def _paint_strip(strip: Strip, canvas: skia.Canvas, brush: Brush) -> None:
    """Paints in tangents, so that all strips of a slope match in scale and shade."""
    slope, depth = strip.slope, strip.depth
    eye = slope.site.view.camera
    light = brush.light
    canvas.save()
    canvas.translate(eye.x, eye.y)
    canvas.scale(depth, depth)
    fine = replace(
        brush,
        pixels_per_metre=brush.pixels_per_metre * depth,
        random=slope.site.random("strip", strip.far_edge),
    )
    clip = canvas.getLocalClipBounds()
    left, right = max(strip.columns[0], clip.left()), min(strip.columns[1], clip.right())
    canvas.saveLayer()
    shape = slope.terrain.outline(left, right, strip.far_edge, strip.bottom)
    _paint_earth(canvas, fine, slope, shape)
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    for mark in slope.marks:
        if mark.z >= strip.grown[0]:
            _paint_shadow(canvas, fine, slope, mark)
    canvas.restore()
    if slope.crop is not None:
        paint_rows(canvas, fine, slope.terrain, slope.crop, (left, right), strip.grown)
    paint_sun_wash(canvas, light, slope.site.light.sun[0], slope.top, 0.5)
    canvas.restore()
    for mark in sorted(strip.marks, key=lambda mark: -mark.z):
        _paint_mark(canvas, fine, slope, mark)
    canvas.restore()


def _paint_earth(canvas: skia.Canvas, brush: Brush, slope: Slope, shape: skia.Path) -> None:
    tone = tones(brush.light, in_weather(brush.light, slope.colour))
    top, bottom = slope.top, slope.top + 0.5
    canvas.drawPath(
        shape,
        linear(
            (0, top),
            (0, bottom),
            [mix(tone.lit, tone.rim, 0.2), mix(tone.mid, tone.lit, 0.3), tone.dark],
            [0, 0.3, 1],
        ),
    )
    texture(canvas, shape, (0.5, 0.14), 0.16, seed=3, slope=1.5)
    texture(canvas, shape, (0.12, 0.03), 0.13, seed=4, slope=0.9)


def _seen_at(slope: Slope, mark: Mark) -> tuple[float, float, float]:
    """Where a mark's foot is seen, and its distance."""
    view = slope.site.view
    depth = view.depth(mark.z)
    x = (mark.x - view.camera.x) / depth
    y = (slope.terrain.height(mark.x, mark.z) - view.camera.y) / depth
    return x, y, depth


def _paint_shadow(canvas: skia.Canvas, brush: Brush, slope: Slope, mark: Mark) -> None:
    x, y, depth = _seen_at(slope, mark)
    if depth < NEAREST_M:
        return
    tall = (mark.height_m or 5.0 * mark.scale) / depth
    tip = shadow_tip(brush.light, x, y, tall)
    half_width = tall * 0.075 if mark.height_m else tall
    paint_cast_shadow(canvas, brush.light, (x, y), tip, half_width)


def _paint_mark(canvas: skia.Canvas, brush: Brush, slope: Slope, mark: Mark) -> None:
    """A tree or the villa."""
    x, y, depth = _seen_at(slope, mark)
    if depth < NEAREST_M:
        return
    if mark.height_m is not None:
        random = slope.site.random("mark", round(mark.x, 2), round(mark.z, 2))
        tall = mark.height_m / depth
        _PAINT_TREE[slope.trees](canvas, brush.light, random, x, y, tall, brush.pixels_per_metre)
        return
    scale = mark.scale / depth
    canvas.save()
    canvas.translate(x, y + 0.3 * scale)
    canvas.scale(scale, scale)
    paint_villa(canvas, brush.light, brush.pixels_per_metre * scale, slope.site.random("villa"))
    canvas.restore()
