"""The trunk's silhouette from any side: elliptical sections along the spine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from rushes.engines.animatic.drawing.people.ink import Point
from rushes.engines.animatic.drawing.people.skeleton.joints import Skeleton
from rushes.engines.animatic.drawing.people.skeleton.proportions import Proportions

Section = tuple[float, float, float, float]
"""Share of the way from the neck's base to the hips; half width, depth before, depth behind the
spine, as shares of the height."""

MAN: tuple[Section, ...] = (
    (-0.02, 0.037, 0.026, 0.036), (0.06, 0.070, 0.036, 0.048), (0.13, 0.108, 0.050, 0.060),
    (0.24, 0.112, 0.068, 0.067), (0.38, 0.104, 0.076, 0.062), (0.55, 0.092, 0.070, 0.050),
    (0.72, 0.084, 0.064, 0.044), (0.88, 0.088, 0.060, 0.054), (1.02, 0.094, 0.058, 0.068),
    (1.14, 0.092, 0.054, 0.066),
)  # fmt: skip
WOMAN: tuple[Section, ...] = (
    (-0.02, 0.029, 0.020, 0.030), (0.06, 0.054, 0.028, 0.040), (0.13, 0.090, 0.040, 0.050),
    (0.24, 0.090, 0.062, 0.056), (0.36, 0.086, 0.080, 0.052), (0.47, 0.077, 0.064, 0.045),
    (0.64, 0.066, 0.050, 0.036), (0.82, 0.078, 0.050, 0.050), (1.00, 0.094, 0.054, 0.072),
    (1.14, 0.096, 0.052, 0.072),
)  # fmt: skip
CHILD: tuple[Section, ...] = (
    (-0.02, 0.030, 0.024, 0.030), (0.06, 0.058, 0.036, 0.042), (0.14, 0.092, 0.048, 0.052),
    (0.26, 0.094, 0.060, 0.054), (0.42, 0.090, 0.068, 0.050), (0.62, 0.086, 0.072, 0.044),
    (0.80, 0.086, 0.068, 0.046), (1.00, 0.088, 0.056, 0.060), (1.14, 0.088, 0.052, 0.060),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Station:
    """One section on the picture: its middle, its ends, and the spine's direction there."""

    share: float
    middle: Point
    left: Point
    right: Point


def sections_of(body: Proportions) -> tuple[Section, ...]:
    """The sections of this kind of body."""
    if body.is_childlike:
        return CHILD
    return WOMAN if body.is_feminine else MAN


def spine_point(skeleton: Skeleton, share: float) -> Point:
    """The point `share` of the way from the neck's base (0) to the hips (1), or beyond."""
    neck, chest, hips = skeleton.neck, skeleton.chest, skeleton.pelvis
    if share >= 1.0:
        extra = (share - 1.0) * math.dist(neck, hips)
        dx, dy = hips[0] - chest[0], hips[1] - chest[1]
        length = math.hypot(dx, dy) or 1.0
        return hips[0] + dx / length * extra, hips[1] + dy / length * extra
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    # A quadratic curve through the chest's joint in its middle.
    cx = 2 * chest[0] - 0.5 * (neck[0] + hips[0])
    cy = 2 * chest[1] - 0.5 * (neck[1] + hips[1])
    return a * neck[0] + b * cx + c * hips[0], a * neck[1] + b * cy + c * hips[1]


def stations(
    skeleton: Skeleton,
    body: Proportions,
    looseness: float,
    start: float,
    end: float,
) -> list[Station]:
    """The trunk's sections between two shares of its length, off the body by `looseness`."""
    table = sections_of(body)
    places = [s[0] for s in table]
    shares = [start, *(p for p in places if start + 0.02 < p < end - 0.02), end]
    result = []
    for share in shares:
        width, front, back = _measures(table, share)
        girth = 1 + (body.girth - 1) * min(1.0, max(0.25, share * 1.5))
        belly = max(0.0, body.girth - 1.05) * 0.10 * math.exp(-(((share - 0.7) / 0.25) ** 2))
        ease = looseness * min(1.0, max(0.0, share * 6))
        # What hangs below the hips stands off the legs, the more the lower.
        ease += 0.055 * body.height * max(0.0, share - 1.16)
        w = width * girth * body.height + ease
        f = (front * girth + belly) * body.height + ease
        b = back * girth * body.height + ease
        result.append(_station(skeleton, share, w, f, b))
    return result


def _measures(table: tuple[Section, ...], share: float) -> tuple[float, float, float]:
    if share <= table[0][0]:
        return table[0][1:]
    for low, high in pairwise(table):
        if share <= high[0]:
            k = (share - low[0]) / (high[0] - low[0])
            return (
                low[1] + (high[1] - low[1]) * k,
                low[2] + (high[2] - low[2]) * k,
                low[3] + (high[3] - low[3]) * k,
            )
    return table[-1][1:]


def _station(skeleton: Skeleton, share: float, w: float, front: float, back: float) -> Station:
    middle = spine_point(skeleton, share)
    above, below = spine_point(skeleton, share - 0.06), spine_point(skeleton, share + 0.06)
    dx, dy = below[0] - above[0], below[1] - above[1]
    length = math.hypot(dx, dy) or 1.0
    across = (dy / length, -dx / length)
    right = math.hypot(w * skeleton.breadth, front * skeleton.side)
    left = math.hypot(w * skeleton.breadth, back * skeleton.side)
    return Station(
        share=share,
        middle=middle,
        left=(middle[0] - across[0] * left, middle[1] - across[1] * left),
        right=(middle[0] + across[0] * right, middle[1] + across[1] * right),
    )


def outline(sections: list[Station]) -> list[Point]:
    """The closed outline around stations: up the left side, down the right."""
    return [*(s.left for s in reversed(sections)), *(s.right for s in sections)]


def width_at(skeleton: Skeleton, body: Proportions, share: float, looseness: float) -> Station:
    """One station."""
    return stations(skeleton, body, looseness, share, share + 0.001)[0]
