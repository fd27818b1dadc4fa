"""Camera moves: from a framing and the shot list's moves to a smooth path of poses.

The framing given is the one the shot is composed for. Moves that close in end on it, moves that
pull back start on it, and those that pass by are centred on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from rushes.engines.animatic.scene import CameraPath, CameraPose
from rushes.engines.animatic.staging.camera.framing import LOWEST_CAMERA_Y, Framing, between
from rushes.engines.animatic.staging.camera.moves import (
    MOVES_AT,
    Delta,
    MoveAt,
    Take,
    drift,
    follow,
)
from rushes.engines.animatic.staging.camera.timing import ease
from rushes.film.shot_list import Move

_THROUGHOUT = frozenset({"handheld", "steadicam", "track", "rack-focus"})
"""How the camera is held and focused, while it does whatever else."""
_ALONE = frozenset({"pan", "zoom-in", "zoom-out", "whip-pan"})
"""Moves that are made by themselves."""


def camera_path(
    framing: Framing,
    moves: tuple[Move, ...],
    duration_seconds: float,
    aspect: float,
    seed: str,
    *,
    has_people: bool = True,
    travel_mps: float = 0.0,
    reveal_from: Framing | None = None,
) -> CameraPath:
    """The camera's pose at each second of a shot. Pure; the same seed gives the same path.

    With `reveal_from`, the camera starts on that framing and ends on `framing`: for crane-outs.
    A shot without a move drifts very gently; a `static` one is exactly still.
    """
    random = Random(seed)
    take = Take(framing, duration_seconds, aspect, has_people, travel_mps, random)
    told = [move for move in moves if move.move != "static"]
    parts = [
        _from_to(
            MOVES_AT.get(move.move, drift)(replace(take, duration_seconds=long), move),
            at,
            long,
            is_whole=long == duration_seconds,
        )
        for move, (at, long) in zip(told, schedule(told, duration_seconds), strict=True)
    ]
    if reveal_from is not None:
        parts = [
            part
            for part, move in zip(parts, told, strict=True)
            if move.move not in ("crane-out", "dolly-out", "zoom-out", "crane-up")
        ]
    elif not moves:
        parts = [drift(take, Move("drift"))]
    if travel_mps and not any(move.move == "track" for move in told):
        parts.append(follow(take))
    still = framing.pose

    def path(seconds: float) -> CameraPose:
        pose = still
        if reveal_from is not None:
            share = 0.8 * ease(seconds / duration_seconds) + 0.2 * seconds / duration_seconds
            pose = between(reveal_from, framing, share).pose
        for part in parts:
            pose = _moved(pose, part(seconds), framing.subject_z)
        return pose

    return path


def schedule(moves: Sequence[Move], duration_seconds: float) -> list[tuple[float, float]]:
    """When each move begins and how long it takes, in seconds.

    What goes on at the same time on a set does so here: travelling with travelling, a hand's shake
    with all. A pan or a zoom and another move follow one another, a little overlapping.
    """
    steps: list[list[int]] = []
    for place, move in enumerate(moves):
        before = [moves[one].move for one in steps[-1]] if steps else []
        if steps and not _is_after(before, move.move):
            steps[-1].append(place)
        else:
            steps.append([place])
    share = duration_seconds / max(1, len(steps))
    overlap = 0.12 * share if len(steps) > 1 else 0.0
    found = [(0.0, duration_seconds)] * len(moves)
    for number, step in enumerate(steps):
        start = max(0.0, number * share - overlap)
        end = min(duration_seconds, (number + 1) * share + overlap)
        for place in step:
            if moves[place].move not in _THROUGHOUT:
                found[place] = (start, end - start)
    return found


def _is_after(before: Sequence[str], move: str) -> bool:
    """Whether a move waits for those before it."""
    if move in _THROUGHOUT or all(one in _THROUGHOUT for one in before):
        return False
    return move in _ALONE or any(one in _ALONE for one in before) or move in before


def _from_to(part: MoveAt, start: float, length: float, is_whole: bool) -> MoveAt:
    """The move from one moment on; it stays at its ends before and after."""
    if is_whole:
        return part
    return lambda seconds: part(min(length, max(0.0, seconds - start)))


def _moved(pose: CameraPose, delta: Delta, subject_z: float) -> CameraPose:
    z = pose.z + delta.along
    return replace(
        pose,
        x=pose.x + delta.right + delta.along * pose.shift_x,
        y=min(LOWEST_CAMERA_Y, pose.y + delta.down + delta.along * pose.shift_y),
        z=z,
        focal=pose.focal * delta.zoom,
        shift_x=pose.shift_x + delta.pan,
        shift_y=pose.shift_y + delta.tilt,
        focus_m=max(0.1, (subject_z - z) * delta.focus),
        blur=max(pose.blur, delta.blur),
    )
