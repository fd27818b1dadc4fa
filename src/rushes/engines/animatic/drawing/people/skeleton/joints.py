"""A jointed body: a pose and the proportions give every joint, seen from any side.

Body space: f forwards, s sideways (+ away from the viewer's near side), u up, in metres, the ground
at u = 0. A view is an angle about the upright axis: 0° from the front, 90° in profile facing right,
180° from behind.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from rushes.engines.animatic.drawing.people.ink import Point
from rushes.engines.animatic.drawing.people.skeleton.proportions import Proportions

Vector = tuple[float, float, float]
"""Forwards, sideways, up."""

YAW = {"front": 0.0, "three-quarter": 42.0, "profile": 90.0, "back": 180.0}
NEAR, FAR = -1, 1
STANDARD_M = 1.7
"""Height of the grown-up for whom clips give metres."""
SEAT_M = 0.44
"""Height of a chair; children's feet dangle, and babies have a high chair."""


class Pose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One drawing of a body. Angles in degrees, flexion forwards; hands in arm lengths."""

    pitch: float = 0.0
    """The whole body about the hips: −90 lies on its back."""
    lean: float = 0.0
    bend: float = 0.0
    """Of the upper back, beyond the lean."""
    sway: float = 0.0
    """Sideways lean, toward the near side."""
    nod: float = 0.0
    """Of the head: + looks down."""
    neck: float = 8.0
    near_hip: float = 0.0
    far_hip: float = 0.0
    near_knee: float = 2.0
    far_knee: float = 2.0
    near_spread: float = 3.0
    far_spread: float = 3.0
    near_foot: float = 0.0
    far_foot: float = 0.0
    near_hand: Vector = (0.10, 0.16, -0.96)
    """Wrist from the shoulder: forwards, outwards, up."""
    far_hand: Vector = (0.10, 0.16, -0.96)
    near_elbow: Vector = (-0.6, 0.5, -0.4)
    """Where the elbow points."""
    far_elbow: Vector = (-0.6, 0.5, -0.4)
    near_grip: str = "relaxed"
    """relaxed, grip, fist, flat, open, point."""
    far_grip: str = "relaxed"
    near_wrist: float = 0.0
    """Turn of the hand from the forearm's direction, on the picture."""
    far_wrist: float = 0.0
    near_hand_at: Vector | None = None
    """Where the wrist is instead: forwards, outwards and up from the person's place, in metres for
    a grown-up of 1.7 m. For hands that lie on a thing."""
    far_hand_at: Vector | None = None
    near_foot_at: Vector | None = None
    """Where the ankle is, in the same way; for who sits on something or hangs."""
    far_foot_at: Vector | None = None
    support: str = "feet"
    """What bears the body: feet, seat, knees, back, ground (whatever of it is lowest), or air."""
    seat: float = 0.0
    """Height of what one sits on, in metres for a grown-up of 1.7 m; 0: a chair."""
    lift: float = 0.0
    """Off the ground, as a share of the height."""
    shift: float = 0.0
    """Forwards from the place, as a share of the height."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints of one arm on the picture, and whether it lies before the torso."""

    shoulder: Point
    elbow: Point
    wrist: Point
    depth: float
    """Metres toward the viewer from the spine, of the forearm."""
    grip: str
    wrist_turn: float


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints of one leg on the picture."""

    hip: Point
    knee: Point
    ankle: Point
    toe: Point
    heel: Point
    depth: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posed body on the picture: metres, y down."""

    pelvis: Point
    chest: Point
    neck: Point
    head: Point
    """The head's pivot, at the base of the skull."""
    head_degrees: float
    """Clockwise turn of the head from upright, facing right."""
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg
    yaw: float
    pose: Pose

    @property
    def side(self) -> float:
        """1 in profile, 0 from the front or behind."""
        return math.sin(math.radians(self.yaw))

    @property
    def breadth(self) -> float:
        """±1 from the front or behind, 0 in profile."""
        return math.cos(math.radians(self.yaw))


