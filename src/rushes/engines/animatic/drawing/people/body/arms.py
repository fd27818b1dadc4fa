"""Arms: skin, sleeves of every length, cuffs, and the hand at the end."""

from __future__ import annotations

import skia

from rushes.engines.animatic.drawing.people.body.hand import direction, paint_hand
from rushes.engines.animatic.drawing.people.body.outfit import (
    BodyLook,
    across_body,
    folds,
    shaded,
)
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    Tones,
    fill,
    lerp,
    linear,
    mix,
    rim_gain,
    stroke,
    tapered,
)
from rushes.engines.animatic.drawing.people.skeleton.joints import Arm, Skeleton

BARE = (0.034, 0.031, 0.0265, 0.0225, 0.0255, 0.0215, 0.0150)
"""Half-widths of a man's arm as shares of his height: shoulder, upper arm twice, elbow, forearm
twice, wrist."""
SLEEVE_END = {"short": 0.36, "rolled": 0.58, "long": 0.985, "none": 0.0}
"""How far down the arm a sleeve reaches."""
FIRST_BARE = {"none": 0, "short": 1, "rolled": 3, "long": 4}
"""The first of an arm's seven points at which skin is painted under a sleeve."""


def arm_widths(look: BodyLook) -> list[float]:
    """Half-widths along the bare arm, metres."""
    body = look.body
    girth = 0.80 if body.is_feminine else 0.92 if body.is_childlike else 1.0
    girth *= 1 + (body.girth - 1) * 0.7
    return [w * body.height * girth for w in BARE]


def _spine(arm: Arm) -> list[Point]:
    """Seven points along the arm, the elbow rounded."""
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    bend = lerp(lerp(s, e, 0.9), lerp(e, w, 0.1), 0.5)
    wrist = lerp(e, w, 1.04)  # A little into the hand, which begins softly.
    return [s, lerp(s, e, 0.30), lerp(s, e, 0.68), bend, lerp(e, w, 0.28), lerp(e, w, 0.65), wrist]


def paint_arm(
    canvas: skia.Canvas, look: BodyLook, arm: Arm, skeleton: Skeleton, near: bool
) -> None:
    """One arm, shoulder to fingertips."""
    flip = (arm.elbow[0] - arm.wrist[0]) > 0.02 or skeleton.breadth < -0.5
    if skeleton.side < 0.5:
        flip = near
    turn = direction(arm.elbow, arm.wrist) + arm.wrist_turn
    sleeve = look.figure.sleeves if look.figure.sleeves in SLEEVE_END else "long"
    _skin(canvas, look, arm, skeleton, near, FIRST_BARE[sleeve])
    paint_hand(canvas, look, arm.wrist, turn, arm.grip, flip)
    if SLEEVE_END[sleeve] > 0:
        _sleeve(canvas, look, arm, skeleton, sleeve, near)


def _skin(
    canvas: skia.Canvas, look: BodyLook, arm: Arm, skeleton: Skeleton, near: bool, first: int
) -> None:
    """The bare arm from one of its seven points on."""
    spine, widths = _spine(arm)[first:], arm_widths(look)[first:]
    path = tapered(spine, widths, 0.4, 0.7)
    tones = look.skin if near else _behind(look.skin)
    _form(canvas, look, path, tones, arm, skeleton, [])


def _form(
    canvas: skia.Canvas,
    look: BodyLook,
    path: skia.Path,
    tones: Tones,
    arm: Arm,
    skeleton: Skeleton,
    creases: list[tuple[Point, ...]],
) -> None:
    """An arm's or a sleeve's shading; seen from the front its root melts into the shoulder."""
    size = look.body.height / 1.7
    in_profile = skeleton.side > 0.8
    if in_profile:
        paint = _across(look, tones, [arm.shoulder, arm.elbow, arm.wrist], arm_widths(look)[0])
    else:
        paint = across_body(look, tones, skeleton, path.computeTightBounds())
    canvas.drawPath(path, paint)
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    folds(canvas, look, tones, creases, 0.011 * size)
    start, end = lerp(arm.shoulder, arm.elbow, 0.15), lerp(arm.shoulder, arm.elbow, 0.85)
    for colour, width, alpha, blur in (
        (tones.deep, 0.040, 0.42, 0.012),
        (look.light.rim, 0.010, 0.32 * rim_gain(look.light), 0.002),
    ):
        edge = stroke(colour, width * size, 1.0, blur * size if look.is_detailed else 0.0)
        edge.setShader(linear(start, end, ((colour, 0.0), (colour, alpha))).getShader())
        canvas.drawPath(path, edge)
    canvas.restore()


