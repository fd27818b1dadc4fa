"""A figure as parts: what each shows in each drawing, how it moves, where its bounds are."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.acting import Acting, acting_of
from rushes.engines.animatic.drawing.people.body import arms, legs, seat, torso
from rushes.engines.animatic.drawing.people.body.neckwear import paint_neckwear
from rushes.engines.animatic.drawing.people.body.outfit import BodyLook, outfit_of
from rushes.engines.animatic.drawing.people.body.trimmings import (
    cape_outline,
    paint_behind,
    paint_trims,
)
from rushes.engines.animatic.drawing.people.body.trunk import spine_point
from rushes.engines.animatic.drawing.people.head import heads
from rushes.engines.animatic.drawing.people.held import held_parts, stream_parts
from rushes.engines.animatic.drawing.people.props import action_props
from rushes.engines.animatic.drawing.people.skeleton.joints import Arm, Skeleton, solve
from rushes.engines.animatic.drawing.people.skeleton.proportions import Proportions, proportions_of
from rushes.engines.animatic.scene import Figure, Light, Performance

TRIMS_DOWN_TO = 1.6
"""How far down the trunk an apron reaches."""
Sketch = Callable[[skia.Canvas, BodyLook, Skeleton], None]


@dataclass(frozen=True, slots=True)
class Actor:
    """A figure in a performance, with all that its parts share."""

    figure: Figure
    performance: Performance
    body: Proportions
    acting: Acting
    skeletons: tuple[Skeleton, ...]
    """One for each drawing of the cycle."""
    facing: int

    def drawing_at(self, seconds: float) -> int:
        """The drawing shown at a moment."""
        count, period = len(self.skeletons), self.acting.seconds
        if count == 1 or period <= 0:
            return 0
        moment = (seconds + self.performance.offset_seconds) / period
        return math.floor(moment * count) % count

    def phases(self, joints: Callable[[Skeleton], object]) -> tuple[list[int], list[Skeleton]]:
        """For each drawing the phase that shows it, and the skeleton of every phase."""
        seen: dict[object, int] = {}
        shown: list[Skeleton] = []
        phase_of = []
        for skeleton in self.skeletons:
            key = joints(skeleton)
            if key not in seen:
                seen[key] = len(shown)
                shown.append(skeleton)
            phase_of.append(seen[key])
        return phase_of, shown

    def upper_body(self, seconds: float) -> Motion:
        """Breath, sway, laughter and leaning in: what moves all above the hips."""
        return self.acting.upper_body(seconds + self.performance.offset_seconds, seconds)


def figure_parts(figure: Figure, performance: Performance, light: Light) -> tuple[Part, ...]:
    """A person, as parts back to front; origin on the ground between the feet or at the seat."""
    del light  # Every part is painted with the brush's.
    actor = actor_of(figure, performance)
    look = heads.head_for(actor)
    sides = ("far", "near")
    shown = [side for side in sides if _is_before(actor, side)]
    parts = action_props(actor, "behind")
    is_seated = actor.skeletons[0].pose.support == "seat" and not performance.has_seat
    if is_seated and actor.acting.has_chair:
        parts.append(_seat_part(actor))
    parts += [part for side in sides if side not in shown for part in _arm_and_held(actor, side)]
    hangs = bool(figure.tint("cape") or figure.tint("wings"))
    if hangs and actor.acting.yaw < 135:
        parts.append(_cape_part(actor))
    parts += look.behind
    between = action_props(actor, "between")
    if between:
        parts += [_legs_part(actor, ("far",)), *between, _legs_part(actor, ("near",))]
    else:
        parts.append(_legs_part(actor))
    parts += [_neck_part(actor), _garment_part(actor)]
    low = [side for side in shown if not _is_raised(actor, side)]
    parts += stream_parts(actor)
    parts += [part for side in low for part in _arm_and_held(actor, side)]
    if hangs and actor.acting.yaw >= 135:
        parts.append(_cape_part(actor))
    parts += look.before
    raised = [side for side in shown if side not in low]
    parts += [part for side in raised for part in _arm_and_held(actor, side)]
    parts += action_props(actor, "before")
    return tuple(facing_part(part, actor.facing) for part in parts)


def leg_parts(figure: Figure, performance: Performance) -> tuple[Part, ...]:
    """A person's legs and skirt alone."""
    actor = actor_of(figure, performance)
    return (facing_part(_legs_part(actor), actor.facing),)


