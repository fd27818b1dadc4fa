"""The things that an action takes: a piano at the hands, a bicycle between the legs, a broom from
hand to hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from rushes.engines.animatic.clips import ClipProp, Joint
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.drawing.people.body.hand import direction
from rushes.engines.animatic.drawing.people.ink import Point, lerp, turned
from rushes.engines.animatic.drawing.people.skeleton.joints import STANDARD_M, Skeleton
from rushes.engines.animatic.drawing.things import thing_parts, thing_size

if TYPE_CHECKING:
    from rushes.engines.animatic.drawing.people.figure import Actor

HELD_LAYERS = {"near hand": "near", "far hand": "far"}
"""The hand whose fingers lie over what is in it."""
UPPER = frozenset({"near hand", "far hand", "head", "chest"})
"""Joints that move with the breath."""
GROUND_SHADOW_M = 0.004


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a thing is on the picture: the point held, its turn, and its size."""

    at: Point
    degrees: float
    grip_m: float
    """From the thing's foot to the point held, along its axis."""
    scale: float = 1.0
    width: float = 1.0

    def of(self, point: Point) -> Point:
        """A point of the thing, given from its foot, on the picture."""
        x, y = self.at
        placed = (x + point[0] * self.scale * self.width, y + point[1] * self.scale + self.grip_m)
        return turned(placed, self.at, self.degrees)

    def enter(self, canvas: skia.Canvas) -> None:
        """Lays the canvas so that the thing's own units hold."""
        canvas.translate(*self.at)
        canvas.rotate(self.degrees)
        canvas.translate(0, self.grip_m)
        canvas.scale(self.scale * self.width, self.scale)


def placed_part(
    actor: Actor,
    part: Part,
    placement: Callable[[Skeleton], Placement],
    *,
    casts_shadow: bool = False,
    breathes: bool = True,
) -> Part:
    """A part of a thing that goes where the skeleton takes it."""
    phase_of, shown = actor.phases(lambda skeleton: placement(skeleton))
    is_cycling = len(shown) > 1 and not part.is_live
    own_phases = 1 if is_cycling else part.phases

    def phase_at(seconds: float) -> int:
        if is_cycling or part.phase_at is None:
            return phase_of[actor.drawing_at(seconds)]
        return part.phase_at(seconds)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        if part.is_live:
            skeleton = actor.skeletons[actor.drawing_at(brush.seconds)]
        else:
            skeleton = shown[brush.phase % len(shown)] if is_cycling else shown[0]
        placed = placement(skeleton)
        canvas.save()
        placed.enter(canvas)
        if not casts_shadow:
            # A shadow on the ground has no place under what is held.
            low = part.bounds[3] if placed.grip_m == 0 else GROUND_SHADOW_M
            canvas.clipRect(skia.Rect(part.bounds[0], part.bounds[1], part.bounds[2], low))
        phase = 0 if is_cycling else brush.phase
        density = brush.pixels_per_metre * placed.scale
        part.paint(canvas, Brush(brush.light, density, brush.random, phase, brush.seconds))
        canvas.restore()

    left, top, right, bottom = part.bounds
    corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
    points = [placement(s).of(corner) for s in shown for corner in corners]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    motion = part.motion if len(shown) == 1 and not breathes else actor.upper_body
    return Part(
        bounds=Bounds(min(xs), min(ys), max(xs), max(ys)),
        paint=paint,
        motion=motion if breathes or motion is part.motion else None,
        pivot=placement(shown[0]).of(part.pivot),
        phases=len(shown) if is_cycling else own_phases,
        phase_at=phase_at if is_cycling or own_phases > 1 else None,
        is_live=part.is_live,
        takes_haze=part.takes_haze,
    )


def action_props(actor: Actor, layer: str, side: str = "") -> list[Part]:
    """Parts of what the actions take, of one layer; of one hand where `side` says which."""
    parts = []
    for prop in actor.acting.props:
        if _layer_of(prop) != (layer or f"{side} hand"):
            continue
        parts += _parts_of(actor, prop)
    return parts


def _layer_of(prop: ClipProp) -> str:
    if prop.layer:
        return prop.layer
    return prop.on if prop.on in HELD_LAYERS else "behind"


def _parts_of(actor: Actor, prop: ClipProp) -> list[Part]:
    uses = dict(actor.performance.uses)
    name = next((told for told in prop.takes if told in uses), prop.name)
    colour = prop.colour
    if prop.is_told:
        told = (uses.get(word) for word in (name, *prop.stands_for))
        colour = next((word for word in told if word), colour)
    things = thing_parts(name, colour, 1.0, prop.facing, prop.does, actor.acting.travel_mps)
    size = thing_size(name)
    if things is None or size is None:
        return []

    def placement(skeleton: Skeleton) -> Placement:
        return _placement(actor, prop, skeleton, size[1])

    return [
        placed_part(
            actor,
            part,
            placement,
            casts_shadow=not prop.on and prop.at[2] == 0,
            breathes=prop.on in UPPER,
        )
        for part in things
    ]


def _placement(actor: Actor, prop: ClipProp, skeleton: Skeleton, height_m: float) -> Placement:
    unit = actor.body.height / STANDARD_M
    x, y = joint_at(actor, skeleton, prop.on)
    radians = math.radians(skeleton.yaw)
    forwards, sideways, up = (v * unit for v in prop.at)
    at = (x + forwards * math.sin(radians) + sideways * math.cos(radians), y - up)
    degrees = prop.degrees * (1 if skeleton.breadth > -0.5 else -1)
    if prop.toward:
        degrees += direction(at, joint_at(actor, skeleton, prop.toward)) + 90
    elif prop.swing and prop.on in HELD_LAYERS:
        arm = skeleton.near_arm if prop.on == "near hand" else skeleton.far_arm
        degrees += prop.swing * (direction(arm.elbow, arm.wrist) + arm.wrist_turn + 90)
    elif prop.on in ("near foot", "far foot"):
        leg = skeleton.near_leg if prop.on == "near foot" else skeleton.far_leg
        degrees += prop.swing * direction(leg.heel, leg.toe) * skeleton.side
    elif prop.on == "head":
        degrees += skeleton.head_degrees * skeleton.side
    scale = prop.scale * unit
    return Placement(at, degrees, prop.grip * height_m * scale, scale, prop.width)


def joint_at(actor: Actor, skeleton: Skeleton, joint: Joint) -> Point:
    """Where a joint is on the picture; the origin on the ground where none is named."""
    match joint:
        case "near hand" | "far hand":
            return hand_centre(actor, skeleton, joint.split()[0])
        case "near foot" | "far foot":
            leg = skeleton.near_leg if joint == "near foot" else skeleton.far_leg
            return lerp(leg.heel, leg.toe, 0.32)
        case "near knee":
            return skeleton.near_leg.knee
        case "head":
            return skeleton.head
        case "hips":
            return skeleton.pelvis
        case "chest":
            return skeleton.chest
    return 0.0, 0.0


def hand_centre(actor: Actor, skeleton: Skeleton, side: str) -> Point:
    """The middle of the grip."""
    arm = skeleton.near_arm if side == "near" else skeleton.far_arm
    angle = math.radians(direction(arm.elbow, arm.wrist) + arm.wrist_turn)
    reach = 0.46 * actor.body.hand
    return arm.wrist[0] + reach * math.cos(angle), arm.wrist[1] + reach * math.sin(angle)
