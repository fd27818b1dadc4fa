"""One hand holding a thing up to the picture, fingers wrapped around it."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.close_ups import hand_detail as detail
from rushes.engines.animatic.drawing.people.held import HELD_AT
from rushes.engines.animatic.drawing.people.ink import Point
from rushes.engines.animatic.drawing.things import thing_parts, thing_size
from rushes.engines.animatic.scene import Figure, Light

LARGEST = 0.62
"""Height of the thing, in picture heights, at most."""


def can_hold(name: str) -> bool:
    """Whether there is a drawing of a thing that one hand can lift."""
    size = thing_size(name)
    return size is not None and size[0] < 1.2 and size[1] < 1.2


def holding_parts(figure: Figure, name: str, light: Light, aspect: float) -> tuple[Part, ...]:
    """The arm from the lower right, the thing, and the fingers around it."""
    del light
    wide, high = thing_size(name) or (0.1, 0.2)
    # True to size, a half-metre picture; small things are brought nearer, large ones farther.
    scale = min(LARGEST / high, 0.62 * min(1.0, aspect) / wide, max(2.0, 0.16 / max(wide, high)))
    half = max(0.045, wide * scale * 0.5 * _waist(name))
    # What is wider than a hand is held at its edge.
    grip = (max(0.0, half - 0.085), 0.10)
    foot = (0.0, grip[1] + HELD_AT.get(name, 0.45) * high * scale)
    half = min(0.085, half)
    reach = (aspect / 2 + 0.25, 0.52)
    parts = [_arm(figure, grip, half, reach)]
    parts += [_moved(part, foot, scale) for part in thing_parts(name) or ()]
    parts.append(_fingers(figure, grip, half))
    return tuple(parts)


def _waist(name: str) -> float:
    """How wide a thing is where the hand is, as a share of its width."""
    return {"wine glass": 0.22, "flowers": 0.25, "flower": 0.2, "umbrella": 0.06}.get(name, 0.9)


def _sway(seconds: float) -> Motion:
    return Motion(
        0.004 * math.sin(2 * math.pi * seconds / 4.1), 0.005 * math.sin(2 * math.pi * seconds / 3.3)
    )


def _moved(part: Part, foot: Point, scale: float) -> Part:
    """A thing's part, enlarged, its foot at a place in the picture."""

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.translate(*foot)
        canvas.scale(scale, scale)
        left, top, right, _ = part.bounds
        # A shadow on the ground has no place under what is held.
        canvas.clipRect(skia.Rect(left, top, right, 0.003))
        own = Brush(brush.light, brush.pixels_per_metre * scale, brush.random, brush.phase,
                    brush.seconds)  # fmt: skip
        part.paint(canvas, own)
        canvas.restore()

    def motion(seconds: float) -> Motion:
        held = _sway(seconds)
        if part.motion is None:
            return held
        own = part.motion(seconds)
        return Motion(held.dx + own.dx * scale, held.dy + own.dy * scale, own.degrees, own.opacity)

    left, top, right, bottom = part.bounds
    return Part(
        bounds=Bounds(foot[0] + left * scale, foot[1] + top * scale,
                      foot[0] + right * scale, foot[1] + bottom * scale),
        paint=paint,
        motion=motion,
        pivot=(foot[0] + part.pivot[0] * scale, foot[1] + part.pivot[1] * scale),
        phases=part.phases,
        phase_at=part.phase_at,
        is_live=part.is_live,
        takes_haze=part.takes_haze,
    )  # fmt: skip


def _arm(figure: Figure, grip: Point, half: float, reach: Point) -> Part:
    """Forearm and palm, behind the thing."""
    x, y = grip
    wrist = (x + half + 0.20, y + 0.10)

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        look = detail.look_of(figure, brush.light, brush.pixels_per_metre, brush.random)
        detail.paint_forearm(canvas, look, wrist, reach)
        detail.paint_sleeve(canvas, look, wrist, reach)
        outline = ((x + half + 0.23, y + 0.03), (x + half + 0.12, y - 0.075), (x + half, y - 0.085),
                   (x - 0.02, y - 0.070), (x - 0.02, y + 0.10), (x + half + 0.02, y + 0.135),
                   (x + half + 0.13, y + 0.155), (x + half + 0.25, y + 0.165))  # fmt: skip
        knuckles = [(x + half + 0.035, y - 0.05 + 0.04 * i) for i in range(4)]
        detail.paint_back_of_hand(canvas, look, outline, knuckles, wrist)
        thumb = ((x + half + 0.11, y - 0.050), (x + half * 0.7 + 0.03, y - 0.105),
                 (x + half * 0.2, y - 0.105), (x - half * 0.45, y - 0.075))  # fmt: skip
        detail.paint_finger(canvas, look, thumb, look.thick * 1.25, has_nail=False)

    bounds = Bounds(x - half - 0.12, y - 0.20, reach[0] + 0.03, reach[1] + 0.22)
    return Part(bounds, paint, _sway)


def _fingers(figure: Figure, grip: Point, half: float) -> Part:
    """Four fingers around the front of the thing, tips toward the left."""
    x, y = grip

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        look = detail.look_of(figure, brush.light, brush.pixels_per_metre, brush.random)
        pitch = look.thick * 2.05
        for i in reversed(range(4)):
            row = y - 0.045 + pitch * i
            short = (0.0, -0.006, 0.004, 0.020)[i]
            joints = (
                (x + half + 0.075, row + 0.012),
                (x + half + 0.012, row - 0.010),
                (x - half * 0.25, row - 0.002),
                (x - half - 0.026 + short, row + 0.008),
            )
            detail.paint_finger(canvas, look, joints, look.thick * (0.88 if i == 3 else 1.0))
        has_ring = any("ring" in word and "earring" not in word for word in figure.accessories)
        if has_ring:
            at = (x + half * 0.4, y - 0.045 + pitch * 2 - 0.006)
            detail.paint_ring(canvas, look, at, (-1.0, 0.0), look.thick)

    return Part(Bounds(x - half - 0.09, y - 0.13, x + half + 0.14, y + 0.17), paint, _sway)
