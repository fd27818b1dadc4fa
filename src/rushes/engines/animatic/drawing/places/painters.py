"""All painters that place files may name: importing this enters them."""

from rushes.engines.animatic.drawing.places import frames, furnishing, marked_floor, skies
from rushes.engines.animatic.drawing.places.beyond import growth, heavens, space, undersea
from rushes.engines.animatic.drawing.places.indoors import (
    blocks,
    built_in,
    ceilings,
    crowds,
    fittings,
    halls,
    rooms,
    stairs,
)
from rushes.engines.animatic.drawing.places.landscape import (
    dunes,
    land,
    massif,
    rivers,
    slopes,
    smoke,
    water,
    woods,
)
from rushes.engines.animatic.drawing.places.site import PAINTERS
from rushes.engines.animatic.drawing.places.town import (
    houses,
    lights,
    rides,
    stone,
    streets,
    structures,
)
from rushes.engines.animatic.drawing.places.walls import (
    displays,
    fronts,
    openings,
    standing,
    stock,
    surfaces,
    towers,
)

__all__ = ["PAINTERS"]

PAINTER_MODULES = (
    rides,
    heavens,
    structures,
    towers,
    growth,
    smoke,
    houses,
    massif,
    rivers,
    frames,
    space,
    undersea,
    blocks,
    built_in,
    ceilings,
    crowds,
    fronts,
    stairs,
    displays,
    dunes,
    fittings,
    marked_floor,
    furnishing,
    halls,
    land,
    lights,
    openings,
    rooms,
    skies,
    slopes,
    standing,
    stock,
    stone,
    streets,
    surfaces,
    water,
    woods,
)
