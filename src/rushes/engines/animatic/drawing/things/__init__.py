"""Things that stand in a set, lie on a table or are held."""

from __future__ import annotations

from rushes.engines.animatic.drawing.part import Part
from rushes.engines.animatic.drawing.things.home import furniture, glassware, lamps, tableware
from rushes.engines.animatic.drawing.things.living import flowers, plants, stones
from rushes.engines.animatic.drawing.things.outside import sky_things, structures
from rushes.engines.animatic.drawing.things.registry import PaintedRecord, make_parts, records
from rushes.engines.animatic.scene import Rgb
from rushes.film.thing_records import StandsOn, ThingRecord, thing_names, thing_record

__all__ = ["known_things", "stands_on", "surface_height", "thing_parts", "thing_size"]

# Importing them enters their painters.
PAINTER_MODULES = (
    flowers,
    furniture,
    glassware,
    lamps,
    plants,
    sky_things,
    stones,
    structures,
    tableware,
)


def known_things() -> frozenset[str]:
    """Names of all things that have a drawing."""
    return frozenset(records()) | frozenset(thing_names())


def thing_parts(
    name: str,
    colour: Rgb | None = None,
    scale: float = 1.0,
    facing: int = 1,
    actions: tuple[str, ...] = (),
    speed_mps: float = 0.0,
    offset_seconds: float = 0.0,
) -> tuple[Part, ...] | None:
    """The drawing of a thing, its foot at the origin; None when nobody has drawn it.

    Without a colour it has its usual one; a thing that words can't colour passes it over. Of its
    `actions` the first that it has a clip for is played.
    """
    return make_parts(name, colour, scale, facing, actions, speed_mps, offset_seconds)


def thing_size(name: str) -> tuple[float, float] | None:
    """Width and height in metres; None when unknown."""
    record = _record(name)
    return record.size if record else None


def stands_on(name: str) -> StandsOn:
    """Where a thing belongs. The unknown stand on the ground."""
    record = _record(name)
    return record.stands_on if record else "ground"


def surface_height(name: str) -> float | None:
    """How high above its foot things stand upon it; None when nothing does."""
    record = _record(name)
    return record.surface_height if record else None


def _record(name: str) -> ThingRecord | PaintedRecord | None:
    return thing_record(name) or records().get(name)
