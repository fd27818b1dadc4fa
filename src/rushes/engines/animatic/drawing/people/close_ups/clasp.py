"""Two hands folded into one another on a table, their fingers interlaced, a thumb stroking."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import skia

from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.people.close_ups import hand_detail as detail
from rushes.engines.animatic.drawing.people.close_ups.hand_detail import HandLook
from rushes.engines.animatic.drawing.people.ink import Point, fill, lerp
from rushes.engines.animatic.scene import Figure, Light

STROKES = 8
STROKE_SECONDS = 3.2
PITCH = 0.0318
"""From one finger to the next of the other hand."""
FINGER_LENGTHS = (0.92, 1.0, 0.95, 0.78)
WRIST_X = 0.345
KNUCKLE_X = 0.060


@dataclass(frozen=True, slots=True)
class Clasp:
    """Whose hand comes from the left and whose from the right, and how large the picture takes
    them."""

    left: Figure
    right: Figure
    aspect: float
    scale: float
    centre: Point


def clasp_parts(left: Figure, right: Figure, light: Light, aspect: float) -> tuple[Part, ...]:
    """Both hands, back to front."""
    del light
    scale = max(0.60, min(1.0, aspect / 1.30))
    clasp = Clasp(left, right, aspect, scale, (0.0, 0.215 if aspect >= 1 else 0.16))
    parts = [
        _part(clasp, _shadow, (-0.55, 0.02, 0.55, 0.24)),
        _part(clasp, _arms, _arm_box(clasp), breath=0.0012),
        _part(clasp, _thumb_below, (-0.26, -0.22, 0.10, 0.0), breath=0.0012),
        _part(clasp, _fingers, (-0.27, -0.16, 0.27, 0.19), breath=0.0012),
        _stroking_thumb(clasp),
    ]
    ring = _ring_place(clasp)
    if ring:
        parts += [_sparkle(clasp, ring[0], 0.0), _sparkle(clasp, ring[0], 1.7)]
    return tuple(parts)


def _part(
    clasp: Clasp, sketch: Callable[[skia.Canvas, Brush, Clasp], None],
    box: tuple[float, float, float, float], breath: float = 0.0,
) -> Part:  # fmt: skip
    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.translate(*clasp.centre)
        canvas.scale(clasp.scale, clasp.scale)
        sketch(canvas, brush, clasp)
        canvas.restore()

    def motion(seconds: float) -> Motion:
        return Motion(0.0, breath * math.sin(2 * math.pi * seconds / 4.4))

    return Part(_bounds(clasp, box), paint, motion if breath else None)


def _bounds(clasp: Clasp, box: tuple[float, float, float, float]) -> Bounds:
    (x, y), k = clasp.centre, clasp.scale
    return Bounds(x + box[0] * k, y + box[1] * k, x + box[2] * k, y + box[3] * k)


def _reach(clasp: Clasp) -> float:
    """How far out the forearms go: well beyond the picture's edge."""
    return (clasp.aspect / 2 + 0.22) / clasp.scale


def _arm_box(clasp: Clasp) -> tuple[float, float, float, float]:
    reach = _reach(clasp)
    return -reach - 0.10, -0.20, reach + 0.10, 0.50


def _look(figure: Figure, brush: Brush, clasp: Clasp) -> HandLook:
    return detail.look_of(figure, brush.light, brush.pixels_per_metre * clasp.scale, brush.random)


def _shadow(canvas: skia.Canvas, brush: Brush, clasp: Clasp) -> None:
    del brush, clasp
    canvas.drawOval(skia.Rect(-0.42, 0.085, 0.42, 0.185), fill("#24100c", 0.50, 0.030))


def _sides(clasp: Clasp) -> tuple[tuple[int, Figure], tuple[int, Figure]]:
    return (1, clasp.right), (-1, clasp.left)


def _arms(canvas: skia.Canvas, brush: Brush, clasp: Clasp) -> None:
    for side, figure in _sides(clasp):
        look = _look(figure, brush, clasp)
        wrist = (WRIST_X * side, 0.012)
        reach = _reach(clasp)
        far = (reach * side, 0.05 + 0.16 * min(1.0, (reach - WRIST_X) / 0.7))
        detail.paint_forearm(canvas, look, wrist, far)
        words = " ".join(figure.accessories)
        if "bracelet" in words or ("ring" in words and figure.is_feminine):
            detail.paint_bracelet(canvas, look, wrist, far)
        detail.paint_sleeve(canvas, look, wrist, far)
        detail.paint_back_of_hand(canvas, look, _hand_outline(look, side), _knuckles(look, side),
                                  wrist)  # fmt: skip


def _hand_outline(look: HandLook, side: int) -> list[Point]:
    big = 1.0 if look.is_slender else 1.14
    points = (
        (WRIST_X + 0.05, -0.050),
        (WRIST_X - 0.02, -0.062),
        (0.26, -0.088),
        (0.17, -0.120),
        (0.09, -0.122),
        (0.035, -0.104),
        (0.022, 0.0),
        (0.035, 0.100),
        (0.09, 0.124),
        (0.18, 0.116),
        (0.27, 0.086),
        (WRIST_X - 0.01, 0.070),
        (WRIST_X + 0.05, 0.064),
    )
    return [(x * side, y * big) for x, y in points]


def _rows(look: HandLook, side: int) -> list[float]:
    """The y of each finger at the middle: the right hand's lie between the left one's."""
    del look
    first = -3.5 if side > 0 else -2.5
    return [(first + 2 * i) * PITCH for i in range(4)]


