"""Which close-up a subject's words ask for."""

from __future__ import annotations

from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.close_ups.clasp import clasp_parts
from rushes.engines.animatic.drawing.people.close_ups.holding import can_hold, holding_parts
from rushes.engines.animatic.drawing.people.figure import actor_of, figure_parts, leg_parts
from rushes.engines.animatic.drawing.people.head.front.face import EYE_LEVEL, EYE_LEVEL_OF_A_CHILD
from rushes.engines.animatic.scene import CastMember, Light

EYES_HIGH = 0.46
"""How much of a face the picture is high, in heads."""
FEET_HIGH = 0.62
"""Metres that the picture is high over feet."""


def close_up_parts(
    subject: str, cast: tuple[CastMember, ...], light: Light, aspect: float
) -> tuple[Part, ...]:
    """A close-up of people's `hands`, `eyes` or `feet`; nothing where there is nobody.

    Item space is 1 unit = picture height, the origin in the picture's middle. Two people's hands
    lie in one another, one person's hold what they hold, or lie folded. An unknown subject shows
    the hands.
    """
    if not cast:
        return ()
    ordered = sorted(cast, key=lambda member: member.x)
    if subject == "eyes":
        return _eyes(ordered[0], light, aspect)
    if subject == "feet":
        return _feet(ordered, aspect)
    if len(ordered) == 1:
        member = ordered[0]
        for name in member.performance.holds:
            if can_hold(name):
                return holding_parts(member.figure, name, light, aspect)
    return clasp_parts(ordered[0].figure, ordered[-1].figure, light, aspect)


def _eyes(member: CastMember, light: Light, aspect: float) -> tuple[Part, ...]:
    """A face so near that the eyes fill the picture."""
    performance = replace(member.performance, view="front", posture="stand", holds=())
    actor = actor_of(member.figure, performance)
    head = actor.body.head
    childlike = member.figure.age in ("baby", "child")
    level = EYE_LEVEL_OF_A_CHILD if childlike else EYE_LEVEL
    x, y = actor.skeletons[0].head
    eyes = (x, y + (level - 0.80) * head)
    # Both eyes must be in a narrow picture too: they are 0.44 heads apart, corner to corner.
    high = max(EYES_HIGH, 0.56 / aspect) * head
    parts = figure_parts(member.figure, performance, light)
    return tuple(scaled(part, 1 / high, eyes, (0.0, 0.02)) for part in parts)


def _feet(members: list[CastMember], aspect: float) -> tuple[Part, ...]:
    """Legs from below the knee, standing in the lower third."""
    parts: list[Part] = []
    high = FEET_HIGH * max(1.0, 0.9 / aspect)
    apart = min(0.44, 0.9 * aspect * high / max(2, len(members)))
    for place, member in enumerate(members):
        offset = (place - (len(members) - 1) / 2) * apart
        for part in leg_parts(member.figure, replace(member.performance, holds=())):
            parts.append(scaled(part, 1 / high, (-offset, 0.0), (0.0, 0.30)))
    return tuple(parts)


def scaled(
    part: Part, factor: float, origin: tuple[float, float], target: tuple[float, float]
) -> Part:
    """The part enlarged, its point `origin` coming to lie on `target`."""

    def at(x: float, y: float) -> tuple[float, float]:
        return target[0] + (x - origin[0]) * factor, target[1] + (y - origin[1]) * factor

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.translate(*target)
        canvas.scale(factor, factor)
        canvas.translate(-origin[0], -origin[1])
        part.paint(canvas, replace(brush, pixels_per_metre=brush.pixels_per_metre * factor))
        canvas.restore()

    moves = part.motion

    def motion(seconds: float) -> Motion:
        assert moves is not None
        moved = moves(seconds)
        return moved._replace(dx=moved.dx * factor, dy=moved.dy * factor)

    left, top, right, bottom = part.bounds
    return replace(
        part,
        bounds=Bounds(*at(left, top), *at(right, bottom)),
        paint=paint,
        motion=motion if moves else None,
        pivot=at(*part.pivot),
    )
