"""Which things have a drawing: their records in `art/things.toml` and their painters."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import msgspec
import skia

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.scene import Rgb

StandsOn = Literal["ground", "table", "hand", "wall", "sky"]

SPARE = 0.12
"""Room around a thing for its shadow and soft edges, as a share of its size."""


class ThingRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing in `art/things.toml`; its painter has the same name unless `painter` says."""

    size: tuple[float, float]
    """Width and height in metres."""
    stands_on: StandsOn
    colour: Rgb | None = None
    """Its usual colour, where words may give it another; None: it is painted as it is."""
    surface_height: float | None = None
    """Where things stand upon it, metres above its foot."""
    painter: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a painter is told of the thing: its size in metres and its colour."""

    width: float
    height: float
    colour: Rgb
    is_coloured: bool = False
    """Whether the words named the colour."""


ThingPainter = Callable[[skia.Canvas, Brush, Look], None]
"""Paints within ±width/2 and −height..0, foot (or hand, or centre in the sky) at the origin."""
PartMaker = Callable[[Look], tuple[Part, ...]]

_MAKERS: dict[str, PartMaker] = {}


def thing(*names: str) -> Callable[[ThingPainter], ThingPainter]:
    """Enters the painter of things that are one still part."""

    def enter(paint: ThingPainter) -> ThingPainter:
        for name in names:
            _MAKERS[name] = functools.partial(_one_part, paint)
        return paint

    return enter


def thing_of_parts(*names: str) -> Callable[[PartMaker], PartMaker]:
    """Enters a maker of things that have moving parts."""

    def enter(make: PartMaker) -> PartMaker:
        for name in names:
            _MAKERS[name] = make
        return make

    return enter


def painters() -> frozenset[str]:
    """The names that painters were entered under."""
    return frozenset(_MAKERS)


def thing_bounds(look: Look) -> Bounds:
    """The box of a thing with room for its shadow."""
    half, spare = look.width / 2, SPARE * max(look.width, 0.3 * look.height)
    return Bounds(-half - spare, -look.height - spare * 0.3, half + spare, spare * 0.9)


def still(paint: ThingPainter, look: Look, dz: float = 0.0) -> Part:
    """A part painted once."""

    def with_look(canvas: skia.Canvas, brush: Brush) -> None:
        paint(canvas, brush, look)

    return Part(thing_bounds(look), with_look, dz=dz)


def _one_part(paint: ThingPainter, look: Look) -> tuple[Part, ...]:
    return (still(paint, look),)


@functools.cache
def records() -> Mapping[str, ThingRecord]:
    """All records, by name."""
    return msgspec.toml.decode(
        (ART_FOLDER / "things.toml").read_bytes(), type=dict[str, ThingRecord]
    )


def make_parts(name: str, colour: Rgb | None, scale: float, facing: int) -> tuple[Part, ...] | None:
    """The parts of a thing, or None when nobody has drawn it."""
    record = records().get(name)
    if record is None:
        return None
    width, height = record.size
    look = Look(
        width=width,
        height=height,
        colour=colour or record.colour or "#a09080",
        is_coloured=colour is not None,
    )
    parts = _MAKERS[record.painter or name](look)
    if scale == 1.0 and facing > 0:
        return parts
    return tuple(_placed(part, scale, -1 if facing < 0 else 1) for part in parts)


def _placed(part: Part, scale: float, mirror: int) -> Part:
    """A part made larger or smaller, or turned to face the other way; the light stays."""
    left, right = sorted((part.bounds.left * mirror * scale, part.bounds.right * mirror * scale))
    bounds = Bounds(left, part.bounds.top * scale, right, part.bounds.bottom * scale)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        light = brush.light
        if mirror < 0:
            light = replace(light, key_side=-light.key_side, sun=(-light.sun[0], light.sun[1]))
        seen = replace(brush, light=light, pixels_per_metre=brush.pixels_per_metre * scale)
        canvas.save()
        canvas.scale(mirror * scale, scale)
        part.paint(canvas, seen)
        canvas.restore()

    def motion(seconds: float) -> Motion:
        assert part.motion is not None
        moved = part.motion(seconds)
        return Motion(
            moved.dx * mirror * scale, moved.dy * scale, moved.degrees * mirror, moved.opacity
        )

    return replace(
        part,
        bounds=bounds,
        paint=paint,
        motion=motion if part.motion else None,
        pivot=(part.pivot[0] * mirror * scale, part.pivot[1] * scale),
        dz=part.dz * scale,
    )
