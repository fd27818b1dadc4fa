"""All painters that place files may name: importing this enters them."""

from rushes.engines.animatic.drawing.places import ground, land, skies, stone
from rushes.engines.animatic.drawing.places.site import PAINTERS

__all__ = ["PAINTERS", "ground", "land", "skies", "stone"]
