"""Hands seen from near: fingers with joints and nails, backs of hands, forearms, jewellery.

Units are picture heights. Light falls from above and behind: tops are lit, undersides in shadow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import skia

from rushes.engines.animatic.drawing.people import ink
from rushes.engines.animatic.drawing.people.ink import (
    Point,
    Tones,
    fading_in,
    fill,
    lerp,
    linear,
    mix,
    sliver,
    smooth,
    stroke,
    tapered,
)
from rushes.engines.animatic.scene import Figure, Light


@dataclass(frozen=True, slots=True)
class HandLook:
    """A hand's colours and size under a light."""

    figure: Figure
    skin: Tones
    cloth: Tones
    light: Light
    pixels: float
    """Pixels per picture height."""
    random: Random

    @property
    def is_slender(self) -> bool:
        """Whether the hand follows a woman's or a child's."""
        return self.figure.is_feminine or self.figure.age in ("baby", "child")

    @property
    def thick(self) -> float:
        """Half the thickness of a finger."""
        if self.figure.age in ("baby", "child"):
            return 0.0145
        return 0.0172 if self.figure.is_feminine else 0.0205

    @property
    def nail(self) -> tuple[str, str]:
        """The nail's colours, lit and shaded."""
        if self.figure.is_feminine and self.figure.age not in ("baby", "child"):
            return mix(self.skin.light, "#ffd9d2", 0.55), mix(self.skin.base, "#d0747a", 0.5)
        return mix(self.skin.light, "#fbe3d6", 0.4), mix(self.skin.shade, "#c98f80", 0.4)


def look_of(figure: Figure, light: Light, pixels: float, random: Random) -> HandLook:
    """The look for one painting."""
    return HandLook(
        figure, ink.skin_tones(figure.skin, light), ink.cloth_tones(figure.top_colour, light),
        light, pixels, random,
    )  # fmt: skip


def paint_finger(
    canvas: skia.Canvas,
    look: HandLook,
    joints: Sequence[Point],
    thick: float,
    has_nail: bool = True,
) -> None:
    """A finger through its joints (knuckle, middle, last, tip), growing out of the hand."""
    knuckle, middle, last, tip = joints
    spine = [knuckle, lerp(knuckle, middle, 0.5), middle, lerp(middle, last, 0.5), last, tip]
    widths = [thick * k for k in (1.10, 1.0, 1.06, 0.95, 0.95, 0.74)]
    path = tapered(spine, widths, 0.75, 0.4)
    box = path.computeTightBounds().makeOutset(thick * 2, thick * 2)
    with fading_in(canvas, box, knuckle, lerp(knuckle, middle, 0.42)):
        shadow = skia.Path(path)
        shadow.offset(0.0, thick * 0.42)
        canvas.drawPath(shadow, fill("#2a0f0c", 0.40, thick * 0.38))
        canvas.drawPath(path, _rounded(look, spine, thick))
        canvas.save()
        canvas.clipPath(path, doAntiAlias=True)
        canvas.drawPath(path, stroke(look.skin.deep, thick * 0.50, 0.34, thick * 0.26))
        _joint(canvas, look, knuckle, middle, last, thick)
        _top_light(canvas, look, spine, thick)
        canvas.restore()
    if has_nail:
        _nail(canvas, look, last, tip, thick)