def _knuckles(look: HandLook, side: int) -> list[Point]:
    return [(KNUCKLE_X * side * (1.25 - 0.10 * abs(i - 1.2)), y * 0.96)
            for i, y in enumerate(_rows(look, side))]  # fmt: skip


def _finger(look: HandLook, side: int, number: int) -> tuple[Point, Point, Point, Point]:
    """Joints of one finger, from its own knuckle across the middle onto the other hand."""
    y = _rows(look, side)[number]
    length = FINGER_LENGTHS[number] * (0.222 if look.is_slender else 0.238)
    fan = (number - 1.5) * 0.010
    start = KNUCKLE_X * side * 1.35

    def at(share: float, drop: float) -> Point:
        return start - side * length * share, y + fan * share + drop

    return at(0.0, 0.002), at(0.42, -0.006), at(0.76, 0.002), at(1.0, 0.012)


def _fingers(canvas: skia.Canvas, brush: Brush, clasp: Clasp) -> None:
    """All eight, from the lowest to the uppermost, so that each lies on the one below."""
    looks = {side: _look(figure, brush, clasp) for side, figure in _sides(clasp)}
    ring = _ring_place(clasp)
    for number in reversed(range(4)):
        for side in (-1, 1):
            look = looks[side]
            thick = look.thick * (0.86 if number == 3 else 1.0)
            joints = _finger(look, side, number)
            detail.paint_finger(canvas, look, joints, thick)
            if ring and ring[1] == (side, number):
                direction = (joints[1][0] - joints[0][0], joints[1][1] - joints[0][1])
                length = math.hypot(*direction)
                along = (direction[0] / length, direction[1] / length)
                detail.paint_ring(canvas, look, lerp(joints[0], joints[1], 0.52), along, thick)


def _ring_place(clasp: Clasp) -> tuple[Point, tuple[int, int]] | None:
    """Where the diamond is, and which finger wears it; None where nobody has a ring."""
    for side, figure in ((-1, clasp.left), (1, clasp.right)):
        if any("ring" in word for word in figure.accessories if "earring" not in word):
            look_thick = 0.0172 if figure.is_feminine else 0.0205
            y = ((-3.5 if side > 0 else -2.5) + 4) * PITCH
            length = FINGER_LENGTHS[2] * (0.222 if figure.is_feminine else 0.238)
            x = KNUCKLE_X * side * 1.35 - side * length * 0.42 * 0.52
            return (x - side * look_thick * 0.3, y - 0.002 - look_thick * 0.4), (side, 2)
    return None


def _thumb_below(canvas: skia.Canvas, brush: Brush, clasp: Clasp) -> None:
    """The left hand's thumb, which the other one covers."""
    look = _look(clasp.left, brush, clasp)
    thick = look.thick * 1.22
    joints = ((-0.215, -0.078), (-0.130, -0.128), (-0.050, -0.140), (0.010, -0.126))
    detail.paint_finger(canvas, look, joints, thick)


def _stroking_thumb(clasp: Clasp) -> Part:
    """The right hand's thumb, drawn a few times along its stroke."""

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        angle = 2 * math.pi * brush.phase / STROKES
        forth, up = 0.016 * math.cos(angle), 0.006 * math.sin(angle)
        canvas.save()
        canvas.translate(*clasp.centre)
        canvas.scale(clasp.scale, clasp.scale)
        look = _look(clasp.right, brush, clasp)
        thick = look.thick * 1.30
        joints = (
            (0.235, -0.082),
            (0.150 + forth * 0.4, -0.142 + up * 0.5),
            (0.050 + forth, -0.158 + up),
            (-0.022 + forth * 1.2, -0.138 + up * 1.2),
        )
        detail.paint_finger(canvas, look, joints, thick)
        canvas.restore()

    def phase_at(seconds: float) -> int:
        return math.floor(seconds / STROKE_SECONDS * STROKES) % STROKES

    return Part(
        _bounds(clasp, (-0.11, -0.24, 0.31, -0.02)), paint, phases=STROKES, phase_at=phase_at
    )


def _sparkle(clasp: Clasp, at: Point, delay: float) -> Part:
    """A star of light on the diamond that comes and goes."""

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        canvas.save()
        canvas.translate(*clasp.centre)
        canvas.scale(clasp.scale, clasp.scale)
        canvas.translate(*at)
        canvas.rotate(8 if delay else -14)
        long, short = (0.070, 0.034) if delay else (0.052, 0.026)
        canvas.drawCircle(0, 0, 0.018, fill(brush.light.key, 0.55, 0.012))
        star = skia.Path()
        for i in range(8):
            reach = long if i % 2 == 0 else short
            angle = math.pi * i / 4
            tip = (reach * math.cos(angle), reach * math.sin(angle))
            nx, ny = -math.sin(angle) * 0.0026, math.cos(angle) * 0.0026
            star.addPoly([skia.Point(nx, ny), skia.Point(*tip), skia.Point(-nx, -ny)], True)
        canvas.drawPath(star, fill("#fffdf4", 0.95))
        canvas.drawCircle(0, 0, 0.0065, fill("#ffffff", 1.0, 0.002))
        canvas.restore()

    def motion(seconds: float) -> Motion:
        wave = math.sin(2 * math.pi * (seconds / 2.9 + delay / 3.4))
        return Motion(opacity=0.12 + 0.88 * max(0.0, wave) ** 3)

    x, y = at
    return Part(_bounds(clasp, (x - 0.09, y - 0.09, x + 0.09, y + 0.09)), paint, motion)
