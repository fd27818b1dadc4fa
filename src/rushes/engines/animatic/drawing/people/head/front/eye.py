"""Eyes seen from the front, open to any degree or closed."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.people.head.front.face import eye_height
from rushes.engines.animatic.drawing.people.head.front.outline import Turn
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    linear,
    mix,
    sliver,
    smooth,
    stroke,
)

LASH = "#1c0e0a"


def paint_front_eyes(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    """One moment of both eyes."""
    level = eye_height(look)
    for side in (-1, 1):
        x, y = turn.at(0.150 * side, level)
        moment = replace(face, eyes=0.0, squint=0.7) if face.wink > 0.5 and side > 0 else face
        if look.pixels < 26:
            if moment.eyes < 0.2:
                canvas.drawLine(x - 0.05, y, x + 0.05, y, stroke(LASH, 0.022, 0.8))
            else:
                canvas.drawOval(
                    skia.Rect(x - 0.035, y - 0.032, x + 0.035, y + 0.032), fill(LASH, 0.85)
                )
            continue
        canvas.save()
        canvas.translate(x, y)
        size = 1.20 if look.is_childlike else 1.08
        # Each eye is drawn as the right one: its outer corner at +x.
        far = 0.86 if turn.is_turned and side > 0 else 1.0
        canvas.scale(side * turn.narrowing(0.15 * side) * size * far, size)
        paint_eye(canvas, look, moment, side, glance=0.012 if turn.is_turned else 0.0)
        canvas.restore()


def paint_eye(
    canvas: skia.Canvas, look: HeadLook, face: Face, side: int, glance: float = 0.0
) -> None:
    """The right eye around the origin, outer corner at +x; mirrored by the caller for the left."""
    if face.eyes < 0.2:
        _closed(canvas, look, face)
        return
    opening = min(1.25, face.eyes)
    high, low = -0.036 * opening, 0.022 - 0.012 * face.squint
    inner, outer = (-0.066, 0.010), (0.068, -0.004)
    upper: tuple[Point, ...] = (
        inner,
        (-0.040, high * 0.72),
        (-0.004, high),
        (0.036, high * 0.80),
        outer,
    )
    lower: tuple[Point, ...] = ((0.040, low * 0.72), (0.0, low), (-0.040, low * 0.85))
    white = smooth((*upper, *lower))
    canvas.drawPath(white, fill(mix(look.lit("#f8efe6"), look.skin.shade, 0.10)))
    canvas.save()
    canvas.clipPath(white, doAntiAlias=True)
    x, y = glance * side, -0.006 - 0.010 * face.gaze
    round_ = 0.031 * face.pupils
    canvas.drawCircle(
        x,
        y,
        round_,
        linear(
            (0, y - 0.03),
            (0, y + 0.03),
            (mix(look.iris, "#000000", 0.55), look.iris, mix(look.iris, look.lit("#ffffff"), 0.32)),
            (0, 0.45, 1),
        ),
    )
    canvas.drawCircle(x, y, round_, stroke(mix(look.iris, "#000000", 0.7), 0.005, 0.8))
    if look.pixels > 300:
        _iris_rays(canvas, look, x, y)
    canvas.drawCircle(x, y, 0.0135 * face.pupils, fill("#0a0605"))
    canvas.drawPath(smooth(upper, closed=False), stroke("#2a1410", 0.028, 0.38, 0.008))
    canvas.restore()
    shine = 0.010 * side
    canvas.drawCircle(x + shine, y - 0.012, 0.0075, fill("#ffffff", 0.95))
    canvas.drawCircle(x - shine, y + 0.014, 0.0042, fill(look.light.key, 0.7))
    canvas.drawCircle(
        inner[0] + 0.006, inner[1], 0.006, fill(mix(look.lip, look.skin.light, 0.4), 0.7)
    )
    _lids(canvas, look, upper, lower, high)
    if face.tears > 0:
        paint_tear(canvas, face, low)


def _iris_rays(canvas: skia.Canvas, look: HeadLook, x: float, y: float) -> None:
    rays = skia.Path()
    for i in range(34):
        angle = 2 * math.pi * i / 34
        cos, sin = math.cos(angle), math.sin(angle)
        inner, outer = 0.015, 0.025 + 0.004 * (i * 7 % 3) / 2
        rays.moveTo(x + cos * inner, y + sin * inner)
        rays.lineTo(x + cos * outer, y + sin * outer)
    canvas.drawPath(rays, stroke(mix(look.iris, look.lit("#ffffff"), 0.45), 0.0016, 0.5))


def _lids(
    canvas: skia.Canvas, look: HeadLook, upper: tuple[Point, ...], lower: tuple[Point, ...],
    high: float,
) -> None:  # fmt: skip
    thick = 0.017 if look.is_feminine else 0.012
    tail = (0.084, -0.014) if look.is_feminine else (0.076, 0.002)
    canvas.drawPath(sliver((*upper, tail), thick), fill(LASH, 0.95))
    crease = ((-0.060, high * 0.55), (-0.020, high - 0.016), (0.030, high - 0.012), (0.078, -0.020))
    canvas.drawPath(sliver(crease, 0.008), fill(look.skin.deep, 0.62, 0.002))
    canvas.drawPath(
        smooth(((0.066, 0.0), *lower), closed=False), stroke(look.skin.deep, 0.005, 0.55)
    )
    bag = smooth(((0.05, 0.040), (0.0, 0.046), (-0.05, 0.036)), closed=False)
    canvas.drawPath(bag, stroke(look.skin.deep, 0.008, 0.18, 0.004))
    if look.pixels < 90:
        return
    is_near = look.pixels > 420
    count, length = (9, 0.031) if look.is_feminine else (7, 0.013)
    count, thick = (count * 2 + 3, 0.0030) if is_near else (count, 0.0050)
    lashes = skia.Path()
    for i in range(count):
        share = (i + 1) / count
        x = -0.046 + 0.112 * share
        y = high * (1 - (share * 1.3 - 0.55) ** 2 * 0.9)
        reach = length * (0.45 + 0.65 * share) * (0.86 if i % 2 else 1.0)
        lean = (share - 0.32) * reach
        lashes.addPath(sliver(((x, y), (x + lean * 0.40, y - reach * 0.50),
                               (x + lean * 1.25, y - reach * 0.84)), thick))  # fmt: skip
    canvas.drawPath(lashes, fill(LASH, 0.9))


def _closed(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    sag = 0.020 - 0.042 * face.squint
    line = ((-0.068, 0.008), (-0.035, 0.008 + sag * 0.8), (0.004, 0.008 + sag),
            (0.042, 0.006 + sag * 0.7), (0.076, -0.002))  # fmt: skip
    bulge = smooth(((-0.060, 0.006), (-0.03, -0.026), (0.02, -0.030), (0.066, -0.004),
                    (0.03, 0.006 + sag), (-0.02, 0.008 + sag)))  # fmt: skip
    canvas.drawPath(bulge, fill(look.skin.base, 0.7, 0.006))
    canvas.drawPath(bulge, fill(look.skin.shade, 0.25, 0.006))
    canvas.drawPath(sliver(line, 0.014), fill(LASH, 0.95))
    crease = ((-0.055, -0.016), (-0.01, -0.034), (0.04, -0.028), (0.074, -0.012))
    canvas.drawPath(sliver(crease, 0.007), fill(look.skin.deep, 0.5, 0.002))
    if look.pixels > 90 and look.is_feminine:
        lashes = skia.Path()
        for i in range(7):
            x = -0.036 + 0.017 * i
            y = 0.010 + sag * (1 - ((i - 2.5) / 4) ** 2)
            lashes.addPath(
                sliver(
                    ((x, y), (x + 0.004 * i, y + 0.014), (x + 0.008 * i - 0.004, y + 0.024)), 0.005
                )
            )
        canvas.drawPath(lashes, fill(LASH, 0.9))
    if face.tears > 0:
        paint_tear(canvas, face, 0.03)


def paint_tear(canvas: skia.Canvas, face: Face, top: float) -> None:
    """A tear's track down the cheek, and the drop at its end."""
    track = sliver(((0.0, top), (0.008, 0.09), (0.0, 0.17), (0.004, 0.24)), 0.020)
    canvas.drawPath(track, fill("#f4fbff", 0.62 * face.tears, 0.002))
    drop = smooth(((0.003, 0.20), (0.024, 0.25), (0.003, 0.275), (-0.018, 0.25)))
    canvas.drawPath(drop, fill("#cfeaff", 0.85 * face.tears))
    canvas.drawPath(drop, stroke("#7fb4d8", 0.005, 0.6 * face.tears))
    canvas.drawCircle(-0.004, 0.248, 0.006, fill("#ffffff", 0.95 * face.tears))