def _across(start: Point, end: Point) -> tuple[Point, Point]:
    """Directions along, and to the upper side."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    along = (dx / length, dy / length)
    up = (along[1], -along[0])
    return along, (up if up[1] < 0 else (-up[0], -up[1]))


def _rounded(look: HandLook, spine: Sequence[Point], thick: float) -> skia.Paint:
    skin = look.skin
    _, up = _across(spine[0], spine[-1])
    x, y = lerp(spine[0], spine[-1], 0.5)
    top, low = (x + up[0] * thick * 1.3, y + up[1] * thick * 1.3), (
        x - up[0] * thick * 1.3, y - up[1] * thick * 1.3)  # fmt: skip
    colours = (mix(skin.light, "#fff4e2", 0.25), skin.light, skin.base,
               mix(skin.base, skin.shade, 0.7), skin.shade)  # fmt: skip
    return linear(top, low, colours, (0, 0.2, 0.5, 0.78, 1))


def _top_light(canvas: skia.Canvas, look: HandLook, spine: Sequence[Point], thick: float) -> None:
    _, up = _across(spine[0], spine[-1])
    line = [(x + up[0] * thick * 0.62, y + up[1] * thick * 0.62) for x, y in spine]
    canvas.drawPath(
        smooth(line, closed=False),
        stroke(mix(look.light.rim, "#fff8ea", 0.4), thick * 0.32, 0.50, thick * 0.16),
    )


def _joint(
    canvas: skia.Canvas, look: HandLook, knuckle: Point, middle: Point, last: Point, thick: float
) -> None:
    """Creases over the two joints."""
    for joint, before, strength in ((middle, knuckle, 0.34), (last, middle, 0.24)):
        along, up = _across(before, joint)
        for k in (-0.42, 0.0, 0.42):
            x, y = joint[0] + along[0] * thick * k, joint[1] + along[1] * thick * k
            arc = sliver(
                (
                    (x + up[0] * thick * 0.62, y + up[1] * thick * 0.62),
                    (x + along[0] * thick * 0.16, y + along[1] * thick * 0.16),
                    (x - up[0] * thick * 0.45, y - up[1] * thick * 0.45),
                ),
                thick * 0.13,
            )
            canvas.drawPath(arc, fill(look.skin.deep, strength, thick * 0.03))


def _nail(canvas: skia.Canvas, look: HandLook, last: Point, tip: Point, thick: float) -> None:
    along, up = _across(last, tip)
    lit, dim = look.nail
    length = 1.05 if look.is_slender else 0.85
    x = tip[0] + along[0] * thick * 0.02 + up[0] * thick * 0.12
    y = tip[1] + along[1] * thick * 0.02 + up[1] * thick * 0.12

    def at(forward: float, rise: float) -> Point:
        return (x + (along[0] * forward + up[0] * rise) * thick,
                y + (along[1] * forward + up[1] * rise) * thick)  # fmt: skip

    shape = smooth((at(-0.55 * length, 0.34), at(0.15, 0.50), at(0.62 * length, 0.36),
                    at(0.72 * length, 0.0), at(0.62 * length, -0.32), at(0.1, -0.42),
                    at(-0.55 * length, -0.30), at(-0.68 * length, 0.02)))  # fmt: skip
    canvas.drawPath(shape, linear(at(0, 0.5), at(0, -0.5), (lit, dim)))
    canvas.drawPath(shape, stroke(look.skin.deep, thick * 0.08, 0.35))
    shine = sliver((at(-0.4 * length, 0.22), at(0.1, 0.30), at(0.5 * length, 0.20)), thick * 0.20)
    canvas.drawPath(shine, fill("#ffffff", 0.60, thick * 0.05))


def paint_back_of_hand(
    canvas: skia.Canvas, look: HandLook, outline: Sequence[Point], knuckles: Sequence[Point],
    wrist: Point,
) -> None:  # fmt: skip
    """The back of a hand: light over the knuckles, tendons; at the wrist it ends softly."""
    path = smooth(outline)
    box = path.computeTightBounds()
    inward = -0.11 if wrist[0] > 0 else 0.11
    start = (wrist[0] - inward * 0.15, wrist[1])
    with fading_in(canvas, box.makeOutset(0.05, 0.05), start, (wrist[0] + inward, wrist[1])):
        _back_of_hand(canvas, look, path, box, knuckles, wrist)


def _back_of_hand(
    canvas: skia.Canvas, look: HandLook, path: skia.Path, box: skia.Rect,
    knuckles: Sequence[Point], wrist: Point,
) -> None:  # fmt: skip
    skin = look.skin
    shadow = skia.Path(path)
    shadow.offset(0.0, 0.010)
    canvas.drawPath(shadow, fill("#2a0f0c", 0.35, 0.012))
    colours = (mix(skin.light, "#fff4e2", 0.2), skin.light, skin.base,
               mix(skin.base, skin.shade, 0.75), skin.shade)  # fmt: skip
    canvas.drawPath(
        path, linear((0, box.top()), (0, box.bottom()), colours, (0, 0.16, 0.5, 0.8, 1))
    )
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    for x, y in knuckles:
        toward = lerp((x, y), wrist, 0.62)
        tendon = sliver(((x, y), lerp((x, y), toward, 0.5), toward), 0.014)
        canvas.drawPath(tendon, fill(skin.light, 0.30, 0.005))
        hollow = sliver(((x, y + 0.017), lerp((x, y + 0.017), toward, 0.5),
                         (toward[0], toward[1] + 0.012)), 0.013)  # fmt: skip
        canvas.drawPath(hollow, fill(skin.deep, 0.20, 0.006))
        canvas.drawCircle(x, y - 0.004, 0.016, fill(skin.light, 0.55, 0.008))
        canvas.drawCircle(x, y + 0.012, 0.014, fill(skin.deep, 0.22, 0.008))
    canvas.drawPath(path, stroke(skin.deep, 0.024, 0.28, 0.012))
    rim = mix(look.light.rim, "#fff8ea", 0.35)
    lifted = skia.Path(path)
    lifted.offset(0.0, 0.004)
    canvas.drawPath(lifted, stroke(rim, 0.012, 0.45, 0.005))
    canvas.restore()


def paint_forearm(canvas: skia.Canvas, look: HandLook, wrist: Point, far: Point) -> None:
    """A bare forearm from beyond the picture's edge to the wrist."""
    slender = look.is_slender
    widths = (0.122, 0.100, 0.070, 0.063, 0.080) if slender else (
        0.144, 0.124, 0.086, 0.074, 0.092)  # fmt: skip
    into_hand = (wrist[0] - (0.11 if wrist[0] > 0 else -0.11), wrist[1] - 0.004)
    spine = [far, lerp(far, wrist, 0.4), lerp(far, wrist, 0.8), wrist, into_hand]
    path = tapered(spine, widths, 0.3)
    skin = look.skin
    _, up = _across(far, wrist)
    x, y = lerp(far, wrist, 0.6)
    reach = widths[1]
    top = (x + up[0] * reach, y + up[1] * reach)
    low = (x - up[0] * reach, y - up[1] * reach)
    canvas.drawPath(path, linear(top, low, (mix(skin.light, "#fff4e2", 0.2), skin.light, skin.base,
                                            skin.shade, mix(skin.shade, skin.deep, 0.6)),
                                 (0, 0.16, 0.46, 0.8, 1)))  # fmt: skip
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawPath(path, stroke(mix(look.light.rim, "#fff8ea", 0.3), 0.020, 0.40, 0.008))
    if not slender and look.figure.kind in ("man", "person"):
        hairs = skia.Path()
        for _ in range(130):
            hx, hy = lerp(far, wrist, look.random.uniform(0.25, 0.93))
            hy += look.random.uniform(-0.9, 0.6) * reach
            dx = 0.016 if wrist[0] > far[0] else -0.016
            hairs.moveTo(hx, hy)
            hairs.quadTo(hx + dx * 0.5, hy, hx + dx, hy + look.random.uniform(0.002, 0.008))
        tone = ink.hair_tones(look.figure.hair_colour, look.light).deep
        canvas.drawPath(hairs, stroke(tone, 0.0012, 0.34))
    canvas.restore()


