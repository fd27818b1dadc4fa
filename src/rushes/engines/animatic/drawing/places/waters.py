"""Where a place has its water, from the layers of its record."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

from rushes.engines.animatic.drawing.places.building import place_file

_OPEN_M = 1000.0
_PAINTERS = ("sea", "river", "pool")
_SEA_Y = 0.1
"""How far below the ground a sea lies whose record does not say."""


@dataclass(frozen=True, slots=True)
class Water:
    """A level surface: metres in the place's world."""

    shore_z: float
    """Its nearest edge."""
    y: float
    half_width: float = _OPEN_M
    x: float = 0.0
    bend: float = 0.0
    wave: float = 1.0

    def middle_at(self, z: float) -> float:
        """The x half-way between its banks."""
        return self.x + self.bend * math.sin(z / self.wave * math.tau)


@functools.cache
def water_in(place: str) -> Water | None:
    """The first water that the place's record shows; None where there is none."""
    record = place_file(place)
    if record is None:
        return None
    layers = (layer for layer in record.layer if layer["paint"] in _PAINTERS)
    layer = next((layer for layer in layers if layer.get("surface", "water") == "water"), None)
    return _water_of(layer) if layer is not None else None


def _water_of(layer: dict[str, Any]) -> Water:
    if layer["paint"] == "sea":
        return Water(layer["z"], layer.get("ground_y", _SEA_Y))
    return Water(
        layer.get("near_z", 0.0),
        0.0,
        layer.get("half_width", 3.5),
        layer.get("x", 0.0),
        layer.get("bend", 3.0) if layer["paint"] == "river" else 0.0,
        layer.get("wave", 40.0),
    )
