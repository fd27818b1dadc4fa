"""Which things have a drawing: their records in `art/things.toml` and their painters."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import msgspec
import skia

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.files.parts import drawn_parts
from rushes.engines.animatic.scene import Rgb
from rushes.film.thing_records import StandsOn, thing_record

SPARE = 0.12
"""Room around a thing for its shadow and soft edges, as a share of its size."""


class PaintedRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
def records() -> Mapping[str, PaintedRecord]:
    """All records, by name."""
    return msgspec.toml.decode(
        (ART_FOLDER / "things.toml").read_bytes(), type=dict[str, PaintedRecord]
    )


def make_parts(
    name: str,
    colour: Rgb | None = None,
    scale: float = 1.0,
    facing: int = 1,
    actions: tuple[str, ...] = (),
    speed_mps: float = 0.0,
    offset_seconds: float = 0.0,
) -> tuple[Part, ...] | None:
    """The parts of a thing that does something, or None when nobody has drawn it."""
    parts = drawn_parts(name, colour, actions, speed_mps, offset_seconds)
    if parts is None:
        parts = _painted_parts(name, colour)
    if parts is None or (scale == 1.0 and facing > 0):
        return parts
    file_record = thing_record(name)
    mirror = -1 if facing < 0 and (file_record is None or file_record.mirrors) else 1
    return tuple(_placed(part, scale, mirror) for part in parts)


def _painted_parts(name: str, colour: Rgb | None) -> tuple[Part, ...] | None:
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
    return _MAKERS[record.painter or name](look)


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
