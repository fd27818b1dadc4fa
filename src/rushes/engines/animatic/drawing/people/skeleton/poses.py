"""Pose clips: drawings of a body over time, read from `art/poses/*.toml`."""

from __future__ import annotations

import functools
import math
from typing import Any

import msgspec

from rushes.art import ART_FOLDER
from rushes.engines.animatic.drawing.people.skeleton.joints import Pose

POSES_FOLDER = ART_FOLDER / "poses"


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clip sets at one moment of its cycle, 0..1; the rest stays as it was."""

    at: float
    set: dict[str, Any]


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A posture or a gesture."""

    keys: tuple[Key, ...]
    seconds: float = 0.0
    """Length of the cycle; 0 is held still."""
    drawings: int = 1
    """How many drawings the cycle has."""
    face: dict[str, float] = {}
    """Fields of the face that this action wants."""
    mouth: tuple[float, ...] = ()
    """How far the mouth is open, drawing by drawing, in a cycle of its own."""
    mouth_seconds: float = 0.6
    head: tuple[float, ...] = ()
    """Degrees that the head nods with each of these drawings."""
    shake: float = 0.0
    """Height of the shoulders' shaking, in metres: laughter, sobbing."""
    approach: float = 0.0
    """Metres by which the upper body moves toward the partner, once."""
    usual_thing: str = ""
    """What is held where the words name nothing."""
    holds: str = ""
    """Which hand carries the held thing: near or far; empty: as the posture likes."""


@functools.cache
def clip_names() -> frozenset[str]:
    """The names of all clips."""
    return frozenset(path.stem for path in POSES_FOLDER.glob("*.toml"))


@functools.cache
def load_clip(name: str) -> Clip:
    """The clip of this name. Raises FileNotFoundError when there is none."""
    return msgspec.toml.decode((POSES_FOLDER / f"{name}.toml").read_bytes(), type=Clip)


def at_moment(clip: Clip, moment: float) -> dict[str, Any]:
    """What the clip sets at a moment of its cycle (0..1, wraps around)."""
    keys = clip.keys
    if len(keys) == 1:
        return dict(keys[0].set)
    names = {name for key in keys for name in key.set}
    values: dict[str, Any] = {}
    for name in names:
        track = [(key.at, key.set[name]) for key in keys if name in key.set]
        values[name] = _between(track, moment % 1.0)
    return values


def _between(track: list[tuple[float, Any]], moment: float) -> Any:
    if len(track) == 1 or isinstance(track[0][1], str):
        return track[0][1]
    count = len(track)
    i = max((k for k in range(count) if track[k][0] <= moment), default=count - 1)
    start, value = track[i]
    end, after = track[(i + 1) % count]
    span = (end - start) % 1.0 or 1.0
    share = ((moment - start) % 1.0) / span
    share = 0.5 - 0.5 * math.cos(math.pi * min(1.0, share))
    if isinstance(value, list | tuple):
        return tuple(a + (b - a) * share for a, b in zip(value, after, strict=True))
    return value + (after - value) * share


def pose_from(*layers: dict[str, Any]) -> Pose:
    """A pose from what several clips set; the later win."""
    merged: dict[str, Any] = {}
    for layer in layers:
        merged.update(layer)
    return msgspec.convert(merged, Pose)
