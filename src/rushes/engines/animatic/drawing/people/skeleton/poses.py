"""Pose clips to poses: what a clip sets at a moment, and several of them together."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from rushes.engines.animatic.clips import Clip
from rushes.engines.animatic.drawing.people.skeleton.joints import Pose

_LIMBS = ("near_hand", "far_hand")


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
    if len(track) == 1:
        return track[0][1]
    count = len(track)
    i = max((k for k in range(count) if track[k][0] <= moment), default=count - 1)
    start, value = track[i]
    if isinstance(value, str):
        return value
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
        for limb in _LIMBS:
            if limb in layer:
                merged.pop(f"{limb}_at", None)
        merged.update(layer)
    return msgspec.convert(merged, Pose)
