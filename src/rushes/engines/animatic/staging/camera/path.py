"""Camera moves: from a framing and the shot list's moves to a smooth path of poses.

The framing given is the one the shot is composed for. Moves that close in end on it, moves that
pull back start on it, and those that pass by are centred on it.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from rushes.engines.animatic.scene import CameraPath, CameraPose
from rushes.engines.animatic.staging.camera.framing import LOWEST_CAMERA_Y, Framing, between
from rushes.engines.animatic.staging.camera.moves import MOVES_AT, Delta, Take, drift, follow
from rushes.engines.animatic.staging.camera.timing import ease
from rushes.film.shot_list import Move


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
    parts = [MOVES_AT.get(move.move, drift)(take, move) for move in told]
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
    )