def solve(pose: Pose, body: Proportions, yaw: float) -> Skeleton:
    """Every joint of the pose, from the side that `yaw` gives."""
    height = body.height
    legs = [_leg(pose, body, side) for side in (NEAR, FAR)]
    pelvis = (pose.shift * height, 0.0, _hip_height(pose, body, legs) + pose.lift * height)
    angle = pose.pitch + pose.lean
    chest = _add(pelvis, _spine(angle, pose.sway, 0.5 * body.torso))
    neck = _add(chest, _spine(angle + pose.bend, pose.sway * 1.4, 0.5 * body.torso))
    head_tilt = angle + pose.bend + pose.neck
    head = _add(neck, _spine(head_tilt, pose.sway, 0.385 * body.head))
    placed = [
        _placed_leg(pose, body, side, leg, pelvis)
        for side, leg in zip((NEAR, FAR), legs, strict=True)
    ]

    def seen(point: Vector) -> Point:
        radians = math.radians(yaw)
        return point[0] * math.sin(radians) + point[1] * math.cos(radians), -point[2]

    arms = [_arm(pose, body, side, neck, angle + pose.bend, yaw, seen) for side in (NEAR, FAR)]
    seen_legs = [_seen_leg(leg, yaw, seen) for leg in placed]
    return Skeleton(
        pelvis=seen(pelvis),
        chest=seen(chest),
        neck=seen(neck),
        head=seen(head),
        head_degrees=pose.pitch + 0.30 * (pose.lean + pose.bend) + pose.nod,
        near_arm=arms[0],
        far_arm=arms[1],
        near_leg=seen_legs[0],
        far_leg=seen_legs[1],
        yaw=yaw,
        pose=pose,
    )


def _add(first: Vector, second: Vector) -> Vector:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _scaled(vector: Vector, factor: float) -> Vector:
    return vector[0] * factor, vector[1] * factor, vector[2] * factor


def _spine(degrees: float, sway: float, length: float) -> Vector:
    angle, side = math.radians(degrees), math.radians(sway)
    return (
        length * math.sin(angle) * math.cos(side),
        -length * math.sin(side),
        length * math.cos(angle) * math.cos(side),
    )


def _pitched(vector: Vector, degrees: float) -> Vector:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return vector[0] * cos + vector[2] * sin, vector[1], vector[2] * cos - vector[0] * sin


def _leg(pose: Pose, body: Proportions, side: int) -> tuple[Vector, ...]:
    """Hip, knee, ankle, toe, heel, from the pelvis."""
    near = side == NEAR
    flex, bent = (pose.near_hip, pose.near_knee) if near else (pose.far_hip, pose.far_knee)
    spread = math.radians(pose.near_spread if near else pose.far_spread)
    foot = pose.near_foot if near else pose.far_foot

    def down(degrees: float, length: float) -> Vector:
        angle = math.radians(degrees)
        return (
            length * math.sin(angle) * math.cos(spread),
            side * length * math.sin(spread),
            -length * math.cos(angle) * math.cos(spread),
        )

    hip = (0.0, side * body.hip, 0.0)
    knee = _add(hip, down(flex, body.thigh))
    ankle = _add(knee, down(flex - bent, body.shin))
    lower = math.radians(flex - bent + 90 + foot)
    ahead, below = (math.sin(lower), -math.cos(lower)), (-math.cos(lower), -math.sin(lower))
    out = 0.20 * body.foot * side

    def sole(along: float, under: float) -> Vector:
        f = ahead[0] * along + below[0] * under
        u = ahead[1] * along + below[1] * under
        return ankle[0] + f, ankle[1] + out * max(0.0, along / body.foot), ankle[2] + u

    toe = sole(0.74 * body.foot, body.ankle * 0.95)
    heel = sole(-0.22 * body.foot, body.ankle * 0.95)
    return tuple(_pitched(p, pose.pitch) for p in (hip, knee, ankle, toe, heel))


def _placed_leg(
    pose: Pose, body: Proportions, side: int, leg: tuple[Vector, ...], pelvis: Vector
) -> tuple[Vector, ...]:
    """The leg's joints in the world; reaching for its ankle's place where the pose gives one."""
    at = pose.near_foot_at if side == NEAR else pose.far_foot_at
    if at is None:
        return tuple(_add(pelvis, joint) for joint in leg)
    hip = _add(pelvis, leg[0])
    unit = body.height / STANDARD_M
    target = _add((at[0] * unit, side * at[1] * unit, at[2] * unit), _scaled(hip, -1.0))
    outwards = math.radians(pose.near_spread if side == NEAR else pose.far_spread)
    hint = (1.0, side * 2 * math.sin(outwards), 0.25)
    knee, ankle = _reach(target, hint, body.thigh, body.shin)
    knee, ankle = _add(hip, knee), _add(hip, ankle)
    foot = math.radians(pose.near_foot if side == NEAR else pose.far_foot)
    cos, sin = math.cos(foot), math.sin(foot)

    def sole(along: float) -> Vector:
        under = body.ankle * 0.95
        return _add(ankle, (along * cos + under * sin, 0.0, along * sin - under * cos))

    return hip, knee, ankle, sole(0.74 * body.foot), sole(-0.22 * body.foot)