def actor_of(figure: Figure, performance: Performance) -> Actor:
    """Solve every drawing of the performance."""
    body = proportions_of(figure)
    acting = acting_of(figure, performance)
    skeletons = tuple(solve(pose, body, acting.yaw) for pose in acting.poses)
    return Actor(figure, performance, body, acting, skeletons, 1 if performance.facing >= 0 else -1)


def _arms(actor: Actor, side: str) -> list[Arm]:
    return [s.near_arm if side == "near" else s.far_arm for s in actor.skeletons]


def _is_before(actor: Actor, side: str) -> bool:
    """Whether an arm is before the trunk."""
    if actor.skeletons[0].side > 0.8:
        return side == "near"
    return max(arm.depth for arm in _arms(actor, side)) > -0.10 * actor.body.height / 1.7


def _is_raised(actor: Actor, side: str) -> bool:
    return any(
        arm.wrist[1] < skeleton.neck[1] + 0.06 * actor.body.height
        for arm, skeleton in zip(_arms(actor, side), actor.skeletons, strict=True)
    )


def body_part(
    actor: Actor,
    sketch: Sketch,
    bounds: Bounds,
    joints: Callable[[Skeleton], object],
    moves: bool = True,
) -> Part:
    """A part painted from the skeleton of the drawing shown; drawings in which `joints` are the
    same share a phase."""
    phase_of, shown = actor.phases(joints)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        look = outfit_of(actor.figure, brush, actor.facing)
        sketch(canvas, look, shown[brush.phase % len(shown)])

    def phase_at(seconds: float) -> int:
        return phase_of[actor.drawing_at(seconds)]

    return Part(
        bounds=bounds,
        paint=paint,
        motion=actor.upper_body if moves else None,
        phases=len(shown),
        phase_at=phase_at if len(shown) > 1 else None,
    )


