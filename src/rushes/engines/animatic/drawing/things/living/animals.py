"""Animals, seen from the side and facing right. Their tails, heads and wings move."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from rushes.engines.animatic.drawing.paint import (
    Point,
    contact_shadow,
    curve,
    fill,
    line,
    linear,
    mix,
    outline,
    oval,
    polygon,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Motion, Part
from rushes.engines.animatic.drawing.things.registry import Look, still, thing, thing_of_parts
from rushes.engines.animatic.scene import Light, Rgb


def paint_fur(canvas: skia.Canvas, light: Light, shape: skia.Path, colour: Rgb) -> None:
    """A furry body: lit along its back, dark under its belly, rimmed towards the light."""
    area = shape.getBounds()
    tone = tones(light, colour)
    canvas.drawPath(
        shape,
        linear(
            (0, area.top()),
            (0, area.bottom()),
            [mix(tone.rim, tone.lit, 0.5), tone.lit, tone.mid, tone.dark],
            [0, 0.2, 0.6, 1],
        ),
    )
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    side = area.right() if light.key_side > 0 else area.left()
    reach = area.width() * 0.5
    canvas.drawRect(
        area,
        linear((side, 0), (side - light.key_side * reach, 0), [(tone.rim, 0.35), (tone.rim, 0.0)]),
    )
    canvas.restore()


def _leg(
    canvas: skia.Canvas, light: Light, points: Sequence[Point], width: float, colour: Rgb
) -> None:
    tone = tones(light, colour)
    path = curve(points, closed=False)
    canvas.drawPath(path, line(tone.mid, width))
    canvas.save()
    canvas.translate(light.key_side * width * 0.2, 0)
    canvas.drawPath(path, line(tone.lit, width * 0.4, 0.7))
    canvas.restore()


def _paint_dog(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """The dog without its tail."""
    half, h = look.width / 2, look.height
    light, colour = brush.light, look.colour
    contact_shadow(canvas, light, half * 0.8, 0.45)
    back = mix(colour, "#1c120c", 0.35)
    for x in (-0.46, 0.28):
        _leg(
            canvas,
            light,
            [
                (half * x, -h * 0.42),
                (half * (x - 0.03), -h * 0.2),
                (half * (x + 0.02), -h * 0.04),
            ],
            half * 0.13,
            back,
        )
    body = curve(
        outline(
            half,
            h,
            "-0.72 0.6  -0.2 0.66  0.36 0.68  0.52 0.52  0.4 0.36  0 0.34  -0.4 0.4  -0.72 0.42",
        )
    )
    paint_fur(canvas, light, body, colour)
    for x, bend in ((-0.60, -0.06), (0.42, 0.0)):
        _leg(
            canvas,
            light,
            [
                (half * x, -h * 0.46),
                (half * (x + bend), -h * 0.2),
                (half * (x + 0.03), -h * 0.045),
            ],
            half * 0.15,
            colour,
        )
        canvas.drawOval(
            oval(half * (x + 0.07), -h * 0.03, half * 0.1, h * 0.03),
            fill(tones(light, mix(colour, "#ffffff", 0.25)).mid),
        )
    _paint_dog_head(canvas, light, half, h, colour)


def _paint_dog_head(canvas: skia.Canvas, light: Light, half: float, h: float, colour: Rgb) -> None:
    head = curve(
        outline(
            half,
            h,
            "0.34 0.66  0.4 0.9  0.6 0.955  0.74 0.87  0.96 0.79  0.965 0.71  0.74 0.67  0.56 0.56",
        )
    )
    paint_fur(canvas, light, head, colour)
    ear = curve(outline(half, h, "0.42 0.92  0.54 0.93  0.54 0.72  0.42 0.68  0.36 0.78"))
    canvas.drawPath(ear, fill(tones(light, mix(colour, "#1c120c", 0.45)).mid))
    canvas.drawCircle(half * 0.945, -h * 0.775, half * 0.045, fill("#1a1416"))
    canvas.drawCircle(half * 0.67, -h * 0.845, half * 0.030, fill("#1a1416"))
    canvas.drawCircle(half * 0.678, -h * 0.852, half * 0.010, fill("#ffffff"))
    mouth = curve(
        outline(half, h, "0.93 0.715  0.84 0.7  0.76 0.715"),
        closed=False,
    )
    canvas.drawPath(mouth, line("#2a1c18", half * 0.015, 0.8))
    canvas.drawPath(
        curve(
            outline(half, h, "0.37 0.66  0.46 0.6  0.58 0.6"),
            closed=False,
        ),
        line("#b03a30", half * 0.05),
    )


@thing_of_parts("dog")
def dog(look: Look) -> tuple[Part, ...]:
    """A standing dog that wags its tail."""
    half, h = look.width / 2, look.height

    def tail(canvas: skia.Canvas, brush: Brush) -> None:
        swish = curve(
            outline(half, h, "-0.66 0.57  -0.86 0.68  -0.92 0.86"),
            closed=False,
        )
        tone = tones(brush.light, look.colour)
        canvas.drawPath(swish, line(tone.dark, half * 0.11))
        canvas.drawPath(swish, line(tone.lit, half * 0.05, 0.8))

    wag = Part(
        Bounds(-half, -h * 0.95, -half * 0.52, -h * 0.48),
        tail,
        motion=lambda seconds: Motion(degrees=9 * math.sin(seconds * 9)),
        pivot=(-half * 0.66, -h * 0.57),
        dz=0.01,
    )
    return wag, still(_paint_dog, look)


def _paint_cat(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """The cat without its tail."""
    half, h = look.width / 2, look.height
    light, colour = brush.light, look.colour
    contact_shadow(canvas, light, half * 0.7, 0.45)
    body = curve(
        [
            (-half * 0.42, -0.004),
            (-half * 0.62, -h * 0.18),
            (-half * 0.40, -h * 0.46),
            (half * 0.0, -h * 0.66),
            (half * 0.40, -h * 0.62),
            (half * 0.50, -h * 0.36),
            (half * 0.48, -h * 0.10),
            (half * 0.56, -0.004),
        ]
    )
    paint_fur(canvas, light, body, colour)
    haunch = curve(
        [
            (-half * 0.50, -h * 0.06),
            (-half * 0.44, -h * 0.30),
            (-half * 0.12, -h * 0.34),
            (half * 0.08, -h * 0.16),
            (half * 0.1, -h * 0.01),
            (-half * 0.2, -0.004),
        ]
    )
    paint_fur(canvas, light, haunch, mix(colour, "#1c120c", 0.08))
    for x in (0.22, 0.42):
        _leg(
            canvas,
            light,
            [(half * x, -h * 0.40), (half * x, -h * 0.16), (half * (x + 0.05), -h * 0.035)],
            half * 0.14,
            colour,
        )
    dark = tones(light, mix(colour, "#1c120c", 0.5))
    for y in (0.52, 0.44, 0.36):
        canvas.drawPath(
            curve(
                [
                    (-half * 0.36, -h * (y - 0.08)),
                    (-half * 0.16, -h * (y + 0.02)),
                    (half * 0.02, -h * y),
                ],
                closed=False,
            ),
            line(dark.mid, half * 0.045, 0.5),
        )
    _paint_cat_head(canvas, light, half, h, colour)


def _paint_cat_head(canvas: skia.Canvas, light: Light, half: float, h: float, colour: Rgb) -> None:
    head = curve(
        outline(half, h, "0.02 0.68  0.06 0.85  0.34 0.91  0.62 0.84  0.68 0.7  0.36 0.59")
    )
    for points in (
        [(0.05, 0.80), (0.08, 0.995), (0.30, 0.89)],
        [(0.42, 0.89), (0.62, 0.995), (0.64, 0.80)],
    ):
        ear = polygon([(half * x, -h * y) for x, y in points])
        canvas.drawPath(ear, fill(tones(light, colour).mid))
    paint_fur(canvas, light, head, colour)
    for x in (0.26, 0.50):
        canvas.drawOval(oval(half * x, -h * 0.775, half * 0.065, h * 0.028), fill("#c8d46a"))
        canvas.drawOval(oval(half * x, -h * 0.775, half * 0.022, h * 0.026), fill("#14100e"))
    canvas.drawPath(
        polygon(outline(half, h, "0.35 0.725  0.43 0.725  0.39 0.7")),
        fill("#c8807a"),
    )
    for side in (-1, 1):
        for lift in (0.0, 0.03):
            canvas.drawLine(
                half * (0.39 + side * 0.06),
                -h * 0.695,
                half * (0.39 + side * 0.36),
                -h * (0.70 + lift),
                line("#f4f0e8", half * 0.010, 0.7),
            )


@thing_of_parts("cat")
def cat(look: Look) -> tuple[Part, ...]:
    """A sitting cat, its tail curling."""
    half, h = look.width / 2, look.height

    def tail(canvas: skia.Canvas, brush: Brush) -> None:
        swish = curve(
            outline(half, h, "-0.42 0.05  -0.78 0.06  -0.86 0.22  -0.74 0.36"),
            closed=False,
        )
        tone = tones(brush.light, look.colour)
        canvas.drawPath(swish, line(tone.dark, half * 0.12))
        canvas.drawPath(swish, line(tone.lit, half * 0.05, 0.7))

    curl = Part(
        Bounds(-half, -h * 0.44, -half * 0.3, 0.0),
        tail,
        motion=lambda seconds: Motion(degrees=4 * math.sin(seconds * 1.7)),
        pivot=(-half * 0.42, -h * 0.05),
        dz=0.01,
    )
    return curl, still(_paint_cat, look)


@thing("horse")
def horse(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A standing horse."""
    light, half, h, colour = brush.light, look.width / 2, look.height, look.colour
    contact_shadow(canvas, light, half * 0.75, 0.45)
    back, hair = mix(colour, "#1c120c", 0.35), mix(colour, "#140c08", 0.65)
    width = half * 0.075
    for x, bend in ((-0.46, -0.05), (0.32, 0.03)):
        _leg(
            canvas,
            light,
            [(half * x, -h * 0.45), (half * (x + bend), -h * 0.24), (half * x, -h * 0.03)],
            width,
            back,
        )
    tail = curve(outline(half, h, "-0.66 0.62  -0.86 0.5  -0.88 0.26  -0.78 0.2  -0.74 0.44"))
    canvas.drawPath(tail, fill(tones(light, hair).mid))
    body = curve(
        outline(
            half,
            h,
            "-0.7 0.6  -0.42 0.68  0 0.64  0.26 0.68  0.46 0.84  0.6 0.96  "
            "0.7 0.95  0.8 0.86  0.97 0.74  0.95 0.69  0.86 0.69  0.66 0.75  "
            "0.56 0.6  0.42 0.44  0 0.4  -0.46 0.42  -0.7 0.48",
        )
    )
    paint_fur(canvas, light, body, colour)
    for x, bend in ((-0.60, -0.05), (0.42, 0.02)):
        _leg(
            canvas,
            light,
            [(half * x, -h * 0.48), (half * (x + bend), -h * 0.24), (half * (x + 0.01), -h * 0.04)],
            width * 1.15,
            colour,
        )
    for x in (-0.46, 0.32, -0.59, 0.43):
        canvas.drawPath(
            polygon(
                [
                    (half * (x - 0.045), 0),
                    (half * (x + 0.055), 0),
                    (half * (x + 0.03), -h * 0.04),
                    (half * (x - 0.03), -h * 0.04),
                ]
            ),
            fill(tones(light, "#3a2e2a").mid),
        )
    mane = curve(
        outline(half, h, "0.24 0.69  0.36 0.82  0.54 0.97  0.62 0.985  0.55 0.86  0.42 0.7")
    )
    canvas.drawPath(mane, fill(tones(light, hair).mid))
    canvas.drawPath(
        polygon(outline(half, h, "0.59 0.95  0.62 0.998  0.67 0.95")),
        fill(tones(light, colour).mid),
    )
    canvas.drawCircle(half * 0.72, -h * 0.875, half * 0.018, fill("#140e0c"))
    canvas.drawCircle(half * 0.945, -h * 0.73, half * 0.012, fill("#140e0c"))


