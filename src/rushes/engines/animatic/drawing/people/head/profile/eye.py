"""The eye seen from the side, open to any degree or closed, with lids, lashes and catchlight."""

from __future__ import annotations

import skia

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

FRONT: Point = (-0.036, 0.468)
BACK: Point = (-0.142, 0.482)
LASH: str = "#1c0e0a"


def paint_profile_eye(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    """One moment of the eye, over a face painted without it."""
    canvas.save()
    if look.is_childlike:
        canvas.translate(0.004, 0.050)
        canvas.scale(1.0, 1.06)
    if look.pixels < 26:
        _dot(canvas, look, face)
    elif face.eyes < 0.2 or face.wink > 0.5:
        _closed(canvas, look, face)
    else:
        _open(canvas, look, face)
    canvas.restore()


def _dot(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    if face.eyes < 0.2:
        canvas.drawLine(-0.05, 0.478, -0.125, 0.478, stroke(LASH, 0.022, 0.8))
    else:
        canvas.drawOval(skia.Rect(-0.10, 0.445, -0.045, 0.505), fill(LASH, 0.85))


def _open(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    opening = min(1.2, face.eyes)
    top = 0.466 - 0.030 * opening
    bottom = 0.500 - 0.012 * face.squint
    upper: tuple[Point, ...] = ((-0.040, top + 0.012), (-0.062, top + 0.001), (-0.092, top + 0.004),
                                (-0.122, top + 0.022), BACK)  # fmt: skip
    lower: tuple[Point, ...] = (
        (-0.118, bottom - 0.008),
        (-0.082, bottom),
        (-0.052, bottom - 0.004),
        (-0.042, 0.478),
    )
    white = smooth((*upper, *lower))
    canvas.drawPath(white, fill(mix(look.lit("#f8efe6"), look.skin.shade, 0.12)))
    canvas.save()
    canvas.clipPath(white, doAntiAlias=True)
    look_up = -0.010 * face.gaze
    centre = (-0.062, 0.470 + look_up)
    iris = skia.Rect(centre[0] - 0.021, centre[1] - 0.030, centre[0] + 0.019, centre[1] + 0.030)
    canvas.drawOval(
        iris,
        linear(
            (0, centre[1] - 0.03),
            (0, centre[1] + 0.03),
            (mix(look.iris, "#000000", 0.55), look.iris, mix(look.iris, look.lit("#ffffff"), 0.30)),
            (0, 0.45, 1),
        ),
    )
    pupil = skia.Rect(centre[0] - 0.006, centre[1] - 0.015, centre[0] + 0.013, centre[1] + 0.015)
    canvas.drawOval(pupil, fill("#0a0605"))
    lid = smooth(upper, closed=False)
    canvas.drawPath(lid, stroke("#2a1410", 0.026, 0.40, 0.008))
    canvas.restore()
    canvas.drawCircle(centre[0] + 0.004, centre[1] - 0.011, 0.0068, fill("#ffffff", 0.95))
    canvas.drawCircle(centre[0] - 0.010, centre[1] + 0.014, 0.004, fill(look.light.key, 0.7))
    _lid_and_lashes(canvas, look, upper, top)
    canvas.drawPath(smooth(lower, closed=False), stroke(look.skin.deep, 0.005, 0.55))
    canvas.drawPath(smooth(((-0.135, bottom + 0.010), (-0.085, bottom + 0.018),
                            (-0.050, bottom + 0.012)), closed=False),
                    stroke(look.skin.deep, 0.007, 0.22, 0.003))  # fmt: skip
    if face.tears > 0:
        _tear(canvas, face)


def _lid_and_lashes(
    canvas: skia.Canvas, look: HeadLook, upper: tuple[Point, ...], top: float
) -> None:
    line = ((-0.030, top + 0.016), *upper, (-0.155, 0.476))
    thick = 0.017 if look.is_feminine else 0.013
    canvas.drawPath(sliver(line, thick), fill(LASH, 0.95))
    crease = (
        (-0.038, top - 0.012),
        (-0.075, top - 0.026),
        (-0.115, top - 0.014),
        (-0.150, top + 0.020),
    )
    canvas.drawPath(sliver(crease, 0.008), fill(look.skin.deep, 0.65, 0.002))
    if look.pixels < 90:
        return
    count, length = (7, 0.036) if look.is_feminine else (5, 0.017)
    lashes = skia.Path()
    for i in range(count):
        x, y = -0.034 - 0.013 * i, top + 0.012 - 0.010 * min(1.0, i / 3)
        reach = length * (1 - 0.07 * i)
        lashes.addPath(
            sliver(
                (
                    (x, y),
                    (x + reach * 0.62, y - reach * 0.10),
                    (x + reach * 1.02 - 0.004 * i, y - reach * 0.62),
                ),
                0.0055,
            )
        )
    canvas.drawPath(lashes, fill(LASH, 0.92))


def _closed(canvas: skia.Canvas, look: HeadLook, face: Face) -> None:
    sag = 0.018 - 0.036 * face.squint
    line: tuple[Point, ...] = ((-0.026, 0.480), (-0.055, 0.486 + sag * 0.7), (-0.090, 0.484 + sag),
                               (-0.122, 0.482 + sag * 0.6), (-0.152, 0.478))  # fmt: skip
    bulge = (
        (-0.034, 0.474),
        (-0.055, 0.448),
        (-0.095, 0.444),
        (-0.140, 0.470),
        (-0.10, 0.486 + sag),
        (-0.055, 0.486 + sag),
    )
    canvas.drawPath(smooth(bulge), fill(look.skin.base, 0.75, 0.006))
    shadow = "#a05a50" if look.is_feminine else look.skin.deep
    canvas.drawPath(smooth(bulge), fill(mix(look.skin.shade, shadow, 0.4), 0.25, 0.006))
    canvas.drawPath(sliver(line, 0.015), fill(LASH, 0.95))
    crease = ((-0.040, 0.446), (-0.080, 0.432), (-0.118, 0.442), (-0.148, 0.466))
    canvas.drawPath(sliver(crease, 0.007), fill(look.skin.deep, 0.55, 0.002))
    if look.pixels < 90:
        return
    count, length = (8, 0.034) if look.is_feminine else (6, 0.017)
    lashes = skia.Path()
    for i in range(count):
        share = i / (count - 1)
        x = -0.032 - 0.085 * share
        y = 0.484 + sag * (0.3 + 0.7 * min(1.0, share * 2))
        reach = length * (1 - 0.4 * share)
        lashes.addPath(
            sliver(
                (
                    (x, y),
                    (x + reach * 0.45, y + reach * 0.50),
                    (x + reach * 1.0 - 0.010 * share, y + reach * 0.62),
                ),
                0.0055,
            )
        )
    canvas.drawPath(lashes, fill(LASH, 0.92))
    if face.tears > 0:
        _tear(canvas, face)


def _tear(canvas: skia.Canvas, face: Face) -> None:
    track = sliver(((-0.062, 0.506), (-0.070, 0.570), (-0.060, 0.640), (-0.064, 0.700)), 0.019)
    canvas.drawPath(track, fill("#f4fbff", 0.65 * face.tears, 0.002))
    drop = smooth(((-0.064, 0.680), (-0.044, 0.722), (-0.064, 0.745), (-0.084, 0.722)))
    canvas.drawPath(drop, fill("#cfeaff", 0.85 * face.tears))
    canvas.drawPath(drop, stroke("#7fb4d8", 0.005, 0.6 * face.tears))
