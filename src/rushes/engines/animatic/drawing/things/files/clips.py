"""Where the groups of a drawing stand at each step of a clip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rushes.engines.animatic.drawing.things.files.document import Pose
from rushes.film.thing_records import Clip

_SLOWEST = 1.6
"""How many times its own length a cycle may take to keep step with the ground."""


def poses_at(clip: Clip, step: int) -> dict[str, Pose]:
    """The pose of each moving group at a step, 0..steps−1."""
    share = step / clip.steps
    poses: dict[str, Pose] = {}
    for group in clip.moving:
        degrees = eased(clip.turn[group], share) if group in clip.turn else 0.0
        dx, dy = _pair(clip.shift.get(group, ((0.0, 0.0),)), share)
        across, down = _pair(clip.scale.get(group, ((1.0, 1.0),)), share)
        opacity = eased(clip.fade[group], share) if group in clip.fade else 1.0
        poses[group] = Pose(
            degrees + clip.spin.get(group, 0.0) * share,
            dx,
            dy,
            across,
            down,
            min(1.0, max(0.0, opacity)),
        )
    return poses


def step_at(clip: Clip, speed_mps: float, offset_seconds: float) -> Callable[[float], int]:
    """Seconds to the step shown: in step with the ground where it travels over it.

    What goes much slower than it usually does keeps up its tempo: a slipping foot is seen less
    than a run in slow motion.
    """
    seconds = clip.seconds
    if clip.stride_m and speed_mps:
        seconds = min(clip.stride_m / abs(speed_mps), _SLOWEST * clip.seconds)

    def step(at: float) -> int:
        return int((at + offset_seconds) / seconds % 1.0 * clip.steps) % clip.steps

    return step


def eased(keys: Sequence[float], share: float) -> float:
    """A closed curve through the keys, at a share of its round: Catmull and Rom's spline (1974)."""
    count = len(keys)
    if count == 1:
        return keys[0]
    if count == 2:
        # Two keys swing like a pendulum: the spline through them is flat at both.
        t = share * 2 % 1.0
        first, second = (keys[0], keys[1]) if share % 1.0 < 0.5 else (keys[1], keys[0])
        return first + (second - first) * t * t * (3 - 2 * t)
    place = share % 1.0 * count
    at = int(place)
    t = place - at
    before, start, end, after = (keys[(at + step) % count] for step in (-1, 0, 1, 2))
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t * t
        + (3 * start - before - 3 * end + after) * t**3
    )


def _pair(keys: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    return eased([key[0] for key in keys], share), eased([key[1] for key in keys], share)