@thing("cow")
def cow(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A spotted cow."""
    light, half, h, colour = brush.light, look.width / 2, look.height, look.colour
    contact_shadow(canvas, light, half * 0.8, 0.45)
    back = mix(colour, "#1c120c", 0.3)
    for x in (-0.46, 0.34):
        _leg(canvas, light, [(half * x, -h * 0.4), (half * x, -h * 0.04)], half * 0.1, back)
    canvas.drawPath(
        curve(
            outline(half, h, "-0.7 0.8  -0.8 0.55  -0.79 0.34"),
            closed=False,
        ),
        line(tones(light, colour).dark, half * 0.03),
    )
    body = curve(
        outline(half, h, "-0.72 0.84  0 0.85  0.5 0.88  0.54 0.5  0.3 0.36  -0.4 0.36  -0.72 0.46")
    )
    paint_fur(canvas, light, body, colour)
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    patch = tones(light, "#4a3026")
    for x, y, rx, ry in (
        (-0.5, 0.74, 0.22, 0.14),
        (0.08, 0.60, 0.24, 0.14),
        (0.36, 0.82, 0.14, 0.10),
        (-0.3, 0.42, 0.14, 0.07),
    ):
        canvas.drawOval(oval(half * x, -h * y, half * rx, h * ry), fill(patch.mid))
    canvas.restore()
    canvas.drawOval(
        oval(-half * 0.28, -h * 0.34, half * 0.13, h * 0.06), fill(tones(light, "#e8a8a0").mid)
    )
    for x in (-0.60, 0.44):
        _leg(canvas, light, [(half * x, -h * 0.44), (half * x, -h * 0.05)], half * 0.115, colour)
        canvas.drawCircle(half * x, -h * 0.03, half * 0.06, fill(tones(light, "#3a2e2a").mid))
    head = curve(outline(half, h, "0.5 0.86  0.66 0.94  0.8 0.88  0.97 0.66  0.88 0.58  0.62 0.66"))
    for x in (0.60, 0.74):
        canvas.drawPath(
            curve(
                [
                    (half * x, -h * 0.90),
                    (half * (x + 0.02), -h * 0.97),
                    (half * (x + 0.08), -h * 0.99),
                ],
                closed=False,
            ),
            line("#efe4cc", half * 0.035),
        )
    paint_fur(canvas, light, head, colour)
    canvas.drawPath(
        curve(outline(half, h, "0.56 0.86  0.42 0.84  0.46 0.78  0.58 0.8")),
        fill(patch.mid),
    )
    canvas.drawOval(
        oval(half * 0.92, -h * 0.62, half * 0.08, h * 0.05), fill(tones(light, "#e0a8a0").lit)
    )
    canvas.drawCircle(half * 0.75, -h * 0.81, half * 0.022, fill("#140e0c"))