def paint_sleeve(canvas: skia.Canvas, look: HandLook, wrist: Point, far: Point) -> None:
    """The sleeve over a forearm, as long as the figure's clothes have it."""
    reach = {"long": 0.10, "rolled": 0.40}.get(look.figure.sleeves)
    if reach is None:
        return
    length = ((far[0] - wrist[0]) ** 2 + (far[1] - wrist[1]) ** 2) ** 0.5
    if reach >= length:
        return
    end = lerp(wrist, far, reach / length)
    slender = look.is_slender
    close, wide = (0.078, 0.150) if look.figure.sleeves == "long" else (0.128, 0.168)
    if not slender:
        close, wide = close + 0.020, wide + 0.020
    spine = [far, lerp(far, end, 0.5), end]
    path = tapered(spine, (wide, (wide + close) / 2, close), 0.0)
    cloth = look.cloth
    _, up = _across(far, end)
    top = (end[0] + up[0] * wide, end[1] + up[1] * wide)
    low = (end[0] - up[0] * wide, end[1] - up[1] * wide)
    canvas.drawPath(path, fill("#1a0a0a", 0.4, 0.014))
    canvas.drawPath(path, linear(top, low, (cloth.light, mix(cloth.base, cloth.light, 0.3),
                                            cloth.base, cloth.shade, cloth.deep),
                                 (0, 0.2, 0.45, 0.75, 1)))  # fmt: skip
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    for i in range(5):
        x, y = lerp(end, far, 0.20 + 0.17 * i)
        sway = look.random.uniform(-0.03, 0.03)
        crease = sliver(
            ((x + sway, y - wide), (x - sway, y), (x + sway * 0.4, y + wide * 0.9)), 0.020
        )
        canvas.drawPath(crease, fill(cloth.deep, 0.38, 0.008))
        light = sliver(((x + sway + 0.012, y - wide), (x - sway + 0.012, y),
                        (x + sway * 0.4 + 0.012, y + wide * 0.9)), 0.010)  # fmt: skip
        canvas.drawPath(light, fill(cloth.light, 0.32, 0.004))
    canvas.drawPath(path, stroke(look.light.rim, 0.016, 0.40, 0.007))
    canvas.restore()
    band_start = lerp(end, far, min(0.9, 0.075 / length))
    band = tapered([band_start, end], (close * 1.06, close * 1.05), 0.0)
    canvas.drawPath(
        band, linear(top, low, (mix(cloth.light, "#ffffff", 0.15), cloth.base, cloth.deep))
    )
    canvas.drawPath(band, stroke(cloth.deep, 0.004, 0.7))


