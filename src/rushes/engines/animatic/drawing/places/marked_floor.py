"""The ground that people stand on, with whatever is painted on it: pitches, paths, tracks."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import skia

from rushes.engines.animatic.drawing.paint import (
    box,
    fill,
    in_weather,
    line,
    mix,
    oval,
    texture,
    tones,
)
from rushes.engines.animatic.drawing.part import Brush, Layer
from rushes.engines.animatic.drawing.places.floors import FLOORS, Floor
from rushes.engines.animatic.drawing.places.ground import Patch, floor_layers
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.scene import Rgb

Line = tuple[float, float, float, float, float]
"""x, z of both ends, width."""
Area = tuple[float, float, float, float, Rgb]
"""Left, near, right, far, colour."""


class Marks(NamedTuple):
    """What is painted on a floor."""

    lines: tuple[Line, ...]
    circles: tuple[tuple[float, float, float, float], ...]
    """x, z, radius, width."""
    areas: tuple[Area, ...]
    rounds: tuple[tuple[float, float, float, float, Rgb], ...]
    """x, z, half its width and depth, colour."""
    ink: Rgb


def _paint_marked(
    canvas: skia.Canvas, brush: Brush, patch: Patch, kind: str, floor: Floor, marks: Marks
) -> None:
    FLOORS[kind](canvas, brush, patch, floor)
    for left, near, right, far, colour in marks.areas:
        if far > patch.near and near < patch.far:
            tone = tones(brush.light, in_weather(brush.light, colour, 0.7))
            piece = box(left, max(near, patch.near), right, min(far, patch.far))
            canvas.drawRect(piece, fill(mix(tone.mid, tone.lit, 0.4)))
            texture(canvas, piece, (3.0, 3.0), 0.14, seed=5, slope=1.2)
    for x, z, wide, deep, colour in marks.rounds:
        if z + deep > patch.near and z - deep < patch.far:
            tone = tones(brush.light, in_weather(brush.light, colour, 0.7))
            canvas.drawOval(oval(x, z, wide, deep), fill(mix(tone.mid, tone.lit, 0.4)))
            canvas.drawOval(oval(x, z, wide, deep), line(tone.deep, 0.12, 0.35))
    ink = tones(brush.light, in_weather(brush.light, marks.ink, 0.5))
    for x0, z0, x1, z1, width in marks.lines:
        canvas.drawLine(x0, z0, x1, z1, line(ink.lit, width, 0.92))
    for x, z, radius, width in marks.circles:
        canvas.drawCircle(x, z, radius, line(ink.lit, width, 0.92))


@place_painter("floor")
def floor(
    site: Site,
    z: float,
    kind: str = "plain",
    colour: Rgb = "#b9ab98",
    second: Rgb = "#6a5a4c",
    tile_m: float = 0.6,
    half_width: float | None = None,
    ground_y: float = 0.0,
    near_z: float | None = None,
    until: float | None = None,
    lines: tuple[Line, ...] = (),
    circles: tuple[tuple[float, float, float, float], ...] = (),
    areas: tuple[Area, ...] = (),
    rounds: tuple[tuple[float, float, float, float, Rgb], ...] = (),
    ink: Rgb = "#f2f0e8",
    x: float = 0.0,
) -> Iterator[Layer]:
    """The ground the cast stands on, out to `z`; or a floor laid on it that ends at `until`.

    On it may be painted `areas` (left, near, right, far, colour), `rounds` (x, z, half its width
    and depth, colour), and in the colour `ink` `lines` (x and z of both ends, width) and `circles`
    (x, z, radius, width). With a `half_width` its middle lies at `x`. Floors on one another need
    the same `z`, so that their strips lie at the same depths.
    """
    marks = Marks(lines, circles, areas, rounds, ink)
    paint = functools.partial(
        _paint_marked, kind=kind, floor=Floor(colour, second, tile_m), marks=marks
    )
    for layer in floor_layers(site, paint, z, near_z, ground_y, half_width, x):
        if until is None or layer.z <= until * 1.2:
            yield layer
