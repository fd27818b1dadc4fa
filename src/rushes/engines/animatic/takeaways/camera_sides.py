"""Which way the camera goes where the words leave it open: as staging decided for the film."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import Scene
from rushes.engines.animatic.staging.staging import stage_film
from rushes.film.shot_list import Move, Shot

_TURNING = frozenset({"pan", "whip-pan"})
_SIDEWAYS = frozenset({"truck", "track", "sweep", "orbit"})


def shots_as_staged(plan: FilmPlan) -> tuple[Shot, ...]:
    """The film's shots, with the direction of every move that goes sideways."""
    return tuple(
        msgspec.structs.replace(shot, moves=tuple(_moves(shot, scene)))
        for shot, scene in zip(plan.shot_list.shots, stage_film(plan), strict=True)
    )


def _moves(shot: Shot, scene: Scene) -> Iterator[Move]:
    first, last = scene.camera(0.0), scene.camera(scene.duration_seconds)
    for move in shot.moves:
        way = 0.0
        if move.direction is None and move.move in _TURNING:
            way = last.shift_x - first.shift_x
        elif move.direction is None and move.move in _SIDEWAYS:
            way = last.x - first.x
        yield (
            msgspec.structs.replace(move, direction="right" if way > 0 else "left") if way else move
        )
