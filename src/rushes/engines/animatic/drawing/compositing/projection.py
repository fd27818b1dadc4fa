"""Where a placed part lies on the picture at each frame of a shot (formula: `scene.py`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.drawing.part import Bounds, Motion, Part
from rushes.engines.animatic.scene import CameraPose

NEAREST_M = 0.25
"""What is closer to the camera than this is not drawn."""

ALWAYS = (-math.inf, math.inf)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part in the world; its item's origin at (x, y, z)."""

    part: Part
    x: float
    y: float
    z: float
    scale: float = 1.0
    travel_mps: float = 0.0
    gains_mps2: float = 0.0
    travel_z_mps: float = 0.0
    """Speed away from the viewer; `z` is then where it is nearest: what it is drawn before."""
    nearest_seconds: float = 0.0
    span: tuple[float, float] = ALWAYS
    """From when until when it is there, in the set's own seconds."""
    seed: str = ""
    """Seeds the part's brush: its own, whatever else stands in the scene."""

    @property
    def depth_z(self) -> float:
        return self.z + self.part.dz if math.isfinite(self.z) else self.z


class Picture(NamedTuple):
    """The size that frames are drawn at."""

    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Poses:
    """The camera's poses at every frame, as arrays."""

    seconds: Floats
    """The set's own time at every frame; slower than the film's in slow motion, and standing still
    for some frames where drawings are held."""
    clock: Floats
    """The same, never held: what travels goes on smoothly with the camera."""
    x: Floats
    y: Floats
    z: Floats
    focal: Floats
    shift_x: Floats
    shift_y: Floats

    @classmethod
    def of(cls, poses: Sequence[CameraPose], fps: int, tempo: float = 1.0, hold: int = 1) -> Poses:
        """From one pose a frame; `hold` is for how many frames a drawing stays."""
        table = np.array(
            [(pose.x, pose.y, pose.z, pose.focal, pose.shift_x, pose.shift_y) for pose in poses]
        )
        frames = np.arange(len(poses))
        clock: Floats = frames.astype(np.float64) * (tempo / fps)
        seconds: Floats = (frames // hold * hold).astype(np.float64) * (tempo / fps)
        return cls(seconds, clock, *table.T)


@dataclass(frozen=True, slots=True)
class Track:
    """An item's origin and scale on the picture at every frame."""

    scale: Floats
    """Pixels per metre of the item; NaN where it is behind the camera."""
    x: Floats
    y: Floats

    @property
    def density(self) -> float:
        """The largest scale, in pixels per metre; 0 for what is never before the camera."""
        known = self.scale[np.isfinite(self.scale)]
        return float(known.max()) if known.size else 0.0


def track_of(placed: Placed, poses: Poses, picture: Picture) -> Track:
    """Projects the item's origin at every frame."""
    centre_x, centre_y = picture.width_px / 2, picture.height_px / 2
    per_tangent = picture.height_px * poses.focal
    if math.isinf(placed.z):
        left, down = placed.x - poses.shift_x, placed.y - poses.shift_y
        scale = per_tangent * placed.scale
    else:
        away = placed.travel_z_mps * (poses.clock - placed.nearest_seconds)
        depth = placed.depth_z + away - poses.z
        start, end = placed.span
        is_there = (poses.seconds >= start) & (poses.seconds < end) & (depth > NEAREST_M)
        depth = np.where(is_there, depth, np.nan)
        gained = placed.gains_mps2 * poses.clock / 2
        world_x = placed.x + (placed.travel_mps + gained) * poses.clock
        left = (world_x - poses.x) / depth - poses.shift_x
        down = (placed.y - poses.y) / depth - poses.shift_y
        scale = per_tangent / depth * placed.scale
    return Track(scale, centre_x + per_tangent * left, centre_y + per_tangent * down)


def motions_of(part: Part, poses: Poses) -> list[Motion] | None:
    """The part's motion at every frame; None where it never moves."""
    if part.motion is None:
        return None
    return [part.motion(float(seconds)) for seconds in poses.seconds]


def phases_of(part: Part, poses: Poses) -> list[int] | None:
    """The phase the part shows at every frame; None where it has but one."""
    if part.phases < 2 or part.phase_at is None:
        return None
    return [int(part.phase_at(float(seconds))) % part.phases for seconds in poses.seconds]


def reach_of(part: Part, motions: list[Motion] | None) -> Bounds:
    """The part's bounds, grown by all it does: metres of the item."""
    box = part.bounds
    if not motions:
        return box
    turn = math.radians(max(abs(motion.degrees) for motion in motions))
    far = max(
        math.hypot(x - part.pivot[0], y - part.pivot[1])
        for x in (box.left, box.right)
        for y in (box.top, box.bottom)
    )
    swing = min(2.0, turn) * far
    return Bounds(
        box.left + min(motion.dx for motion in motions) - swing,
        box.top + min(motion.dy for motion in motions) - swing,
        box.right + max(motion.dx for motion in motions) + swing,
        box.bottom + max(motion.dy for motion in motions) + swing,
    )


def seen_of(reach: Bounds, track: Track, picture: Picture, margin_px: float) -> Bounds | None:
    """The part of an item's box that is in the picture at some frame; None where none is."""
    with np.errstate(invalid="ignore"):
        left = np.maximum(reach.left, (-margin_px - track.x) / track.scale)
        right = np.minimum(reach.right, (picture.width_px + margin_px - track.x) / track.scale)
        top = np.maximum(reach.top, (-margin_px - track.y) / track.scale)
        bottom = np.minimum(reach.bottom, (picture.height_px + margin_px - track.y) / track.scale)
        is_seen = (left < right) & (top < bottom)
    if not is_seen.any():
        return None
    return Bounds(
        float(left[is_seen].min()),
        float(top[is_seen].min()),
        float(right[is_seen].max()),
        float(bottom[is_seen].max()),
    )


def on_picture(box: Bounds, track: Track, picture: Picture) -> Bounds:
    """The box that covers an item's box on the picture through all frames, in pixels."""
    with np.errstate(invalid="ignore"):
        edges = (
            np.nanmin(track.x + box.left * track.scale),
            np.nanmin(track.y + box.top * track.scale),
            np.nanmax(track.x + box.right * track.scale),
            np.nanmax(track.y + box.bottom * track.scale),
        )
    return Bounds(
        max(-8.0, float(edges[0])),
        max(-8.0, float(edges[1])),
        min(picture.width_px + 8.0, float(edges[2])),
        min(picture.height_px + 8.0, float(edges[3])),
    )