def _hip_height(pose: Pose, body: Proportions, legs: list[tuple[Vector, ...]]) -> float:
    """Height of the hip joints over the ground, by what bears the body."""
    height = body.height
    match pose.support:
        case "air":
            return 0.0
        case "back":
            return 0.075 * height
        case "seat":
            seat = pose.seat * height / STANDARD_M or SEAT_M + (0.14 if height < 0.9 else 0.0)
            return seat + 0.047 * height
        case "feet":
            lowest = min(min(p[2] for p in leg[1:]) for leg in legs)
            return -min(lowest, *(leg[2][2] - body.ankle for leg in legs))
        case "ground":
            lowest = min(min(p[2] - 0.025 * height for p in leg[1:3]) for leg in legs)
            lowest = min(lowest, *(p[2] for leg in legs for p in leg[3:]))
            return -min(lowest, -0.055 * height)
    return -min(min(p[2] for p in leg[1:]) for leg in legs)


def _seen_leg(leg: tuple[Vector, ...], yaw: float, seen: Callable[[Vector], Point]) -> Leg:
    hip, knee, ankle, toe, heel = (seen(p) for p in leg)
    return Leg(hip, knee, ankle, toe, heel, depth=_toward_viewer(leg[1], yaw))


def _toward_viewer(point: Vector, yaw: float) -> float:
    radians = math.radians(yaw)
    return point[0] * math.cos(radians) - point[1] * math.sin(radians)


def _arm(
    pose: Pose,
    body: Proportions,
    side: int,
    neck: Vector,
    spine_degrees: float,
    yaw: float,
    seen: Callable[[Vector], Point],
) -> Arm:
    near = side == NEAR
    shoulder = _add(neck, _spine(spine_degrees, pose.sway, -0.185 * body.torso))
    shoulder = _add(shoulder, (0.0, side * body.shoulder * 0.90, 0.0))
    aim = pose.near_hand if near else pose.far_hand
    hint = pose.near_elbow if near else pose.far_elbow
    turn = pose.pitch
    target = _pitched(_scaled((aim[0], aim[1] * side, aim[2]), body.arm), turn)
    at = pose.near_hand_at if near else pose.far_hand_at
    if at is not None:
        unit = body.height / STANDARD_M
        at = (at[0] * unit, side * at[1] * unit, at[2] * unit)
        target = _add(at, _scaled(shoulder, -1.0))
    elbow, wrist = _reach(
        target, _pitched((hint[0], hint[1] * side, hint[2]), turn), body.upper_arm, body.forearm
    )
    elbow, wrist = _add(shoulder, elbow), _add(shoulder, wrist)
    depth = 0.35 * _toward_viewer(elbow, yaw) + 0.65 * _toward_viewer(wrist, yaw)
    return Arm(
        shoulder=seen(shoulder),
        elbow=seen(elbow),
        wrist=seen(wrist),
        depth=depth - _toward_viewer(neck, yaw),
        grip=pose.near_grip if near else pose.far_grip,
        wrist_turn=pose.near_wrist if near else pose.far_wrist,
    )


def _reach(target: Vector, hint: Vector, upper: float, fore: float) -> tuple[Vector, Vector]:
    """Elbow and wrist for a wrist at `target`, the elbow on the side of `hint`."""
    distance = math.sqrt(sum(v * v for v in target)) or 1e-6
    along = _scaled(target, 1 / distance)
    distance = max(abs(upper - fore) + 1e-3, min(upper + fore - 1e-3, distance))
    share = (upper**2 - fore**2 + distance**2) / (2 * distance)
    height = math.sqrt(max(0.0, upper**2 - share**2))
    across = sum(a * h for a, h in zip(along, hint, strict=True))
    away = tuple(h - a * across for a, h in zip(along, hint, strict=True))
    length = math.sqrt(sum(v * v for v in away)) or 1.0
    elbow = tuple(a * share + v / length * height for a, v in zip(along, away, strict=True))
    return (elbow[0], elbow[1], elbow[2]), _scaled(along, distance)
