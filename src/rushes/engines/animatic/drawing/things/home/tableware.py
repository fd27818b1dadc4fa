"""What stands on a laid table: glasses, bottles, candles, plates, and a ring."""

from __future__ import annotations

import math

import skia

from rushes.engines.animatic.drawing.paint import (
    across,
    box,
    contact_shadow,
    curve,
    draw_glow,
    fill,
    line,
    linear,
    mix,
    oval,
    tones,
)
from rushes.engines.animatic.drawing.part import Bounds, Brush, Part
from rushes.engines.animatic.drawing.things.registry import (
    Look,
    still,
    thing,
    thing_of_parts,
)
from rushes.engines.animatic.scene import Light, Rgb


def paint_plate(
    canvas: skia.Canvas, light: Light, x: float, y: float, width: float, height: float, colour: Rgb
) -> None:
    """A plate's ellipse with its rim and well."""
    tone = tones(light, colour)
    dark = mix(light.fill, "#000000", 0.6)
    canvas.drawOval(
        oval(x, y + height * 0.12, width * 0.49, height * 0.42), fill(dark, 0.4, height * 0.08)
    )
    canvas.drawOval(
        oval(x, y, width / 2, height * 0.42),
        linear(
            (x - light.key_side * width / 2, 0),
            (x + light.key_side * width / 2, 0),
            [mix(tone.mid, tone.dark, 0.3), tone.lit, tone.rim],
        ),
    )
    canvas.drawOval(oval(x, y + height * 0.02, width * 0.33, height * 0.26), fill(tone.dark, 0.35))
    canvas.drawOval(oval(x, y + height * 0.05, width * 0.32, height * 0.24), fill(tone.lit))
    canvas.drawOval(oval(x, y, width * 0.495, height * 0.41), line(tone.rim, height * 0.03, 0.9))


def paint_flame(
    canvas: skia.Canvas, x: float, y: float, size: float, seconds: float, offset: float
) -> None:
    """A flame of about `size` standing at (x, y), swaying and flaring."""
    flare = (
        math.sin(seconds * 11 + offset) * 0.5
        + math.sin(seconds * 17.3 + offset * 2) * 0.3
        + math.sin(seconds * 5.1 + offset) * 0.4
    )
    tall = size * 1.7 * (1 + 0.06 * flare)
    tip = x + size * (0.10 * math.sin(seconds * 4 + offset) + 0.05 * flare)
    shape = skia.Path()
    shape.moveTo(x, y)
    shape.cubicTo(x - size * 0.44, y - size * 0.1, x - size * 0.32, y - tall * 0.5, tip, y - tall)
    shape.cubicTo(x + size * 0.32, y - tall * 0.5, x + size * 0.44, y - size * 0.1, x, y)
    canvas.drawPath(
        shape, linear((0, y), (0, y - tall), ["#ff9a30", "#fff0b8", "#ffd25e"], [0, 0.4, 1])
    )
    canvas.drawOval(oval(x, y - size * 0.45, size * 0.14, size * 0.3), fill("#fffbe8", 0.95))


def flame_part(x: float, y: float, size: float, offset: float, glow: float = 5.0) -> Part:
    """A live flame with its glow."""
    reach = size * glow

    def paint(canvas: skia.Canvas, brush: Brush) -> None:
        seconds = brush.seconds
        breath = 0.55 + 0.06 * math.sin(seconds * 9 + offset) + 0.04 * math.sin(seconds * 14.7)
        draw_glow(canvas, x, y - size * 0.7, reach, "#ffcf7a", breath)
        paint_flame(canvas, x, y, size, seconds, offset)

    middle = y - size * 0.7
    return Part(
        Bounds(x - reach, middle - reach, x + reach, middle + reach),
        paint,
        is_live=True,
        takes_haze=False,
        dz=-0.002,
    )


