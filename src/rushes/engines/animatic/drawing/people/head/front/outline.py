"""The face seen from the front, and turned a little: outlines, and where features come to lie.

Head units: x is 0 at the face's middle line as seen from the front; y is 0 at the crown and 1 at
the chin.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.ink import Point

RADIUS = 0.43
"""Of the cylinder on which the features lie, to turn them."""
JAW_TOP = 0.60
ASIDE = 15.0
"""Degrees that features turn when a head is shaken."""

HALF_MAN: tuple[Point, ...] = (
    (0.0, 0.0), (0.20, 0.025), (0.325, 0.130), (0.368, 0.300), (0.362, 0.450), (0.350, 0.580),
    (0.326, 0.710), (0.278, 0.835), (0.190, 0.940), (0.095, 0.993), (0.0, 1.004),
)  # fmt: skip
HALF_WOMAN: tuple[Point, ...] = (
    (0.0, 0.0), (0.20, 0.025), (0.318, 0.130), (0.356, 0.300), (0.352, 0.450), (0.338, 0.575),
    (0.300, 0.705), (0.236, 0.830), (0.150, 0.932), (0.070, 0.982), (0.0, 0.992),
)  # fmt: skip
HALF_CHILD: tuple[Point, ...] = (
    (0.0, 0.0), (0.22, 0.025), (0.340, 0.140), (0.382, 0.320), (0.384, 0.500), (0.370, 0.630),
    (0.330, 0.750), (0.252, 0.860), (0.158, 0.940), (0.075, 0.980), (0.0, 0.988),
)  # fmt: skip

TURNED_MAN: tuple[Point, ...] = (
    (0.02, -0.005), (0.18, 0.055), (0.272, 0.165), (0.306, 0.285), (0.322, 0.375), (0.308, 0.435),
    (0.310, 0.500), (0.316, 0.575), (0.296, 0.660), (0.272, 0.745), (0.262, 0.840), (0.240, 0.930),
    (0.180, 0.995), (0.090, 1.010), (-0.030, 0.985), (-0.165, 0.930), (-0.270, 0.845),
    (-0.322, 0.720), (-0.380, 0.640), (-0.470, 0.540), (-0.492, 0.380), (-0.440, 0.180),
    (-0.280, 0.040), (-0.120, 0.000),
)  # fmt: skip
TURNED_WOMAN: tuple[Point, ...] = (
    (0.02, -0.005), (0.18, 0.055), (0.268, 0.165), (0.298, 0.285), (0.304, 0.375), (0.298, 0.435),
    (0.302, 0.500), (0.304, 0.570), (0.278, 0.660), (0.246, 0.745), (0.228, 0.830), (0.204, 0.920),
    (0.150, 0.978), (0.080, 0.994), (-0.020, 0.970), (-0.150, 0.908), (-0.250, 0.820),
    (-0.306, 0.700), (-0.370, 0.630), (-0.456, 0.530), (-0.480, 0.370), (-0.430, 0.180),
    (-0.275, 0.040), (-0.120, 0.000),
)  # fmt: skip
TURNED_CHILD: tuple[Point, ...] = (
    (0.02, -0.005), (0.19, 0.055), (0.290, 0.175), (0.326, 0.310), (0.326, 0.420), (0.308, 0.480),
    (0.318, 0.550), (0.334, 0.625), (0.310, 0.720), (0.262, 0.810), (0.226, 0.880), (0.186, 0.945),
    (0.130, 0.980), (0.070, 0.988), (-0.020, 0.970), (-0.160, 0.918), (-0.268, 0.835),
    (-0.326, 0.720), (-0.390, 0.640), (-0.480, 0.540), (-0.500, 0.380), (-0.440, 0.180),
    (-0.285, 0.040), (-0.120, 0.000),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """How far a head is turned to the right, in degrees; 0 from the front."""

    degrees: float
    is_turned: bool = False
    """Whether the outline is that of a turned head; else features alone move on a frontal one."""

    def aside(self, share: float) -> Turn:
        """The face turned aside for a moment, −1..1, as in shaking the head."""
        return replace(self, degrees=self.degrees + ASIDE * share) if share else self

    def at(self, x: float, y: float, depth: float = 0.0) -> Point:
        """Where a feature lies; `depth` is how far it stands out of the face."""
        radius = RADIUS + depth
        angle = math.asin(max(-0.98, min(0.98, x / radius)))
        return radius * math.sin(angle + math.radians(self.degrees)), y

    def narrowing(self, x: float) -> float:
        """Width of a feature at `x` as a share of its frontal width."""
        angle = math.asin(max(-0.98, min(0.98, x / RADIUS)))
        return math.cos(angle + math.radians(self.degrees)) / math.cos(angle)


FRONT = Turn(0.0)
THREE_QUARTER = Turn(12.5, is_turned=True)


def jaw_drop(face: Face) -> float:
    """How much lower an open mouth's chin lies."""
    return 0.055 * face.mouth_open


def face_outline(look: HeadLook, face: Face, turn: Turn) -> tuple[Point, ...]:
    """The closed outline of face and skull."""
    if turn.is_turned:
        points = (
            TURNED_CHILD if look.is_childlike else TURNED_WOMAN if look.is_feminine else TURNED_MAN
        )
    else:
        half = HALF_CHILD if look.is_childlike else HALF_WOMAN if look.is_feminine else HALF_MAN
        points = (*half, *((-x, y) for x, y in reversed(half[1:-1])))
    drop = jaw_drop(face)
    return tuple((x, y + drop * max(0.0, (y - JAW_TOP) / 0.4)) for x, y in points)