def paint_bracelet(canvas: skia.Canvas, look: HandLook, wrist: Point, far: Point) -> None:
    """A fine gold chain around the wrist."""
    at = lerp(wrist, far, 0.30)
    _, up = _across(far, wrist)
    half = 0.068 if look.is_slender else 0.086
    bow = 0.016 if wrist[0] > far[0] else -0.016
    line = smooth(((at[0] + up[0] * half, at[1] + up[1] * half), (at[0] + bow * 1.3, at[1]),
                   (at[0] - up[0] * half, at[1] - up[1] * half)), closed=False)  # fmt: skip
    canvas.drawPath(line, stroke("#3a1a10", 0.010, 0.35, 0.004))
    canvas.drawPath(line, stroke("#b9832c", 0.0075, 1.0))
    canvas.drawPath(line, stroke("#ffe9a8", 0.0028, 0.95))


def paint_ring(canvas: skia.Canvas, look: HandLook, at: Point, along: Point, thick: float) -> None:
    """A gold ring around a finger, its diamond upwards."""
    _, up = _across((0.0, 0.0), along)
    a, b = (at[0] + up[0] * thick * 1.05, at[1] + up[1] * thick * 1.05), (
        at[0] - up[0] * thick * 1.02, at[1] - up[1] * thick * 1.02)  # fmt: skip
    bend = (at[0] + along[0] * thick * 0.32, at[1] + along[1] * thick * 0.32)
    band = smooth((a, bend, b), closed=False)
    canvas.drawPath(band, stroke("#7a4a14", thick * 0.46, 1.0))
    canvas.drawPath(band, stroke("#f0c766", thick * 0.32, 1.0))
    canvas.drawPath(band, stroke("#fff3c4", thick * 0.10, 0.95))
    x, y = at[0] + up[0] * thick * 0.35 + bend[0] - at[0], at[1] + up[1] * thick * 0.35
    size = thick * 0.62
    facets = ink.polygon(
        [
            (x - size, y),
            (x - size * 0.5, y - size * 0.8),
            (x + size * 0.5, y - size * 0.8),
            (x + size, y),
            (x, y + size * 0.95),
        ]
    )
    canvas.drawPath(facets, fill("#8fa6c0"))
    canvas.drawPath(
        facets,
        linear(
            (x - size, y - size),
            (x + size, y + size),
            ("#ffffff", "#cfe4ff", "#9fb8d8", "#ffffff"),
            (0, 0.4, 0.6, 1),
        ),
    )
    canvas.drawPath(facets, stroke("#5a6a84", thick * 0.05, 0.7))