def around(points: list[tuple[float, float]], margin: float) -> Bounds:
    """The box around points, widened by metres."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Bounds(min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)


def _above_hips(skeleton: Skeleton) -> object:
    return skeleton.pelvis, skeleton.chest, skeleton.neck, skeleton.head


def _below_chest(skeleton: Skeleton) -> object:
    return skeleton.pelvis, skeleton.chest, skeleton.neck, skeleton.near_leg, skeleton.far_leg


def _arm_points(arm: Arm) -> list[tuple[float, float]]:
    return [arm.shoulder, arm.elbow, arm.wrist]


def _arm_part(actor: Actor, side: str) -> Part:
    near = side == "near"

    def arm_of(skeleton: Skeleton) -> Arm:
        return skeleton.near_arm if near else skeleton.far_arm

    def sketch(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
        shows_near = near or skeleton.side < 0.5
        arms.paint_arm(canvas, look, arm_of(skeleton), skeleton, shows_near)

    points = [p for s in actor.skeletons for p in _arm_points(arm_of(s))]
    margin = 0.075 * actor.body.height
    bounds = around(points, margin)
    wrists = around([arm_of(s).wrist for s in actor.skeletons], actor.body.hand * 1.2)
    return body_part(actor, sketch, _union(bounds, wrists), arm_of)


def _union(first: Bounds, second: Bounds) -> Bounds:
    return Bounds(min(first[0], second[0]), min(first[1], second[1]),
                  max(first[2], second[2]), max(first[3], second[3]))  # fmt: skip


def _legs_part(actor: Actor, sides: tuple[str, ...] = ("far", "near")) -> Part:
    """The legs named, with skirt or the trousers' seat over the near one."""

    def sketch(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
        pair = [(skeleton.far_leg, False), (skeleton.near_leg, True)]
        if skeleton.side < 0.5:
            pair = [(leg, True) for leg, _ in sorted(pair, key=lambda entry: entry[0].depth)]
        if len(sides) == 1:
            pair = pair[:1] if sides == ("far",) else pair[1:]
        for leg, near in pair:
            legs.paint_leg(canvas, look, leg, near)
        if "near" not in sides:
            return
        if look.wears_skirt:
            legs.paint_skirt(canvas, look, skeleton)
        else:
            legs.paint_seat_of_trousers(canvas, look, skeleton)

    points = [p for s in actor.skeletons for leg in (s.near_leg, s.far_leg)
              for p in (leg.hip, leg.knee, leg.ankle, leg.toe, leg.heel)]  # fmt: skip
    points += [lerp_up(s) for s in actor.skeletons]
    box = around(points, 0.135 * actor.body.height)
    return body_part(actor, sketch, box, _below_chest, moves=False)


def lerp_up(skeleton: Skeleton) -> tuple[float, float]:
    """A point a third of the way up the trunk."""
    (x0, y0), (x1, y1) = skeleton.pelvis, skeleton.neck
    return x0 + (x1 - x0) * 0.34, y0 + (y1 - y0) * 0.34


def _seat_part(actor: Actor) -> Part:
    corners = [p for s in actor.skeletons for p in seat.seat_outline(s, actor.body.height)]
    return body_part(actor, seat.paint_seat, around(corners, 0.03), lambda s: s.pelvis, moves=False)


def _cape_part(actor: Actor) -> Part:
    points = [p for s in actor.skeletons for p in cape_outline(actor.body.height, s)]
    return body_part(actor, paint_behind, around(points, 0.04), _above_hips)


def _neck_part(actor: Actor) -> Part:
    points = [p for s in actor.skeletons for p in (s.neck, s.head, s.chest)]
    return body_part(
        actor, torso.paint_neck, around(points, 0.135 * actor.body.height), _above_hips
    )


def _garment_part(actor: Actor) -> Part:
    points = [p for s in actor.skeletons for p in (s.neck, s.chest, s.pelvis)]
    points += [spine_point(s, torso.hem_of(actor.figure.top, s)) for s in actor.skeletons]
    if actor.figure.trims:
        points += [spine_point(s, TRIMS_DOWN_TO) for s in actor.skeletons]
    margin = 0.15 * actor.body.height * max(1.0, actor.body.girth)

    def sketch(canvas: skia.Canvas, look: BodyLook, skeleton: Skeleton) -> None:
        torso.paint_garment(canvas, look, skeleton)
        if look.pixels > 24:
            paint_trims(canvas, look, skeleton)
        paint_neckwear(canvas, look, skeleton)

    return body_part(actor, sketch, around(points, margin), _above_hips)


def _arm_and_held(actor: Actor, side: str) -> list[Part]:
    held = [*held_parts(actor, side), *action_props(actor, "", side)]
    return [*held, _arm_part(actor, side)]


def facing_part(part: Part, facing: int) -> Part:
    """The part itself, or its mirror image for someone who looks to the left."""
    if facing > 0:
        return part
    paint, motion = part.paint, part.motion

    def mirrored_paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.scale(-1, 1)
        paint(canvas, brush)
        canvas.restore()

    def mirrored_motion(seconds: float) -> Motion:
        assert motion is not None
        moved = motion(seconds)
        return Motion(-moved.dx, moved.dy, -moved.degrees, moved.opacity)

    left, top, right, bottom = part.bounds
    return Part(
        bounds=Bounds(-right, top, -left, bottom),
        paint=mirrored_paint,
        motion=mirrored_motion if motion else None,
        pivot=(-part.pivot[0], part.pivot[1]),
        phases=part.phases,
        phase_at=part.phase_at,
        is_live=part.is_live,
        is_opaque=part.is_opaque,
        dz=part.dz,
        takes_haze=part.takes_haze,
    )
