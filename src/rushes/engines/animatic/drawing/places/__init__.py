"""Sets: where a shot takes place, built from the records in `art/places/`."""

from rushes.engines.animatic.drawing.places.building import (
    build_place,
    known_features,
    known_places,
    light_in,
    place_sounds,
)

__all__ = ["build_place", "known_features", "known_places", "light_in", "place_sounds"]
