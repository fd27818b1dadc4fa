"""What a cut and a viewpoint ask of a camera that is already set up: a match cut takes over the
frame before it, a jump cut stays where it was, first person walks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from rushes.engines.animatic.scene import CameraPath, CameraPose, Scene
from rushes.film.shot_list import Shot

DUTCH_DEGREES = 12.0
_STEPS_HZ = 1.85
_BOB_M, _SWAY_M = 0.035, 0.03
_WALK_MPS = 1.1
_LEAST_MATCH, _MOST_MATCH = 0.4, 2.8
_JUMP_SECONDS = 2.3
"""How much later it is after a jump cut."""


def direct(scenes: Sequence[Scene], shots: Sequence[Shot]) -> tuple[Scene, ...]:
    """The scenes with their cameras as the shots' cuts and viewpoints have them."""
    directed: list[Scene] = []
    for scene, shot in zip(scenes, shots, strict=True):
        if "POV" in shot.framing and scene.close_up_of is None:
            scene = replace(scene, camera=_walked(scene, shot))
        if directed and shot.transition == "match cut":
            scene = matched(directed[-1], scene)
        if directed and shot.transition == "jump cut":
            scene = jumped(directed[-1], scene)
        directed.append(scene)
    return tuple(directed)


def roll_degrees(shot: Shot) -> float:
    """How far the picture is turned, clockwise; to another side in every other shot."""
    if "dutch-angle" not in shot.framing:
        return 0.0
    return DUTCH_DEGREES if shot.number % 2 else -DUTCH_DEGREES


def subject_of(scene: Scene) -> tuple[float, float, float, float] | None:
    """x, y, z of the middle of what a scene is about, and its height in metres."""
    if scene.cast:
        lead = min(scene.cast, key=lambda member: (abs(member.x), member.z))
        tall = lead.figure.height_m
        return lead.x, lead.y - tall * 0.62, lead.z, tall
    if scene.props:
        lead_prop = min(scene.props, key=lambda prop: (abs(prop.z), abs(prop.x)))
        return lead_prop.x, lead_prop.y - 0.5 * lead_prop.scale, lead_prop.z, lead_prop.scale
    return None


def matched(before: Scene, scene: Scene) -> Scene:
    """The scene framed so that its subject comes where the one before it was, and as large."""
    old, new = subject_of(before), subject_of(scene)
    if old is None or new is None:
        return scene
    left = before.camera(before.duration_seconds)
    came = scene.camera(0.0)
    if old[2] <= left.z or new[2] <= came.z:
        return scene
    size = left.focal * old[3] / (old[2] - left.z), came.focal * new[3] / (new[2] - came.z)
    zoom = min(_MOST_MATCH, max(_LEAST_MATCH, size[0] / max(size[1], 1e-6)))
    there = _seen(left, old)
    here = _seen(replace(came, focal=came.focal * zoom), new)
    focal = came.focal * zoom
    pan, tilt = (here[0] - there[0]) / focal, (here[1] - there[1]) / focal
    path = scene.camera

    def camera(seconds: float) -> CameraPose:
        pose = path(seconds)
        return replace(
            pose,
            focal=pose.focal * zoom,
            shift_x=pose.shift_x + pan,
            shift_y=pose.shift_y + tilt,
        )

    return replace(scene, camera=camera)


def jumped(before: Scene, scene: Scene) -> Scene:
    """The same frame a moment later: the people have moved, the camera has not."""
    if before.place != scene.place or before.close_up_of != scene.close_up_of:
        return scene
    pose = before.camera(before.duration_seconds)
    known = {member.figure.id: member for member in before.cast}
    cast = tuple(
        replace(
            member,
            x=known[member.figure.id].x + 0.22 * known[member.figure.id].performance.facing,
            z=known[member.figure.id].z,
            performance=replace(
                member.performance,
                offset_seconds=member.performance.offset_seconds + _JUMP_SECONDS,
            ),
        )
        if member.figure.id in known
        else member
        for member in scene.cast
    )
    return replace(scene, camera=lambda seconds: pose, cast=cast, seed=before.seed)


def _seen(pose: CameraPose, point: tuple[float, float, float, float]) -> tuple[float, float]:
    x, y, z, _ = point
    depth = z - pose.z
    return (
        pose.focal * ((x - pose.x) / depth - pose.shift_x),
        pose.focal * ((y - pose.y) / depth - pose.shift_y),
    )


def _walked(scene: Scene, shot: Shot) -> CameraPath:
    """Through the eyes of someone who walks on, where no other move is told."""
    path = scene.camera
    goes = all(move.move in ("static", "handheld") for move in shot.moves)
    far = min(_WALK_MPS * scene.duration_seconds, 0.3 * abs(path(0.0).z)) if goes else 0.0

    def camera(seconds: float) -> CameraPose:
        pose = path(seconds)
        step = seconds * _STEPS_HZ * math.pi
        down = -_BOB_M * abs(math.sin(step))
        right = _SWAY_M * math.sin(step)
        along = far * (seconds / scene.duration_seconds - 1)
        return replace(pose, x=pose.x + right, y=pose.y + down, z=pose.z + along)

    return camera