def paint_candle(
    canvas: skia.Canvas, light: Light, half: float, height: float, colour: Rgb
) -> None:
    """A wax candle on a brass dish, without its flame."""
    canvas.drawOval(
        oval(0, -half * 0.18, half * 2.0, half * 0.34),
        across(light, -half * 2, half * 2, "#d8a44c"),
    )
    tone = tones(light, colour)
    body = box(-half, -height, half, -half * 0.2)
    canvas.drawRect(body, across(light, -half, half, colour))
    # Wax glows through below the flame.
    canvas.drawRect(
        body,
        linear(
            (0, -height),
            (0, 0),
            [("#ffd98c", 0.75), ("#ffb75a", 0.25), ("#8a5a3a", 0.35)],
            [0, 0.35, 1],
        ),
    )
    canvas.drawOval(oval(0, -height, half, half * 0.30), fill(mix(tone.lit, "#ffe7ae", 0.7)))
    canvas.drawOval(oval(0, -height, half * 0.55, half * 0.15), fill("#fff6d8"))
    for x, drop in ((-0.7, 0.3), (0.45, 0.18), (0.8, 0.42)):
        canvas.drawLine(
            half * x,
            -height + half * 0.1,
            half * x,
            -height * (1 - drop),
            line(mix(tone.lit, "#fff0cc", 0.5), half * 0.28),
        )
    canvas.drawLine(0, -height, 0, -height - half * 0.5, line("#3a2010", half * 0.14))


@thing_of_parts("candle")
def candle(look: Look) -> tuple[Part, ...]:
    """A burning candle: live flame and glow."""
    half = look.width * 0.26
    size = half * 1.05
    body = look.height - size * 1.9

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        contact_shadow(canvas, brush.light, half * 1.9, 0.4)
        paint_candle(canvas, brush.light, half, body, look.colour)

    return still(paint, look), flame_part(0.0, -body - half * 0.3, size, 1.0)


@thing_of_parts("candles")
def candles(look: Look) -> tuple[Part, ...]:
    """Three candles of different heights."""
    set_at = ((-0.32, 0.72, 0.4), (0.0, 1.0, 1.7), (0.32, 0.58, 2.9))
    half = look.width * 0.085
    size = half * 1.05

    def paint(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
        for x, tall, _ in set_at:
            canvas.save()
            canvas.translate(look.width * x, 0)
            contact_shadow(canvas, brush.light, half * 1.9, 0.4)
            paint_candle(canvas, brush.light, half, look.height * tall - size * 1.9, look.colour)
            canvas.restore()

    flames = [
        flame_part(look.width * x, -(look.height * tall - size * 1.9) - half * 0.3, size, offset)
        for x, tall, offset in set_at
    ]
    return (still(paint, look), *flames)


@thing("ring")
def ring(canvas: skia.Canvas, brush: Brush, look: Look) -> None:
    """A gold ring with a diamond, standing on edge."""
    light, radius = brush.light, look.width * 0.40
    y = -radius * 1.02
    canvas.drawOval(oval(0, y, radius, radius), _gold(light, radius, look.width * 0.14))
    canvas.drawOval(
        oval(0, y, radius * 1.06, radius * 1.06),
        line(mix(light.rim, "#fff6d0", 0.5), look.width * 0.02, 0.8),
    )
    top, half = y - radius * 1.05, look.width * 0.26
    tall = look.height + top
    stone = curve(
        [
            (-half * 0.6, -look.height),
            (half * 0.6, -look.height),
            (half, top - tall * 0.62),
            (0, top + tall * 0.18),
            (-half, top - tall * 0.62),
        ]
    )
    canvas.drawPath(
        stone,
        linear(
            (-half, top - tall),
            (half, top),
            ["#ffffff", "#bfe0ff", "#ffffff", "#8fb8e0"],
            [0, 0.35, 0.6, 1],
        ),
    )
    for x in (-0.5, 0.0, 0.5):
        canvas.drawLine(
            half * x, -look.height + tall * 0.1, 0, top, line("#7fa8d8", half * 0.05, 0.6)
        )
    canvas.drawCircle(
        light.key_side * half * 0.3,
        -look.height + tall * 0.3,
        half * 0.16,
        fill("#ffffff", 1, half * 0.05),
    )


def _gold(light: Light, radius: float, width: float) -> skia.Paint:
    paint = linear(
        (-radius, -radius),
        (radius, radius),
        ["#fff0b0", "#d9a640", "#8a5a1a", "#f3cf78", "#a8731f"],
        [0, 0.3, 0.55, 0.8, 1],
    )
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    return paint
