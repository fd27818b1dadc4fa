"""All painters that place files may name: importing this enters them."""

from rushes.engines.animatic.drawing.places import furnishing, ground, skies
from rushes.engines.animatic.drawing.places.indoors import built_in, fittings, rooms
from rushes.engines.animatic.drawing.places.landscape import dunes, land, slopes, water, woods
from rushes.engines.animatic.drawing.places.site import PAINTERS
from rushes.engines.animatic.drawing.places.town import lights, stone, streets

__all__ = [
    "PAINTERS",
    "built_in",
    "dunes",
    "fittings",
    "furnishing",
    "ground",
    "land",
    "lights",
    "rooms",
    "skies",
    "slopes",
    "stone",
    "streets",
    "water",
    "woods",
]
