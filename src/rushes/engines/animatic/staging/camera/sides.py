"""Which way the camera goes where the words leave it open: as staging decided for the film."""

from __future__ import annotations

import msgspec

from rushes.engines.animatic.scene import Scene
from rushes.film.shot_list import Move, Shot

_TURNING = frozenset({"pan", "whip-pan"})
_SIDEWAYS = frozenset({"truck", "track", "sweep", "orbit"})


def moves_with_sides(shot: Shot, scene: Scene) -> tuple[Move, ...]:
    """A shot's moves, with the direction of every one that goes sideways."""
    first, last = scene.camera(0.0), scene.camera(scene.duration_seconds)
    found = []
    for move in shot.moves:
        way = 0.0
        if move.direction is None and move.move in _TURNING:
            way = last.shift_x - first.shift_x
        elif move.direction is None and move.move in _SIDEWAYS:
            way = last.x - first.x
        side = "right" if way > 0 else "left"
        found.append(msgspec.structs.replace(move, direction=side) if way else move)
    return tuple(found)