def _behind(tones: Tones) -> Tones:
    """The same material a little darker, for what lies on the far side."""
    return Tones(mix(tones.base, tones.light, 0.3), mix(tones.base, tones.shade, 0.35),
                 mix(tones.shade, tones.deep, 0.12), tones.deep)  # fmt: skip


def _across(look: BodyLook, tones: Tones, spine: list[Point], width: float) -> skia.Paint:
    xs = [p[0] for p in spine]
    y = (spine[0][1] + spine[-1][1]) / 2
    if max(xs) - min(xs) < 0.6 * abs(spine[0][1] - spine[-1][1]):
        return shaded(look, tones, (min(xs) - width * 1.3, y), (max(xs) + width * 1.3, y), 0.15)
    ys = [p[1] for p in spine]
    return shaded(
        look, tones, (spine[0][0], max(ys) + width), (spine[0][0] + 0.02, min(ys) - width), 0.2
    )


def _sleeve(
    canvas: skia.Canvas, look: BodyLook, arm: Arm, skeleton: Skeleton, sleeve: str, near: bool
) -> None:
    widths = arm_widths(look)
    ease = look.looseness * 1.1 + 0.004 * look.body.height
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    end = SLEEVE_END[sleeve]
    if sleeve == "short":
        spine = [s, lerp(s, e, 0.4), lerp(s, e, 0.66)]
        sizes = [widths[0] * 0.94 + ease * 0.6, widths[1] + ease * 1.2, widths[2] + ease * 1.8]
    elif sleeve == "rolled":
        stop = lerp(e, w, end - 0.36)
        bend = lerp(lerp(s, e, 0.88), lerp(e, stop, 0.3), 0.5)
        spine = [s, lerp(s, e, 0.35), lerp(s, e, 0.70), bend, stop]
        sizes = [
            widths[0] * 0.94 + ease * 0.6,
            widths[1] + ease,
            widths[2] + ease,
            widths[3] + ease * 1.2,
            widths[4] + ease,
        ]
    else:
        bend = lerp(lerp(s, e, 0.90), lerp(e, w, 0.10), 0.5)
        spine = [s, lerp(s, e, 0.35), lerp(s, e, 0.72), bend, lerp(e, w, 0.5), lerp(e, w, 0.96)]
        sizes = [
            widths[0] * 0.94 + ease * 0.6,
            widths[1] + ease,
            widths[2] + ease,
            widths[3] + ease * 1.2,
            widths[4] + ease * 0.6,
            widths[6] + ease * 0.45,
        ]
    tones = look.top if near else _behind(look.top)
    in_profile = skeleton.side > 0.8
    path = tapered(spine, sizes, 0.0, 0.75 if in_profile else 0.6)
    if near and in_profile:
        shadow = fill(tones.deep, 1.0, 0.014 * look.body.height / 1.7)
        fade = linear(lerp(s, e, -0.1), lerp(s, e, 0.6), ((tones.deep, 0.0), (tones.deep, 0.5)))
        shadow.setShader(fade.getShader())
        canvas.drawPath(path, shadow)
    _form(canvas, look, path, tones, arm, skeleton, _creases(look, arm, sizes[2]))
    if look.is_detailed and sleeve != "none":
        _cuff(canvas, look, tones, spine, sizes, sleeve)


def _creases(look: BodyLook, arm: Arm, width: float) -> list[tuple[Point, ...]]:
    """Folds at the elbow, where cloth is squeezed, and along the upper arm."""
    random = look.random
    lines: list[tuple[Point, ...]] = []
    for share in (0.55, 0.78, 0.95):
        x, y = lerp(arm.shoulder, arm.elbow, share)
        tilt = random.uniform(-0.5, 0.5) * width
        lines.append(((x - width, y + tilt), (x, y + 0.3 * width), (x + width * 0.7, y - tilt)))
    return lines


def _cuff(
    canvas: skia.Canvas, look: BodyLook, tones: Tones, spine: list[Point], sizes: list[float],
    sleeve: str,
) -> None:  # fmt: skip
    end, before = spine[-1], spine[-2]
    length = 0.034 if sleeve == "rolled" else 0.016
    size = look.body.height / 1.7
    start = lerp(end, before, min(0.9, length * size / max(0.03, _distance(end, before))))
    grow = 1.10 if sleeve == "rolled" else 1.0
    band = tapered([start, end], [sizes[-1] * grow * 1.04, sizes[-1] * grow], 0.0)
    canvas.drawPath(band, fill(mix(tones.base, tones.light, 0.30)))
    canvas.drawPath(band, stroke(tones.deep, 0.004 * size, 0.55))


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
