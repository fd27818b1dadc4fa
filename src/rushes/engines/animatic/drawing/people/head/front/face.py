"""A face seen from the front or turned a little: skin, planes, nose, mouth, brows, ears, beard."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from rushes.engines.animatic.drawing.people.head.front.outline import Turn, face_outline, jaw_drop
from rushes.engines.animatic.drawing.people.head.look import Face, HeadLook, beard_tone
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    fill,
    linear,
    mix,
    radial,
    sliver,
    smooth,
    stroke,
)

EYE_LEVEL = 0.478
EYE_LEVEL_OF_A_CHILD = 0.525


def eye_height(look: HeadLook) -> float:
    """The y of the eyes: children's lie lower."""
    return EYE_LEVEL_OF_A_CHILD if look.is_childlike else EYE_LEVEL


def paint_front_face(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    """The face without its eyes."""
    path = smooth(face_outline(look, face, turn))
    _skin(canvas, look, path)
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    if look.pixels > 26:
        _planes(canvas, look, face, turn)
    if look.figure.has_beard:
        _beard(canvas, look, face, turn)
    _rim(canvas, look, path)
    canvas.restore()
    if look.pixels > 26:
        _nose(canvas, look, turn)
        _brows(canvas, look, face, turn)
    paint_front_mouth(canvas, look, face, turn)
    if look.is_old and look.pixels > 40:
        _age_lines(canvas, look, turn)


def _skin(canvas: skia.Canvas, look: HeadLook, path: skia.Path) -> None:
    skin = look.skin
    lit, dim = mix(skin.base, skin.light, 0.75), mix(skin.base, skin.shade, 0.72)
    left, right = (dim, lit) if look.front_light >= 0 else (lit, dim)
    canvas.drawPath(
        path, linear((-0.38, 0.55), (0.36, 0.45), (left, skin.base, right), (0, 0.48, 1))
    )


def _planes(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    skin, deep = look.skin, look.skin.deep
    level = eye_height(look)
    for side in (-1, 1):
        x, y = turn.at(0.150 * side, level - 0.018)
        w = 0.095 * turn.narrowing(0.15 * side)
        canvas.drawOval(skia.Rect(x - w, y - 0.050, x + w, y + 0.050), fill(deep, 0.22, 0.026))
        x, y = turn.at(0.225 * side, 0.655)
        lift = 0.02 * max(0.0, face.smile)
        blush = mix(skin.shade, "#e2553c", 0.5)
        share = 0.24 if look.is_feminine or look.is_childlike else 0.12
        w = 0.085 * turn.narrowing(0.2 * side)
        canvas.drawOval(
            skia.Rect(x - w, y - 0.075 - lift, x + w, y + 0.065 - lift), fill(blush, share, 0.04)
        )
        hollow = smooth((turn.at(0.30 * side, 0.66), turn.at(0.22 * side, 0.80),
                         turn.at(0.17 * side, 0.84), turn.at(0.26 * side, 0.90),
                         turn.at(0.36 * side, 0.74)))  # fmt: skip
        canvas.drawPath(hollow, fill(skin.shade, 0.20 if look.is_feminine else 0.34, 0.045))
        if face.smile > 0.25 and not look.is_childlike:
            fold = sliver((turn.at(0.075 * side, 0.672), turn.at(0.112 * side, 0.712),
                           turn.at(0.128 * side, 0.765)), 0.012)  # fmt: skip
            canvas.drawPath(fold, fill(deep, 0.26, 0.006))
    glow = (skin.light, 0.40)
    for spot, radius in ((turn.at(0.0, 0.26, 0.02), 0.20), (turn.at(0.02, 0.93, 0.02), 0.075)):
        canvas.drawCircle(*spot, radius, radial(spot, radius, (glow, (skin.light, 0.0))))
    x, _ = turn.at(0.0, 0.0)
    canvas.drawOval(skia.Rect(x - 0.07, 0.818, x + 0.07, 0.852), fill(deep, 0.20, 0.014))
    jaw = smooth(tuple((px, py + 0.012) for px, py in face_outline(look, face, turn)))
    canvas.drawPath(jaw, stroke(deep, 0.075, 0.26, 0.030))


def _rim(canvas: skia.Canvas, look: HeadLook, path: skia.Path) -> None:
    rim = look.light.rim
    canvas.drawPath(path, stroke(rim, 0.040, 0.24, 0.014))
    if look.pixels > 40:
        canvas.drawPath(path, stroke(mix(rim, "#fff6e0", 0.4), 0.012, 0.42, 0.003))


def _beard(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    drop = jaw_drop(face)
    hair, cover = beard_tone(look)
    right: tuple[Point, ...] = ((0.40, 0.52), (0.325, 0.60), (0.270, 0.70), (0.185, 0.765),
                                (0.125, 0.745), (0.085, 0.710), (0.0, 0.700))  # fmt: skip
    ring = (*((x, y) for x, y in right), *((-x, y) for x, y in reversed(right[:-1])))
    low = ((-0.44, 0.90), (-0.2, 1.08 + drop), (0.2, 1.08 + drop), (0.44, 0.90))
    shape = smooth(tuple(turn.at(x, y) for x, y in (*ring, *low)))
    canvas.drawPath(shape, fill(hair, cover, 0.018))
    if look.pixels > 120:
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        bristles = skia.Path()
        for _ in range(950):
            x, y = look.random.uniform(-0.40, 0.40), look.random.uniform(0.55, 1.06)
            bristles.moveTo(x, y)
            bristles.lineTo(x * 1.01, y + look.random.uniform(0.008, 0.018))
        canvas.drawPath(bristles, stroke(look.hair.shade, 0.0024, 0.42))
        canvas.restore()
    bare = smooth(tuple(turn.at(x, y + drop) for x, y in
                        ((-0.06, 0.815), (0.0, 0.808), (0.06, 0.815), (0.0, 0.845))))  # fmt: skip
    canvas.drawPath(bare, fill(look.skin.base, 0.30, 0.012))


def _nose(canvas: skia.Canvas, look: HeadLook, turn: Turn) -> None:
    deep = look.skin.deep
    wide = 0.056 if look.is_feminine or look.is_childlike else 0.068
    low = 0.668
    dark = -1 if look.front_light >= 0 else 1
    top = eye_height(look) - 0.02
    side = smooth((turn.at(0.040 * dark, top), turn.at(0.030 * dark, 0.56, 0.05),
                   turn.at(0.045 * dark, 0.635, 0.05), turn.at(wide * dark, low - 0.01, 0.03),
                   turn.at(0.075 * dark, 0.60, 0.0)))  # fmt: skip
    canvas.drawPath(side, fill(deep, 0.24, 0.016))
    ridge = sliver((turn.at(0.004, top - 0.02, 0.02), turn.at(0.004, 0.56, 0.06),
                    turn.at(0.004, 0.63, 0.085)), 0.034)  # fmt: skip
    canvas.drawPath(ridge, fill(look.skin.light, 0.50, 0.010))
    if turn.is_turned:
        # The far edge of the nose stands against the cheek behind it.
        edge = sliver(
            (
                turn.at(0.045, top, 0.01),
                turn.at(0.030, 0.56, 0.07),
                turn.at(0.040, 0.632, 0.10),
                turn.at(0.050, 0.655, 0.06),
            ),
            0.013,
        )
        canvas.drawPath(edge, fill(deep, 0.50, 0.004))
    for sign in (-1, 1):
        x, y = turn.at(0.030 * sign, low - 0.004, 0.055)
        w = 0.020 * max(0.4, turn.narrowing(0.03 * sign))
        nostril = skia.Rect(x - w, y - 0.009, x + w, y + 0.008)
        canvas.drawOval(nostril, fill(mix(deep, "#2a0e0c", 0.5), 0.70, 0.003))
        wing = (turn.at(wide * sign * 0.92, 0.630, 0.03), turn.at(wide * sign * 1.08, 0.655, 0.03),
                turn.at(wide * sign * 0.80, low + 0.006, 0.04))  # fmt: skip
        canvas.drawPath(smooth(wing, closed=False), stroke(deep, 0.009, 0.36, 0.003))
    under = smooth((turn.at(-0.03, low + 0.004, 0.05), turn.at(0.0, low + 0.012, 0.06),
                    turn.at(0.03, low + 0.004, 0.05)), closed=False)  # fmt: skip
    canvas.drawPath(under, stroke(deep, 0.012, 0.32, 0.005))
    tip = turn.at(0.008, 0.632, 0.09)
    canvas.drawCircle(*tip, 0.016, fill("#fff2dc", 0.42, 0.009))


def _brows(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    colour = mix(look.hair.deep, look.hair.shade, 0.35 if look.is_feminine else 0.1)
    if look.is_old:
        colour = mix(colour, "#d8d4cc", 0.5)
    thick = 0.020 if look.is_feminine else 0.030
    level = eye_height(look) - 0.088 - 0.030 * face.brow_raise
    inner = -0.038 * face.brow_slant
    for side in (-1, 1):
        points = (
            (0.066, level + 0.012 + inner),
            (0.115, level - 0.006 + inner * 0.5),
            (0.170, level - 0.014),
            (0.212, level + 0.002),
            (0.240, level + 0.024),
        )
        spine = tuple(turn.at(x * side, y) for x, y in points)
        canvas.drawPath(sliver(spine, thick), fill(colour, 0.80, 0.003))
        if look.pixels > 130:
            _brow_hairs(canvas, look, spine, thick, side)


def _brow_hairs(
    canvas: skia.Canvas, look: HeadLook, spine: Sequence[Point], thick: float, side: int
) -> None:
    """Single hairs, upwards near the nose, outwards at the tail."""
    many = 24 if look.pixels < 420 else 70
    hairs = skia.Path()
    for i in range(many):
        along = (i + look.random.random()) / many
        share = along * (len(spine) - 1.001)
        k = int(share)
        x = spine[k][0] + (spine[k + 1][0] - spine[k][0]) * (share - k)
        y = spine[k][1] + (spine[k + 1][1] - spine[k][1]) * (share - k)
        y += look.random.uniform(-0.45, 0.35) * thick * (1 - 0.6 * along)
        dx = side * (0.006 + 0.020 * along)
        dy = -0.014 + 0.020 * along
        hairs.addPath(sliver(((x, y), (x + dx * 0.5, y + dy * 0.7), (x + dx, y + dy)),
                             0.0042 if many < 30 else 0.0030))  # fmt: skip
    canvas.drawPath(hairs, fill(look.hair.deep, 0.70))


def paint_front_mouth(canvas: skia.Canvas, look: HeadLook, face: Face, turn: Turn) -> None:
    """Lips, and what shows between them."""
    wide = (0.088 + 0.040 * max(0.0, face.smile) - 0.040 * face.pucker) * (
        0.88 if look.is_childlike else 1.0
    )
    middle, drop = 0.766, 0.070 * face.mouth_open
    corner = middle - (0.032 if face.smile > 0 else 0.034) * face.smile + drop * 0.30
    full = 1.0 if look.is_feminine else 0.78
    left, right = turn.at(-wide, corner), turn.at(wide, corner)
    if look.pixels < 26:
        canvas.drawLine(*left, *right, stroke(mix(look.lip, "#401010", 0.3), 0.022, 0.8))
        return

    def at(x: float, y: float) -> Point:
        return turn.at(x * wide, y, 0.025 * (1 - abs(x)))

    seam_top, seam_low = middle, middle + drop * 1.05
    if face.mouth_open > 0.12:
        _inside(canvas, look, face, (left, at(-0.5, seam_top - 0.006), at(0.0, seam_top - 0.002),
                               at(0.5, seam_top - 0.006), right, at(0.55, seam_low),
                               at(0.0, seam_low + 0.012), at(-0.55, seam_low)))  # fmt: skip
    upper = (left, at(-0.55, 0.748 - 0.006 * full), at(-0.18, 0.732), at(0.0, 0.739),
             at(0.18, 0.732), at(0.55, 0.748 - 0.006 * full), right, at(0.5, seam_top - 0.004),
             at(0.0, seam_top + 0.002), at(-0.5, seam_top - 0.004))  # fmt: skip
    deep_low = seam_low + 0.042 * full
    lower = (
        left,
        at(-0.5, seam_low - 0.002),
        at(0.0, seam_low + 0.004),
        at(0.5, seam_low - 0.002),
        right,
        at(0.52, deep_low - 0.012),
        at(0.0, deep_low),
        at(-0.52, deep_low - 0.012),
    )
    canvas.drawPath(smooth(upper), fill(mix(look.lip, look.skin.deep, 0.20), 0.88, 0.003))
    canvas.drawPath(smooth(lower), fill(mix(look.lip, look.skin.light, 0.16), 0.86, 0.003))
    sheen = sliver((at(-0.35, deep_low - 0.020), at(0.05, deep_low - 0.014),
                    at(0.40, deep_low - 0.020)), 0.010)  # fmt: skip
    canvas.drawPath(sheen, fill("#ffe6d6", 0.42 if look.is_feminine else 0.20, 0.003))
    if face.mouth_open <= 0.12:
        seam = sliver((left, at(-0.5, seam_top + 0.001), at(0.0, seam_top + 0.006),
                       at(0.5, seam_top + 0.001), right), 0.011)  # fmt: skip
        canvas.drawPath(seam, fill(mix(look.lip, "#3a0f10", 0.72), 0.9))
    for x, y in (left, right):
        canvas.drawCircle(x, y, 0.012, fill(look.skin.deep, 0.35, 0.006))
    if face.tongue > 0.5:
        _tongue_out(canvas, turn, seam_low - 0.006)


def _inside(canvas: skia.Canvas, look: HeadLook, face: Face, opening: tuple[Point, ...]) -> None:
    cavity = smooth(opening)
    canvas.drawPath(cavity, fill("#4a1414"))
    canvas.save()
    canvas.clipPath(cavity, doAntiAlias=True)
    box = cavity.computeTightBounds()
    if face.clench > 0.5:
        _bared_teeth(canvas, look, box)
        canvas.restore()
        return
    if face.mouth_open > 0.32:
        low = box.top() + min(0.034, box.height() * 0.48)
        teeth = skia.Rect(box.left() + 0.012, box.top() - 0.02, box.right() - 0.012, low)
        canvas.drawRoundRect(teeth, 0.014, 0.014, fill(look.lit("#f6efe6")))
    tongue = skia.Rect(box.centerX() - 0.05, box.bottom() - 0.026, box.centerX() + 0.05,
                       box.bottom() + 0.03)  # fmt: skip
    canvas.drawOval(tongue, fill("#c0605a", 0.85, 0.004))
    canvas.restore()


def _bared_teeth(canvas: skia.Canvas, look: HeadLook, box: skia.Rect) -> None:
    """Both rows of teeth, clenched."""
    canvas.drawRect(box, fill(look.lit("#f2ebe0")))
    line = stroke("#8a6a60", 0.006, 0.75)
    canvas.drawLine(box.left(), box.centerY(), box.right(), box.centerY(), line)
    for i in range(1, 8):
        x = box.left() + box.width() * i / 8
        canvas.drawLine(x, box.top(), x, box.bottom(), stroke("#8a6a60", 0.004, 0.45))


def _tongue_out(canvas: skia.Canvas, turn: Turn, top: float) -> None:
    x, y = turn.at(0.0, top, 0.03)
    shape = smooth(((x - 0.052, y - 0.012), (x, y - 0.02), (x + 0.052, y - 0.012),
                    (x + 0.056, y + 0.062), (x + 0.02, y + 0.104), (x - 0.02, y + 0.104),
                    (x - 0.056, y + 0.062)))  # fmt: skip
    canvas.drawPath(shape, fill("#d8606a"))
    canvas.drawPath(shape, stroke("#9a3440", 0.006, 0.6))
    canvas.drawLine(x, y, x, y + 0.07, stroke("#b04650", 0.008, 0.7))


def paint_front_ears(canvas: skia.Canvas, look: HeadLook, turn: Turn) -> None:
    """Both ears from the front, the near one when turned."""
    skin = look.skin
    for side in (-1,) if turn.is_turned else (-1, 1):
        x = -0.345 if turn.is_turned else 0.352 * side
        wide = 0.058 if turn.is_turned else 0.042
        shape = smooth(((x, 0.475), (x + side * wide * 0.7, 0.448), (x + side * wide, 0.500),
                        (x + side * wide * 0.85, 0.575), (x + side * wide * 0.45, 0.660),
                        (x, 0.655)))  # fmt: skip
        tone = mix(skin.shade, "#c0503a", 0.18)
        canvas.drawPath(shape, radial((x, 0.55), 0.14, (skin.base, tone)))
        if look.pixels > 40:
            curl = ((x + side * wide * 0.3, 0.49), (x + side * wide * 0.75, 0.50),
                    (x + side * wide * 0.5, 0.60))  # fmt: skip
            canvas.drawPath(smooth(curl, closed=False), stroke(skin.deep, 0.010, 0.45, 0.003))


def _age_lines(canvas: skia.Canvas, look: HeadLook, turn: Turn) -> None:
    deep, level = look.skin.deep, eye_height(look)
    lines: list[tuple[Point, ...]] = [
        ((-0.16, 0.235), (0.0, 0.222), (0.16, 0.235)),
        ((-0.18, 0.285), (0.0, 0.270), (0.18, 0.285)),
    ]
    for side in (-1, 1):
        lines += [
            ((0.225 * side, level - 0.01), (0.275 * side, level - 0.03)),
            ((0.225 * side, level + 0.012), (0.275 * side, level + 0.022)),
            (
                (0.10 * side, level + 0.052),
                (0.155 * side, level + 0.068),
                (0.20 * side, level + 0.05),
            ),
            ((0.08 * side, 0.675), (0.130 * side, 0.73), (0.140 * side, 0.81)),
        ]
    for line in lines:
        points = line if len(line) > 2 else (line[0], line[0], line[1])
        canvas.drawPath(sliver([turn.at(x, y) for x, y in points], 0.009), fill(deep, 0.42, 0.002))
