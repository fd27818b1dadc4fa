"""Puts things into a set: furniture, lamps, benches, rocks."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Layer, Part
from rushes.engines.animatic.drawing.places.site import Site, place_painter
from rushes.engines.animatic.drawing.things.registry import make_parts
from rushes.engines.animatic.scene import Rgb


@place_painter("thing")
def thing(
    site: Site,
    z: float,
    name: str,
    x: float = 0.0,
    y: float = 0.0,
    scale: float = 1.0,
    facing: int = 1,
    colour: Rgb | None = None,
    at: tuple[tuple[float, float], ...] = (),
) -> Iterator[Layer]:
    """One thing standing at (x, y, z), or several of them: `at` gives x and z of each."""
    for thing_x, thing_z in at or ((x, z),):
        if site.view.depth(thing_z) < 1.2:
            continue
        parts = make_parts(name, colour, scale, site.facing(facing))
        if parts is None:
            raise ValueError(f"A place asks for a thing that has no drawing: {name}")
        yield Layer(thing_z, tuple(moved(part, site.across(thing_x), y) for part in parts))


def moved(part: Part, x: float, y: float) -> Part:
    """The part at another place of the set."""
    box = part.bounds
    return replace(
        part,
        bounds=Bounds(box.left + x, box.top + y, box.right + x, box.bottom + y),
        paint=functools.partial(_paint_moved, part, x, y),
        pivot=(part.pivot[0] + x, part.pivot[1] + y),
    )


def _paint_moved(part: Part, x: float, y: float, canvas: skia.Canvas, brush: Brush) -> None:
    canvas.save()
    canvas.translate(x, y)
    part.paint(canvas, brush)
    canvas.restore()
