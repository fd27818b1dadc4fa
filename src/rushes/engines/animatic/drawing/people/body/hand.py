"""A hand at the size of a whole figure: palm, fingers and thumb in a few grips."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.people.body.outfit import BodyLook, shaded
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fading_in,
    fill,
    mix,
    smooth,
    stroke,
    tapered,
)

Finger = tuple[Point, Point, Point]

# In a hand's own space: 1 from wrist to the middle finger's tip, x along the hand, y away from the
# thumb's side. Each finger: knuckle, middle joint, tip.
FINGERS: dict[str, tuple[Finger, ...]] = {
    "relaxed": (
        ((0.44, -0.13), (0.66, -0.10), (0.84, -0.02)),
        ((0.46, -0.03), (0.70, 0.01), (0.88, 0.10)),
        ((0.44, 0.07), (0.66, 0.12), (0.82, 0.20)),
        ((0.40, 0.15), (0.58, 0.21), (0.70, 0.28)),
    ),
    "flat": (
        ((0.44, -0.12), (0.70, -0.12), (0.93, -0.10)),
        ((0.46, -0.03), (0.74, -0.02), (0.99, 0.00)),
        ((0.44, 0.07), (0.70, 0.09), (0.93, 0.11)),
        ((0.40, 0.15), (0.60, 0.19), (0.77, 0.22)),
    ),
    "open": (
        ((0.44, -0.13), (0.70, -0.20), (0.93, -0.26)),
        ((0.46, -0.04), (0.75, -0.06), (1.00, -0.08)),
        ((0.44, 0.06), (0.71, 0.09), (0.94, 0.12)),
        ((0.40, 0.15), (0.60, 0.24), (0.76, 0.32)),
    ),
    "grip": (
        ((0.42, -0.13), (0.58, -0.02), (0.46, 0.12)),
        ((0.44, -0.05), (0.60, 0.06), (0.46, 0.18)),
        ((0.42, 0.04), (0.56, 0.14), (0.42, 0.22)),
        ((0.38, 0.11), (0.50, 0.20), (0.37, 0.26)),
    ),
    "fist": (
        ((0.40, -0.14), (0.56, -0.10), (0.46, 0.02)),
        ((0.42, -0.06), (0.58, -0.01), (0.47, 0.09)),
        ((0.40, 0.03), (0.55, 0.08), (0.44, 0.16)),
        ((0.36, 0.10), (0.48, 0.16), (0.38, 0.21)),
    ),
    "scissors": (
        ((0.44, -0.13), (0.71, -0.20), (0.96, -0.25)),
        ((0.44, -0.04), (0.74, -0.03), (1.00, 0.03)),
        ((0.42, 0.04), (0.55, 0.10), (0.44, 0.18)),
        ((0.38, 0.11), (0.48, 0.18), (0.38, 0.23)),
    ),
    "snap": (
        ((0.44, -0.13), (0.68, -0.16), (0.86, -0.12)),
        ((0.46, -0.05), (0.66, -0.09), (0.60, -0.22)),
        ((0.42, 0.04), (0.55, 0.10), (0.44, 0.18)),
        ((0.38, 0.11), (0.48, 0.18), (0.38, 0.23)),
    ),
    "point": (
        ((0.44, -0.13), (0.72, -0.14), (0.96, -0.13)),
        ((0.44, -0.05), (0.58, 0.02), (0.46, 0.12)),
        ((0.42, 0.04), (0.55, 0.10), (0.44, 0.18)),
        ((0.38, 0.11), (0.48, 0.18), (0.38, 0.23)),
    ),
}
THUMBS: dict[str, Finger] = {
    "relaxed": ((0.16, -0.12), (0.34, -0.22), (0.52, -0.20)),
    "flat": ((0.16, -0.12), (0.34, -0.26), (0.52, -0.30)),
    "open": ((0.16, -0.13), (0.34, -0.32), (0.50, -0.42)),
    "grip": ((0.16, -0.12), (0.34, -0.20), (0.50, -0.10)),
    "fist": ((0.16, -0.12), (0.36, -0.18), (0.50, -0.06)),
    "scissors": ((0.16, -0.12), (0.36, -0.18), (0.50, -0.02)),
    "snap": ((0.16, -0.13), (0.36, -0.26), (0.58, -0.26)),
    "point": ((0.16, -0.12), (0.36, -0.18), (0.50, -0.08)),
}


def hand_length(look: BodyLook) -> float:
    """Wrist to fingertip, metres."""
    return look.body.hand * (0.95 if look.body.is_feminine else 1.06)


def paint_hand(
    canvas: skia.Canvas, look: BodyLook, wrist: Point, degrees: float, grip: str, flip: bool
) -> None:
    """A hand from its wrist in a direction (degrees clockwise from rightwards)."""
    size = hand_length(look)
    grip = grip if grip in FINGERS else "relaxed"
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(degrees)
    canvas.scale(size, -size if flip else size)
    if look.pixels * size < 9:
        canvas.drawOval(skia.Rect(-0.12, -0.17, 0.72, 0.22), fill(look.glove.base))
    else:
        _paint(canvas, look, grip, size)
    canvas.restore()


def _paint(canvas: skia.Canvas, look: BodyLook, grip: str, size: float) -> None:
    skin = look.glove
    thick = 0.056 if look.body.is_feminine else 0.066
    palm = smooth(((-0.10, -0.125), (0.10, -0.145), (0.30, -0.185), (0.47, -0.17), (0.50, 0.0),
                   (0.45, 0.19), (0.26, 0.205), (0.08, 0.145), (-0.10, 0.125)))  # fmt: skip
    box = skia.Rect(-0.2, -0.3, 0.6, 0.3)
    with fading_in(canvas, box, (-0.10, 0.0), (0.14, 0.0)):
        canvas.drawPath(palm, shaded(look, skin, (0.0, 0.24), (0.1, -0.30), 0.2))
    detailed = look.pixels * size > 26
    for i, finger in reversed(list(enumerate(FINGERS[grip]))):
        width = thick * (0.84 if i == 3 else 1.0)
        path = tapered(finger, (width * 1.08, width, width * 0.78))
        canvas.drawPath(path, fill(mix(skin.base, skin.shade, 0.10 + 0.13 * i)))
        if detailed:
            canvas.drawPath(path, stroke(skin.deep, 0.012, 0.30))
    thumb = tapered(THUMBS[grip], (thick * 1.7, thick * 1.15, thick * 0.85))
    canvas.drawPath(thumb, fill(mix(skin.base, skin.light, 0.45)))
    if detailed:
        arc = smooth(((0.18, -0.05), (0.34, -0.14), (0.50, -0.13)), closed=False)
        canvas.drawPath(arc, stroke(skin.deep, 0.016, 0.35, 0.006))
    if "ring" in " ".join(look.figure.accessories) and look.pixels * size > 14:
        x, y = FINGERS[grip][2][0]
        canvas.drawCircle(x + 0.09, y + 0.02, 0.035, fill("#f2cf7a"))
        canvas.drawCircle(x + 0.10, y + 0.01, 0.020, fill("#ffffff", 0.95))


def direction(start: Point, end: Point) -> float:
    """Degrees clockwise from rightwards, y down."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
